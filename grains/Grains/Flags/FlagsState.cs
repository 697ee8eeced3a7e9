namespace ResponsibilityGrid;

/// <summary>What was said of the flags of a grid: the newest; the older ones stand in numbered log rows.</summary>
internal sealed record FlagsState
{
    public int Schema { get; init; } = 1;

    /// <summary>How many full log rows there are.</summary>
    public int Logs { get; init; }

    public List<FlagDecision> Decisions { get; init; } = [];
}

/// <summary>A log row.</summary>
internal sealed record FlagLogState
{
    public int Schema { get; init; } = 1;

    public List<FlagDecision> Decisions { get; init; } = [];
}
