namespace ResponsibilityGrid;

/// <summary>A part of a history, the oldest entry first, and how many entries there are in all.</summary>
[GenerateSerializer, Immutable, Alias("History")]
public sealed record History([property: Id(0)] List<Entry> Entries, [property: Id(1)] int Total);
