namespace ResponsibilityGrid;

/// <summary>One step in the life of a problem. Which of the fields count follows from <see cref="Act"/>.</summary>
[GenerateSerializer, Immutable, Alias("ProblemCommand")]
public sealed record ProblemCommand : Command
{
    [Id(0)] public Act Act { get; init; }

    /// <summary>The unit that it concerns.</summary>
    [Id(1)] public string Unit { get; init; } = "";

    /// <summary>Which problem of the unit; none where one is reported.</summary>
    [Id(2)] public int? Number { get; init; }

    /// <summary>The problem, the reason, what was done, or what effect was seen.</summary>
    [Id(3)] public string? Text { get; init; }

    [Id(4)] public string? Category { get; init; }

    [Id(5)] public ItemKey? Item { get; init; }

    [Id(6)] public int? Action { get; init; }

    /// <summary>Who is to put it right: a person or a post on record, resolved where the command comes in.</summary>
    [Id(7)] public Actor? Charged { get; init; }

    [Id(8)] public DateOnly? DueOn { get; init; }

    [Id(9)] public ProblemTrack? Track { get; init; }

    [Id(10)] public List<DateOnly>? Milestones { get; init; }

    /// <summary>Which milestone was reached, from 1 on.</summary>
    [Id(11)] public int? Milestone { get; init; }

    [Id(12)] public List<string>? Evidence { get; init; }

    [Id(13)] public string? RootCause { get; init; }

    [Id(14)] public string? LastingMeasure { get; init; }

    /// <summary>Why it is closed without a root cause or a lasting measure.</summary>
    [Id(15)] public string? Waiver { get; init; }

    /// <summary>Of a report: the problem in another unit's ledger that is back with it, found where the command comes in.</summary>
    [Id(16)] public Problem? Former { get; init; }
}
