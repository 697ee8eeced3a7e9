using System.Collections.Concurrent;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Signs what leaves the gateway for grains, in the name of whoever asked. By the call and not by the request: an import lasts longer than a pass.
/// What goes out in nobody's name carries no pass, and no silo answers it.
/// </summary>
internal sealed class CallSigner(PassKeys keys, Principal? otherwise = null) : IOutgoingGrainCallFilter, IOutsideSigner
{
    private const int Kept = 10_000;

    private static readonly AsyncLocal<Principal?> Callers = new();

    private readonly ConcurrentDictionary<Principal, Signed> signed = new();

    /// <summary>Whatever this flow of control asks from now on it asks in this name.</summary>
    public static void ActAs(Principal? caller) => Callers.Value = caller;

    /// <summary>Asks in the gateway's own name: what it has to know of everybody to answer anybody.</summary>
    public static async Task<T> AsGateway<T>(Func<Task<T>> ask)
    {
        ActAs(Gateway);
        return await ask();
    }

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        // Grains sign for themselves.
        if (context.SourceContext is null) Sign();
        return context.Invoke();
    }

    public void Sign()
    {
        if ((Callers.Value ?? otherwise) is not { } caller) return;
        var pass = PassOf(caller);
        if (!ReferenceEquals(Pass.Current, pass)) Pass.Carry(pass);
    }

    /// <summary>The gateway itself.</summary>
    public static Principal Gateway { get; } = Principal.System("gateway");

    private string PassOf(Principal caller)
    {
        if (signed.TryGetValue(caller, out var known) && known.Until > Environment.TickCount64) return known.Pass;
        if (signed.Count >= Kept) signed.Clear();
        var pass = Pass.Sign(keys, caller.From(TimeProvider.System.GetUtcNow()));
        signed[caller] = new(pass, Environment.TickCount64 + (long)(Principal.Life / 2).TotalMilliseconds);
        return pass;
    }

    private sealed record Signed(string Pass, long Until);
}
