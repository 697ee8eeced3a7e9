namespace ResponsibilityGrid;

/// <summary>A unit's inspections in the order in which they were planned. Their numbers are not kept: they follow from when each began.</summary>
internal sealed record InspectionsState
{
    public int Schema { get; init; } = 1;

    public List<Inspection> Inspections { get; init; } = [];
}
