namespace ResponsibilityGrid;

/// <summary>Signs what leaves a grain: the program itself calls, whoever asked for it. A co-hosted gateway signs its own calls.</summary>
internal sealed class Signer(Passes passes) : IOutgoingGrainCallFilter
{
    public const string Silo = "silo";

    private const string Pump = "pump", Sweeper = "sweeper";

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        // Outside of grains only the runtime's own calls are signed here: its reminders, its directory.
        if (context.SourceContext is not { } source)
        {
            if (!IsOurs(context)) Carry(Silo);
            return context.Invoke();
        }

        // In a grain that was called there is a pass already; a timer has none.
        Carry(Calls.Current is not null ? Silo : source.GrainInstance is ISweeperGrain ? Sweeper : Pump);
        return context.Invoke();
    }

    private void Carry(string name)
    {
        var own = passes.Of(name);
        if (!ReferenceEquals(Pass.Current, own)) Pass.Carry(own);
    }

    private static bool IsOurs(IOutgoingGrainCallContext context) => context.InterfaceMethod?.DeclaringType?.Assembly == typeof(GridKeys).Assembly;
}
