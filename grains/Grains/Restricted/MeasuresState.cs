namespace ResponsibilityGrid;

/// <summary>A unit's measures, the oldest first; nothing leaves the row.</summary>
internal sealed record MeasuresState
{
    public int Schema { get; init; } = 1;

    public List<Measure> Measures { get; init; } = [];
}
