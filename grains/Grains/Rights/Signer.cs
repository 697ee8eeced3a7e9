namespace ResponsibilityGrid;

/// <summary>Signs what leaves a grain: the program itself calls, whoever asked for it.</summary>
/// <param name="passes">The silo's own.</param>
/// <param name="outside">That of a gateway in the same process, which signs its own calls.</param>
internal sealed class Signer(Passes passes, IOutsideSigner? outside = null) : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.SourceContext is { } source) Sign(source);
        else SignOutside(context);
        return context.Invoke();
    }

    private void SignOutside(IOutgoingGrainCallContext context)
    {
        outside?.Sign();
        // Beside that only the runtime's own calls are signed here: its reminders, its directory.
        if (!IsOurs(context) && Pass.Current is null) Pass.Carry(passes.OfSilo());
    }

    /// <summary>
    /// In a grain that was called stands the pass of its caller, which is replaced here before anything leaves: by that alone grains ask as the program. In one
    /// that only comes up stands that of whoever woke it, which opens nothing to the grain. A sweeper acts under its own name, whoever woke it.
    /// </summary>
    private void Sign(IGrainContext source)
    {
        if (source.GrainInstance is ISweeperGrain) Pass.Carry(passes.Of(Passes.Sweeper));
        else if (Pass.Current is not { } pass) Pass.Carry(passes.Of(Passes.Pump));
        else if (!passes.Serves(pass)) Pass.Carry(passes.OfSilo());
    }

    private static bool IsOurs(IOutgoingGrainCallContext context) => context.InterfaceMethod?.DeclaringType?.Assembly == typeof(GridKeys).Assembly;
}
