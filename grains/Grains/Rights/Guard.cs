using System.Collections.Frozen;
using System.Reflection;

namespace ResponsibilityGrid;

/// <summary>
/// The one gate in front of all grains. Whoever calls carries a pass; what the method declares that it needs is looked up; and a method that
/// declares nothing is refused. Grains call each other as the program itself, so that the decision is made once, where a call comes in.
/// </summary>
internal sealed class Guard(Passes passes, Sights sights) : IIncomingGrainCallFilter
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

        // The runtime's own parts, which no grain is reached through.
        if (context.TargetId.IsSystemTarget()) return context.Invoke();
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
            return context.Invoke();
        }

        var needs = context.InterfaceMethod is { } method ? Declared.GetValueOrDefault(method) : null;
        if (needs is null or { Right: Right.System }) throw Refusals.Missing(needs?.Right ?? Right.System);
        // What is asked on the way, here and by the grain, is asked as the program.
        Pass.Carry(passes.OfSilo());
        var key = context.TargetId.Key.ToString()!;
        var deciding = sights.Of(caller, GridKeys.GridOf(key));
        return deciding.IsCompletedSuccessfully ? Enter(deciding.Result) : Wait(deciding);

        async Task Wait(ValueTask<Sight> sight) => await Enter(await sight);

        Task Enter(Sight sight)
        {
            if (!IsMet(needs, sight, key)) throw Refusals.Missing(needs.Right);
            Calls.Begin(caller);
            return context.Invoke();
        }
    }

    private static bool IsMet(NeedsAttribute needs, Sight sight, string key) => needs.Over switch
    {
        Over.Grid => sight.HasOverAll(needs.Right),
        Over.Unit => sight.May(needs.Right, GridKeys.Parts(key)[^1]),
        _ => sight.Has(needs.Right),
    };
}
