namespace ResponsibilityGrid;

/// <summary>A unit's supervision row: its newest actions; the older ones stand in numbered log rows.</summary>
internal sealed record SupervisionState
{
    public int Schema { get; init; } = 1;

    /// <summary>How many full log rows there are.</summary>
    public int Logs { get; init; }

    public List<SupervisionAction> Actions { get; init; } = [];
}

/// <summary>A log row.</summary>
internal sealed record SupervisionLogState
{
    public int Schema { get; init; } = 1;

    public List<SupervisionAction> Actions { get; init; } = [];
}
