using System.Collections.Frozen;
using System.Reflection;

namespace ResponsibilityGrid;

/// <summary>
/// The one gate in front of all grains. Whoever calls carries a pass; what the method declares that it needs is looked up; and a method that
/// declares nothing is refused. Grains call each other as the program itself, so that the decision is made once, where a call comes in.
/// </summary>
internal sealed class Guard(Passes passes, Sights sights, Wakefulness wakefulness) : IIncomingGrainCallFilter
{
    /// <summary>What each method of the contracts needs.</summary>
    public static readonly FrozenDictionary<MethodInfo, NeedsAttribute> Declared = typeof(GridKeys).Assembly.GetExportedTypes()
        .Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).SelectMany(type => type.GetMethods())
        .Select(method => (Method: method, Needs: method.GetCustomAttribute<NeedsAttribute>())).Where(declared => declared.Needs is not null)
        .ToFrozenDictionary(declared => declared.Method, declared => declared.Needs!);

    // How a timer's tick comes to its grain. It has no codec, so that none ever came from elsewhere.
    private static readonly Type Tick = typeof(Orleans.Hosting.ISiloBuilder).Assembly.GetTypes().Single(type => type.Name == "TimerTickInvoker");

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Request.GetType() == Tick)
        {
            Calls.Begin(null);
            // Not the pass of whoever woke the grain.
            Pass.Carry(passes.Of(Passes.Pump));
            return context.Invoke();
        }

        if (context.TargetId.IsSystemTarget() && IsRuntimes(context)) return context.Invoke();
        if (Pass.Current is not { } pass) throw Refusals.Unknown();
        if (passes.IsOwn(pass))
        {
            Calls.Begin(null);
            return context.Invoke();
        }

        if (passes.Verify(pass, TimeProvider.System.GetUtcNow()) is not { } caller) throw passes.IsOurs(pass) ? Refusals.NotOfNow() : Refusals.Unknown();
        if (caller.IsSystem)
        {
            Calls.Begin(null);
            return Answer(context);
        }

        var needs = context.InterfaceMethod is { } method ? Declared.GetValueOrDefault(method) : null;
        if (needs is null or { Right: Right.System }) throw Refusals.Missing(needs?.Right ?? Right.System);
        var key = context.TargetId.Key.ToString()!;
        var deciding = sights.Of(caller, GridKeys.GridOf(key));
        return deciding.IsCompletedSuccessfully ? Enter(context, caller, needs, key, deciding.Result) : Decide(context, caller, needs, key, deciding);
    }

    // No function within another here: what it takes along would be made anew with every call.
    private async Task Decide(IIncomingGrainCallContext context, Principal caller, NeedsAttribute needs, string key, ValueTask<Sight> deciding) =>
        await Enter(context, caller, needs, key, await deciding);

    private Task Enter(IIncomingGrainCallContext context, Principal caller, NeedsAttribute needs, string key, Sight sight)
    {
        if (!IsMet(needs, sight, key)) throw Refusals.Missing(needs.Right);
        Calls.Begin(caller);
        return Answer(context);
    }

    private Task Answer(IIncomingGrainCallContext context)
    {
        var answering = context.Invoke();
        return answering.IsCompletedSuccessfully && wakefulness.IsAwake ? answering : Prove(answering);
    }

    // Asked when the answer is there: the process may have stood still in the midst of it. A command that was taken all the same is asked for again by its id.
    private async Task Prove(Task answering)
    {
        await answering;
        if (!await wakefulness.IsProven()) throw Refusals.StoodStill();
    }

    /// <summary>
    /// Whether one of the runtime's own parts is asked by a silo. Clients could drop activations or stop silos through them, and so take the pass of the
    /// program, as for any grain that declares nothing. Only the manifest is open: no client starts without it, and it tells which grains there are and
    /// nothing of what they hold. The sender is what the message says: a program that speaks the wire's own protocol can say that it is a silo, and meets
    /// TLS between the processes or a closed network, not this. Of silos no pass is asked, or those whose keys or clocks are apart took each other for dead.
    /// </summary>
    private static bool IsRuntimes(IIncomingGrainCallContext context) =>
        context.SourceId is not { } source || !source.IsClient() || source.Key.ToString()!.StartsWith("hosted-", StringComparison.Ordinal) || context.TargetId.Type.ToString() == "sys.svc.manifest";

    private static bool IsMet(NeedsAttribute needs, Sight sight, string key) => needs.Over switch
    {
        Over.Grid => sight.HasOverAll(needs.Right),
        Over.Unit => sight.May(needs.Right, GridKeys.Parts(key)[^1]),
        _ => sight.Has(needs.Right),
    };
}
