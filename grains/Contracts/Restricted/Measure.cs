namespace ResponsibilityGrid;

/// <summary>对人员采取的轻处置措施 / A light measure taken with a person.</summary>
[GenerateSerializer]
public enum MeasureKind
{
    /// <summary>谈话提醒 / A talk as a reminder.</summary>
    Talk,

    /// <summary>批评教育 / Criticism and education.</summary>
    Criticism,

    /// <summary>责令书面检查 / A written self-criticism was ordered.</summary>
    WrittenReview,
}

/// <summary>One light measure (C12), on record with the unit where the person was at home that day. Never changed, never removed: a correction is a new one that names it.</summary>
[GenerateSerializer, Immutable, Alias("Measure")]
public sealed record Measure
{
    /// <summary>1 for the first of a unit.</summary>
    [Id(0)] public int Number { get; init; }

    [Id(1)] public string Person { get; init; } = "";

    [Id(2)] public MeasureKind Kind { get; init; }

    /// <summary>For what it was taken.</summary>
    [Id(3)] public string Basis { get; init; } = "";

    /// <summary>The document that it rests on (依据文号).</summary>
    [Id(4)] public string? Paper { get; init; }

    /// <summary>Who entered it.</summary>
    [Id(5)] public Actor Who { get; init; } = new();

    /// <summary>The day on which it was taken.</summary>
    [Id(6)] public DateOnly On { get; init; }

    [Id(7)] public DateTimeOffset Recorded { get; init; }

    /// <summary>Whether it was recorded on a later day.</summary>
    [Id(8)] public bool Late { get; init; }

    /// <summary>The number of the one that it puts right, if one.</summary>
    [Id(9)] public int? Corrects { get; init; }

    /// <summary>Whether it says no more than that the other one never was.</summary>
    [Id(10)] public bool Withdrawn { get; init; }

    /// <summary>The command's id.</summary>
    [Id(11)] public string Command { get; init; } = "";

    /// <summary>The command's digest.</summary>
    [Id(12)] public ulong Digest { get; init; }

    /// <summary>The unit on whose record it is.</summary>
    [Id(13)] public string Unit { get; init; } = "";

    /// <summary>Who sent the command, as signed in.</summary>
    [Id(14)] public string? By { get; init; }
}

/// <summary>Enters a light measure, or puts one right.</summary>
[GenerateSerializer, Immutable, Alias("MeasureCommand")]
public sealed record MeasureCommand : Command
{
    [Id(0)] public string Person { get; init; } = "";

    [Id(1)] public MeasureKind Kind { get; init; }

    [Id(2)] public string Basis { get; init; } = "";

    /// <summary>The number of the measure that it puts right.</summary>
    [Id(3)] public int? Corrects { get; init; }

    /// <summary>Of a correction: that measure never was.</summary>
    [Id(4)] public bool Withdrawn { get; init; }

    /// <summary>Of a correction: the unit on whose record the measure is. Else it is found out on the way: the person's home.</summary>
    [Id(5)] public string? Unit { get; init; }
}

/// <summary>How many measures of one kind were taken in a year in a unit and all below it.</summary>
/// <param name="Unit">The unit's code.</param>
/// <param name="Kind">Which kind.</param>
/// <param name="Count">Absent where it is smaller than the grid's limit, or would let a smaller one be worked out.</param>
[GenerateSerializer, Immutable, Alias("MeasureCount")]
public sealed record MeasureCount([property: Id(0)] string Unit, [property: Id(1)] MeasureKind Kind, [property: Id(2)] int? Count);
