namespace ResponsibilityGrid;

/// <summary>
/// The dated skeleton of one grid: which unit hangs where, which post sits in which unit, which lists are in force.
/// Small enough for one row and one copy per silo; everything about standing and refining items follows from it.
/// </summary>
[GenerateSerializer, Immutable, Alias("Structure")]
public sealed record Structure
{
    /// <summary>The grid's id, its root unit's code.</summary>
    [Id(0)] public string Grid { get; init; } = "";

    /// <summary>Grows with every change; a copy of a lower version is out of date.</summary>
    [Id(1)] public int Version { get; init; }

    [Id(2)] public GridSettings Settings { get; init; } = new();

    [Id(3)] public List<UnitEntry> Units { get; init; } = [];

    [Id(4)] public List<PostEntry> Posts { get; init; } = [];

    [Id(5)] public List<ListEntry> Lists { get; init; } = [];

    /// <summary>The form in which it is stored.</summary>
    [Id(6)] public int Schema { get; init; } = 1;
}

/// <summary>A unit's place for a time: a move or a new name ends one entry and begins another.</summary>
[GenerateSerializer, Immutable, Alias("UnitEntry")]
public sealed record UnitEntry
{
    [Id(0)] public string Code { get; init; } = "";

    [Id(1)] public string Name { get; init; } = "";

    /// <summary>The code of the unit above; none at the root.</summary>
    [Id(2)] public string? Parent { get; init; }

    [Id(3)] public int Level { get; init; }

    [Id(4)] public UnitKind Kind { get; init; }

    /// <summary>The supervision line that the unit belongs to, if any.</summary>
    [Id(5)] public string? Line { get; init; }

    [Id(6)] public Span Span { get; init; } = new();
}

/// <summary>A post's place: the unit that it sits in and the layer that it answers on.</summary>
[GenerateSerializer, Immutable, Alias("PostEntry")]
public sealed record PostEntry
{
    [Id(0)] public string Code { get; init; } = "";

    [Id(1)] public string Unit { get; init; } = "";

    [Id(2)] public string Layer { get; init; } = "";

    [Id(3)] public Span Span { get; init; } = new();

    /// <summary>Of a closed post: the one that took over its open items.</summary>
    [Id(4)] public string? Heir { get; init; }
}

/// <summary>A list version in force from a date.</summary>
[GenerateSerializer, Immutable, Alias("ListEntry")]
public sealed record ListEntry
{
    [Id(0)] public string List { get; init; } = "";

    [Id(1)] public int Version { get; init; }

    [Id(2)] public Span Span { get; init; } = new();
}
