namespace ResponsibilityGrid;

/// <summary>Who called the grain that runs just now. Set where a call comes in, and never sent on: grains call each other as the program.</summary>
internal static class Calls
{
    private static readonly AsyncLocal<Principal?> Callers = new();

    /// <summary>Nobody where the program itself called, or a grain does something by itself.</summary>
    public static Principal? Current => Callers.Value;

    public static void Begin(Principal? caller)
    {
        if (!ReferenceEquals(Callers.Value, caller)) Callers.Value = caller;
    }
}
