namespace ResponsibilityGrid;

/// <summary>线索的种类 / What a flag is about.</summary>
[GenerateSerializer]
public enum FlagKind
{
    /// <summary>雷同记录：去掉姓名、日期、单位、套话之后几乎一样 / Records that are all but equal once names, dates, units and set phrases are left out.</summary>
    LookAlike,

    /// <summary>二传手：照抄上级事项转交下级，没有自己的措施和行动 / A child item in the words of its parent, handed on without a measure or an act of one's own.</summary>
    PassThrough,
}

/// <summary>线索的状态 / Where a flag stands.</summary>
[GenerateSerializer]
public enum FlagState
{
    /// <summary>待核 / Nobody has decided.</summary>
    Open,

    /// <summary>有异议 / Disputed by whom it points at.</summary>
    Disputed,

    /// <summary>属实 / Upheld by a supervisor.</summary>
    Upheld,

    /// <summary>不属实 / Dismissed by a supervisor.</summary>
    Dismissed,
}

/// <summary>对线索的意见 / What somebody says of a flag.</summary>
[GenerateSerializer]
public enum FlagStance
{
    /// <summary>提出异议，由线索所指的岗位或人员 / Disputes it: for those whom it points at.</summary>
    Dispute,

    /// <summary>认定属实，由监督部门 / Upholds it: for a unit that supervises all of it.</summary>
    Uphold,

    /// <summary>认定不属实，由监督部门 / Dismisses it: for a unit that supervises all of it.</summary>
    Dismiss,
}

/// <summary>证据的来处 / Where a text comes from.</summary>
[GenerateSerializer]
public enum FlagSource
{
    /// <summary>进展报告 / A report on an item.</summary>
    Report,

    /// <summary>监督记录 / A supervision action.</summary>
    Action,

    /// <summary>上级事项 / The item that was handed on.</summary>
    Parent,

    /// <summary>细化事项 / The item that it was handed on as.</summary>
    Child,
}

/// <summary>A text that somebody wrote, with where and when: the evidence of a flag.</summary>
[GenerateSerializer, Immutable, Alias("FlagRecord")]
public sealed record FlagRecord
{
    /// <summary>Follows from where it stands, so that it is the same whenever flags are worked out anew.</summary>
    [Id(0)] public string Id { get; init; } = "";

    [Id(1)] public FlagSource Source { get; init; }

    /// <summary>The unit that it stands in by today's tree.</summary>
    [Id(2)] public string Unit { get; init; } = "";

    /// <summary>Of a report, a parent or a child: the item.</summary>
    [Id(3)] public ItemKey? Item { get; init; }

    /// <summary>Of a report its number in the item's history, of an action that in the unit.</summary>
    [Id(4)] public int Number { get; init; }

    [Id(5)] public Actor Who { get; init; } = new();

    [Id(6)] public DateOnly On { get; init; }

    [Id(7)] public DateTimeOffset Recorded { get; init; }

    [Id(8)] public string Text { get; init; } = "";

    /// <summary>How much it shares with the first text of the flag, in percent.</summary>
    [Id(9)] public int Similarity { get; init; }

    /// <summary>Of an action by a stationed officer: the sender, for whom alone it is.</summary>
    [Id(10)] public string? Sender { get; init; }
}

/// <summary>What somebody said of a flag. Never changed; a later one stands beside it.</summary>
[GenerateSerializer, Immutable, Alias("FlagDecision")]
public sealed record FlagDecision
{
    /// <summary>1 for the first of the grid.</summary>
    [Id(0)] public int Number { get; init; }

    /// <summary>The id that the flag had then.</summary>
    [Id(1)] public string Flag { get; init; } = "";

    [Id(2)] public FlagKind Kind { get; init; }

    [Id(3)] public FlagStance Stance { get; init; }

    [Id(4)] public Actor Who { get; init; } = new();

    /// <summary>The reason.</summary>
    [Id(5)] public string? Text { get; init; }

    [Id(6)] public DateOnly On { get; init; }

    [Id(7)] public DateTimeOffset Recorded { get; init; }

    [Id(8)] public bool Late { get; init; }

    [Id(9)] public string? Paper { get; init; }

    /// <summary>The records that it was said of, the first hundred: by these it stays with the flag.</summary>
    [Id(10)] public List<string> Records { get; init; } = [];

    /// <summary>The units of those records; who does not see all of them is not told the reason.</summary>
    [Id(11)] public List<string> Units { get; init; } = [];

    [Id(12)] public string Command { get; init; } = "";

    [Id(13)] public ulong Digest { get; init; }

    /// <summary>Who sent the command, as signed in.</summary>
    [Id(14)] public string? By { get; init; }
}

/// <summary>A hint with its evidence, worked out anew with every question, and what was said of it. No verdict: nothing follows from it by itself.</summary>
[GenerateSerializer, Immutable, Alias("FlagView")]
public sealed record FlagView
{
    /// <summary>The id of its first record.</summary>
    [Id(0)] public string Id { get; init; } = "";

    [Id(1)] public FlagKind Kind { get; init; }

    [Id(2)] public FlagState State { get; init; }

    /// <summary>How much was said of it; good as expected version.</summary>
    [Id(3)] public int Version { get; init; }

    /// <summary>The least similarity among its records, in percent.</summary>
    [Id(4)] public int Similarity { get; init; }

    /// <summary>What is left of the first text once names, dates, units, numbers and set phrases are out.</summary>
    [Id(5)] public string Common { get; init; } = "";

    /// <summary>The texts, the first recorded first; at most two hundred.</summary>
    [Id(6)] public List<FlagRecord> Records { get; init; } = [];

    /// <summary>How many records there are in all.</summary>
    [Id(7)] public int Count { get; init; }

    /// <summary>Records that came after the last decision.</summary>
    [Id(8)] public int Since { get; init; }

    [Id(9)] public List<FlagDecision> Decisions { get; init; } = [];

    /// <summary>At whom it points.</summary>
    [Id(10)] public List<Actor> Flagged { get; init; } = [];

    /// <summary>Of a pass-through: up to this day an act of one's own takes it away.</summary>
    [Id(11)] public DateOnly? Until { get; init; }
}
