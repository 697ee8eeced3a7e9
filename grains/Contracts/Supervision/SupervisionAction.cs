namespace ResponsibilityGrid;

/// <summary>One look at something, by a unit on its supervision line. Never changed: a correction is a further entry that names the one it corrects.</summary>
[GenerateSerializer, Immutable, Alias("SupervisionAction")]
public sealed record SupervisionAction
{
    /// <summary>The unit that was looked at, in whose row it stands.</summary>
    [Id(0)] public string Unit { get; init; } = "";

    /// <summary>1 for the first of the unit.</summary>
    [Id(1)] public int Number { get; init; }

    /// <summary>Of a correction: the entry that was recorded first.</summary>
    [Id(2)] public int? Corrects { get; init; }

    /// <summary>1 for the first entry, one more with every correction.</summary>
    [Id(3)] public int Version { get; init; } = 1;

    /// <summary>Whether the correction says that it never took place.</summary>
    [Id(4)] public bool Withdrawn { get; init; }

    /// <summary>The unit that looked: the actor's, or of a stationed post its sender, to which alone it reports.</summary>
    [Id(5)] public string By { get; init; } = "";

    /// <summary>The line of that unit on that day.</summary>
    [Id(6)] public string Line { get; init; } = "";

    /// <summary>The stationed post that looked, if one.</summary>
    [Id(7)] public string? Officer { get; init; }

    [Id(8)] public Actor Who { get; init; } = new();

    [Id(9)] public List<SupervisionTarget> Targets { get; init; } = [];

    [Id(10)] public SupervisionKind Kind { get; init; }

    [Id(11)] public bool Clean { get; init; }

    [Id(12)] public DateOnly On { get; init; }

    [Id(13)] public DateTimeOffset Recorded { get; init; }

    /// <summary>Whether it was recorded on a later day than it took place.</summary>
    [Id(14)] public bool Late { get; init; }

    [Id(15)] public string? Text { get; init; }

    [Id(16)] public List<string> Evidence { get; init; } = [];

    /// <summary>Of a stationed officer: which of the four duties (四项职责).</summary>
    [Id(17)] public string? Duty { get; init; }

    /// <summary>Of a stationed officer: which of the four tasks (四项任务).</summary>
    [Id(18)] public string? Task { get; init; }

    [Id(19)] public string? Paper { get; init; }

    /// <summary>The command's id.</summary>
    [Id(20)] public string Command { get; init; } = "";

    /// <summary>The command's digest.</summary>
    [Id(21)] public ulong Digest { get; init; }

    /// <summary>Of a correction: why.</summary>
    [Id(22)] public string? Reason { get; init; }

    /// <summary>The entry that was recorded first.</summary>
    public int Origin => Corrects ?? Number;
}

/// <summary>What was looked at, and in which aspect where that is known.</summary>
[GenerateSerializer, Immutable, Alias("SupervisionTarget")]
public sealed record SupervisionTarget
{
    [Id(0)] public TargetKind Kind { get; init; }

    /// <summary>Of an item or a post: the post.</summary>
    [Id(1)] public string? Post { get; init; }

    /// <summary>Of an item, and of an aspect where it was said: the list.</summary>
    [Id(2)] public string? List { get; init; }

    /// <summary>Of an item: the duty.</summary>
    [Id(3)] public string? Duty { get; init; }

    /// <summary>Of an aspect: itself; of an item: the duty's.</summary>
    [Id(4)] public string? Aspect { get; init; }
}

/// <summary>监督的对象 / What can be looked at.</summary>
[GenerateSerializer]
public enum TargetKind
{
    /// <summary>责任事项 / A responsibility item.</summary>
    Item,

    /// <summary>岗位 / A post.</summary>
    Post,

    /// <summary>单位整体 / A unit as a whole.</summary>
    Unit,

    /// <summary>单位的一个方面 / An aspect of a unit.</summary>
    Aspect,
}

/// <summary>监督的方式 / How somebody looked.</summary>
[GenerateSerializer]
public enum SupervisionKind
{
    /// <summary>检查 / An inspection.</summary>
    Inspect,

    /// <summary>抽查 / A spot check.</summary>
    SpotCheck,

    /// <summary>谈话 / A talk.</summary>
    Talk,

    /// <summary>督导 / Guidance on the spot.</summary>
    Guide,

    /// <summary>审核 / A review of papers.</summary>
    Review,

    /// <summary>其他 / Something else.</summary>
    Other,
}

/// <summary>监督线的种类：1 专责、3 职能、N 日常 / What a line is among 1+3+N.</summary>
[GenerateSerializer]
public enum LineKind
{
    /// <summary>专责，1 / The dedicated line.</summary>
    Dedicated,

    /// <summary>职能，3 / A functional line.</summary>
    Functional,

    /// <summary>日常，N / The daily line.</summary>
    Daily,
}

/// <summary>看过没有；没有看过不是没有问题 / Whether it was looked at. Not looked at is not clean.</summary>
[GenerateSerializer]
public enum CheckState
{
    /// <summary>未监督 / Nobody looked.</summary>
    NotChecked,

    /// <summary>已监督，无问题 / Looked at, and clean.</summary>
    Clean,

    /// <summary>已监督，有问题 / Looked at, with findings.</summary>
    Finding,
}
