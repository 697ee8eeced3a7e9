namespace ResponsibilityGrid;

/// <summary>A line of the problem ledger (问题台账). Its number is never used again, and what was done stays in its entries.</summary>
[GenerateSerializer, Immutable, Alias("Problem")]
public sealed record Problem
{
    /// <summary>The unit that it concerns, in whose row it stands.</summary>
    [Id(0)] public string Unit { get; init; } = "";

    /// <summary>1 for the first of the unit.</summary>
    [Id(1)] public int Number { get; init; }

    [Id(2)] public int Version { get; init; }

    [Id(3)] public ProblemState State { get; init; }

    [Id(4)] public string Text { get; init; } = "";

    /// <summary>One of the grid's categories. With the post and duty of the item, or else the unit, it tells whether two problems are alike.</summary>
    [Id(5)] public string Category { get; init; } = "";

    /// <summary>The item that it was found at, if one.</summary>
    [Id(6)] public ItemKey? Item { get; init; }

    /// <summary>The supervision action of the unit that found it, if one.</summary>
    [Id(7)] public int? Action { get; init; }

    /// <summary>On which day it was found.</summary>
    [Id(8)] public DateOnly On { get; init; }

    [Id(9)] public DateTimeOffset Reported { get; init; }

    /// <summary>The last day on which the unit claims or disputes it, and of a dispute on which it is decided.</summary>
    [Id(10)] public DateOnly ClaimBy { get; init; }

    /// <summary>Who puts it right and until when; absent before it was claimed or assigned.</summary>
    [Id(11)] public Rectification? Rectification { get; init; }

    /// <summary>Whether the unit claimed it by itself and in time.</summary>
    [Id(12)] public bool Voluntary { get; init; }

    [Id(13)] public string? RootCause { get; init; }

    /// <summary>What keeps it from coming back.</summary>
    [Id(14)] public string? LastingMeasure { get; init; }

    /// <summary>Why it was closed without a root cause or a lasting measure.</summary>
    [Id(15)] public string? Waiver { get; init; }

    /// <summary>Who submitted the rectification.</summary>
    [Id(16)] public Actor? Submitter { get; init; }

    [Id(17)] public DateOnly? ClosedOn { get; init; }

    /// <summary>The problem that came back with this one, of the unit unless <see cref="RecurrenceUnit"/> says another.</summary>
    [Id(18)] public int? RecurrenceOf { get; init; }

    /// <summary>The problem with which this one came back, of the unit unless <see cref="RecurredUnit"/> says another.</summary>
    [Id(19)] public int? RecurredAs { get; init; }

    /// <summary>How many levels above the usual one it is assigned and checked: one more with every recurrence.</summary>
    [Id(20)] public int Rise { get; init; }

    /// <summary>What was done about it, the oldest first.</summary>
    [Id(21)] public List<Entry> Entries { get; init; } = [];

    /// <summary>In whose ledger the problem stands that came back with this one, if in another: of a unit that merged into this one, or where the item's post stood before.</summary>
    [Id(22)] public string? RecurrenceUnit { get; init; }

    /// <summary>In whose ledger this one came back, if in another.</summary>
    [Id(23)] public string? RecurredUnit { get; init; }
}

/// <summary>Who puts a problem right, until when, on which track. No part of it can be left out.</summary>
[GenerateSerializer, Immutable, Alias("Rectification")]
public sealed record Rectification
{
    /// <summary>The unit of the person on that day.</summary>
    [Id(0)] public string Unit { get; init; } = "";

    [Id(1)] public string Person { get; init; } = "";

    /// <summary>The person's name on that day.</summary>
    [Id(2)] public string Name { get; init; } = "";

    /// <summary>The post that was named, if one.</summary>
    [Id(3)] public string? Post { get; init; }

    [Id(4)] public DateOnly DueOn { get; init; }

    [Id(5)] public ProblemTrack Track { get; init; }

    /// <summary>Of the long-term track: at least two, in order.</summary>
    [Id(6)] public List<ProblemMilestone> Milestones { get; init; } = [];
}

/// <summary>A step on the way of a long-term rectification.</summary>
[GenerateSerializer, Immutable, Alias("ProblemMilestone")]
public sealed record ProblemMilestone([property: Id(0)] DateOnly DueOn, [property: Id(1)] DateOnly? DoneOn = null);

/// <summary>问题的状态；逾期未认领和逾期未整改不是状态，而是时限与日期相比 / Where a problem is in its life. Being late is not a state: it is a date against the clock.</summary>
[GenerateSerializer]
public enum ProblemState
{
    /// <summary>待认领 / Waits for its unit to claim or to dispute it.</summary>
    Found,

    /// <summary>有异议 / Disputed, with a reason.</summary>
    Disputed,

    /// <summary>已落实责任 / Claimed or assigned: unit, person and due date are known.</summary>
    Owned,

    /// <summary>整改中 / Being put right.</summary>
    Rectifying,

    /// <summary>待核查 / Submitted, and waits for somebody from above to check the effect.</summary>
    Submitted,

    /// <summary>已销号 / Closed by a checker from above.</summary>
    Closed,

    /// <summary>销号失效 / It came back: the closure did not hold.</summary>
    Failed,

    /// <summary>异议成立 / The dispute was upheld: it is no problem of this unit.</summary>
    Upheld,
}

/// <summary>整改的两条轨道 / The two tracks of a rectification.</summary>
[GenerateSerializer]
public enum ProblemTrack
{
    /// <summary>立行立改 / At once: due within the days that the grid sets.</summary>
    Immediate,

    /// <summary>长期整改 / Long-term: with milestones, none of them far apart.</summary>
    LongTerm,
}
