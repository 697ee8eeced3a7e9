namespace ResponsibilityGrid;

/// <summary>提醒的层次 / The rungs of the ladder on which people are reminded of what is due.</summary>
[GenerateSerializer]
public enum Rung
{
    /// <summary>临期：到期前数日，提醒本岗位 / Some days before: the post is reminded.</summary>
    Before,

    /// <summary>到期：到期当日，提醒本岗位 / On the day: the post is reminded.</summary>
    DueDay,

    /// <summary>逾期：提醒本岗位，并告上一级：包干单位的岗位，没有则单位负责人，再没有则逐级向上 / Overdue: the post is reminded, and whoever stands one step above is told: who answers for the unit, else who heads it, else the same of the unit above.</summary>
    Overdue,
}

/// <summary>
/// One rung reached by all items of a ledger that were due on one day and still open: they were reminded then. One record
/// for all of them, since most were never touched and have no row of their own.
/// </summary>
[GenerateSerializer, Immutable, Alias("Reminder")]
public sealed record Reminder
{
    [Id(0)] public string List { get; init; } = "";

    [Id(1)] public DateOnly DueOn { get; init; }

    [Id(2)] public Rung Rung { get; init; }

    /// <summary>The day on which it was given.</summary>
    [Id(3)] public DateOnly On { get; init; }

    [Id(4)] public DateTimeOffset At { get; init; }

    /// <summary>The posts that it was given to, where they have come from another ledger since; absent where it was given to all that were there.</summary>
    [Id(5)] public List<string>? Posts { get; init; }
}

/// <summary>A reminder that an item was given, and the posts that it went to.</summary>
[GenerateSerializer, Immutable, Alias("GivenReminder")]
public sealed record GivenReminder([property: Id(0)] Reminder Reminder, [property: Id(1)] List<string> To);

/// <summary>责任一方有无动作；提醒不算动作 / Whether an item's own people did anything about it. Reminding is no activity.</summary>
[GenerateSerializer]
public enum ItemActivity
{
    /// <summary>尚无动作 / Nothing yet, and not soon due.</summary>
    None,

    /// <summary>沉睡：临期、到期或逾期，轮到责任一方而近日无动作 / Dormant: soon due, due or overdue, its own people's turn, and nothing done of late.</summary>
    Dormant,

    /// <summary>推了才动：提醒之后才有动作 / Moved only after a reminder.</summary>
    Prompted,

    /// <summary>主动办理 / Moved by itself.</summary>
    ByItself,
}
