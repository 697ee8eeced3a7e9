using System.Collections.Concurrent;
using Orleans.Runtime;

namespace ResponsibilityGrid.Tests;

/// <summary>Counts the calls that go from a grain on one silo to a grain on another.</summary>
internal sealed class WireCount
{
    private const string From = "wire.from";

    public ConcurrentQueue<string> Crossed { get; } = new();

    /// <summary>Every brief and roll-up that arrived, and at which ledger.</summary>
    public ConcurrentQueue<(GrainId Ledger, object Message)> Heard { get; } = new();

    /// <summary>Who called which method, wherever from.</summary>
    public ConcurrentDictionary<(string Caller, string Method), bool> Callers { get; } = new();

    private readonly ConcurrentDictionary<string, string> _subjects = new();

    public static async Task Leave(IOutgoingGrainCallContext call, SiloAddress here)
    {
        RequestContext.Set(From, here.ToParsableString());
        try
        {
            await call.Invoke();
        }
        finally
        {
            RequestContext.Remove(From);
        }
    }

    public Task Arrive(IIncomingGrainCallContext call, SiloAddress here)
    {
        if (RequestContext.Get(From) is string from && from != here.ToParsableString()) Crossed.Enqueue($"{call.InterfaceName}.{call.MethodName}");
        RequestContext.Remove(From);
        if (Pass.Current is { } pass && call.MethodName is { } method) Callers.TryAdd((_subjects.GetOrAdd(pass, text => Pass.Read(TestPasses.Keys, text)?.Subject ?? ""), method), true);
        if (call.Request.GetArgumentCount() == 1 && call.Request.GetArgument(0) is var message and (Brief or RollUp)) Heard.Enqueue((call.TargetId, message));
        return call.Invoke();
    }
}

internal sealed class LeavingFilter(ILocalSiloDetails here) : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context) => WireCount.Leave(context, here.SiloAddress);
}

internal sealed class ArrivingFilter(WireCount count, ILocalSiloDetails here) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => count.Arrive(context, here.SiloAddress);
}
