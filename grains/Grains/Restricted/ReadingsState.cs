namespace ResponsibilityGrid;

/// <summary>A part of a day's readings.</summary>
internal sealed record ReadingsState
{
    public int Schema { get; init; } = 1;

    public List<Reading> Readings { get; init; } = [];
}
