namespace ResponsibilityGrid;

/// <summary>
/// An inspection (四不两直). Before its first day nobody but those who plan inspections can tell that it exists, and it has no number yet.
/// </summary>
[GenerateSerializer, Immutable, Alias("Inspection")]
public sealed record Inspection
{
    /// <summary>Its name for good; it tells neither how many there are nor when it was planned.</summary>
    [Id(0)] public string Key { get; init; } = "";

    /// <summary>The inspected unit.</summary>
    [Id(1)] public string Unit { get; init; } = "";

    /// <summary>1 for the first that began in the unit; absent before it begins.</summary>
    [Id(2)] public int? Number { get; init; }

    /// <summary>The day from which on it is there for everybody, unless it is begun before.</summary>
    [Id(3)] public DateOnly StartsOn { get; init; }

    /// <summary>When somebody began it before its day; absent where its day begins it.</summary>
    [Id(4)] public DateTimeOffset? Begun { get; init; }

    /// <summary>What is looked at.</summary>
    [Id(5)] public string Scope { get; init; } = "";

    /// <summary>What those who go there are told.</summary>
    [Id(6)] public string Text { get; init; } = "";

    [Id(7)] public List<Finding> Findings { get; init; } = [];

    /// <summary>What was done about it, the oldest first.</summary>
    [Id(8)] public List<Entry> Entries { get; init; } = [];
}

/// <summary>Something that an inspection found.</summary>
[GenerateSerializer, Immutable, Alias("Finding")]
public sealed record Finding
{
    /// <summary>1 for the first of an inspection.</summary>
    [Id(0)] public int Number { get; init; }

    [Id(1)] public string Text { get; init; } = "";

    [Id(2)] public Actor Who { get; init; } = new();

    [Id(3)] public DateOnly On { get; init; }

    [Id(4)] public DateTimeOffset Recorded { get; init; }

    [Id(5)] public string? Paper { get; init; }
}

/// <summary>Plans an inspection, begins it before its day, or writes down what it found. Which fields count follows from <see cref="Act"/>.</summary>
[GenerateSerializer, Immutable, Alias("InspectionCommand")]
public sealed record InspectionCommand : Command
{
    [Id(0)] public Act Act { get; init; }

    /// <summary>The inspected unit.</summary>
    [Id(1)] public string Unit { get; init; } = "";

    /// <summary>Which inspection; none where one is planned.</summary>
    [Id(2)] public string? Key { get; init; }

    [Id(3)] public DateOnly? StartsOn { get; init; }

    [Id(4)] public string Scope { get; init; } = "";

    [Id(5)] public string Text { get; init; } = "";
}
