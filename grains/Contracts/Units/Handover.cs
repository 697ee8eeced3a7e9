namespace ResponsibilityGrid;

/// <summary>Posts and persons on their way from one unit to another, with everything that was ever recorded of them.</summary>
[GenerateSerializer, Immutable, Alias("Handover")]
public sealed record Handover
{
    /// <summary>By which command they move.</summary>
    [Id(0)] public UnitCommand Command { get; init; } = new();

    /// <summary>The unit that lets them go.</summary>
    [Id(1)] public string From { get; init; } = "";

    /// <summary>Posts, fills and links, past and superseded ones too; persons as they are at home from the day on.</summary>
    [Id(2)] public UnitFacts Facts { get; init; } = new();

    /// <summary>What was done to the posts.</summary>
    [Id(3)] public List<Entry> Entries { get; init; } = [];

    /// <summary>Whether nothing moves: an earlier unit of the posts is told what was learnt of the days there, or whoever has to know of a merger or a closing.</summary>
    [Id(4)] public bool IsWord { get; init; }

    /// <summary>The reminders that the items of the posts were given, so that nobody is reminded twice.</summary>
    [Id(5)] public List<Reminder> Reminders { get; init; } = [];

    /// <summary>Who left the posts with something to hand over.</summary>
    [Id(6)] public List<Leaving> Leavings { get; init; } = [];
}
