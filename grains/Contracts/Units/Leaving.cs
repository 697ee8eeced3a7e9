namespace ResponsibilityGrid;

/// <summary>在办事项的处置 / What becomes of an item that is under way when its holder leaves.</summary>
[GenerateSerializer]
public enum DisposalKind
{
    /// <summary>留在岗位，由接任者办理 / It stays with the post, for whoever follows.</summary>
    KeptWithPost,

    /// <summary>移交给另一岗位，须为可转派的事项 / Another post gets a child of it; only of a duty that is delegable.</summary>
    Given,

    /// <summary>由另一岗位协助 / Another post assists with it.</summary>
    Shared,

    /// <summary>终结，由上级单位办理 / It ends, by somebody from above.</summary>
    Ended,
}

/// <summary>What becomes of one item.</summary>
[GenerateSerializer, Immutable, Alias("Disposal")]
public sealed record Disposal
{
    [Id(0)] public ItemKey Item { get; init; } = new("", "", "", "");

    [Id(1)] public DisposalKind Kind { get; init; }

    /// <summary>The post that it is given to or shared with.</summary>
    [Id(2)] public string? Post { get; init; }

    /// <summary>Why; needed for all but what stays with the post.</summary>
    [Id(3)] public string? Reason { get; init; }
}

/// <summary>Somebody who left a post with something to hand over: what became of each item under way, what else was open, and who has signed for it.</summary>
[GenerateSerializer, Immutable, Alias("Leaving")]
public sealed record Leaving
{
    [Id(0)] public string Post { get; init; } = "";

    [Id(1)] public string Person { get; init; } = "";

    [Id(2)] public string Name { get; init; } = "";

    /// <summary>The last day on the post.</summary>
    [Id(3)] public DateOnly On { get; init; }

    [Id(4)] public DateTimeOffset Recorded { get; init; }

    /// <summary>The command that it was recorded by.</summary>
    [Id(5)] public string Command { get; init; } = "";

    [Id(6)] public string? Paper { get; init; }

    [Id(7)] public List<Disposal> Disposals { get; init; } = [];

    /// <summary>Whoever left.</summary>
    [Id(8)] public Signature? Leaver { get; init; }

    /// <summary>Whoever followed, or stands above.</summary>
    [Id(9)] public Signature? Taker { get; init; }

    /// <summary>The unit that keeps it; told on the way out.</summary>
    [Id(10)] public string Unit { get; init; } = "";

    /// <summary>What was open there beside the items under way; absent where nothing was.</summary>
    [Id(11)] public LeftOpen? Open { get; init; }

    public bool IsSigned => Leaver is not null && Taker is not null;
}

/// <summary>
/// How many problems a post or whoever sits there had to put right, how many referrals waited for its unit, how many flags on its items or on what its holder wrote nobody had decided (none where that could not be told
/// in time), and how many items waited to be accepted and stay with the post.
/// </summary>
[GenerateSerializer, Immutable, Alias("LeftOpen")]
public sealed record LeftOpen([property: Id(0)] int Problems, [property: Id(1)] int Referrals, [property: Id(2)] int? Flags, [property: Id(3)] int Pending = 0);

/// <summary>Who signed, and when.</summary>
[GenerateSerializer, Immutable, Alias("Signature")]
public sealed record Signature([property: Id(0)] Actor Who, [property: Id(1)] DateOnly On, [property: Id(2)] DateTimeOffset Recorded);

/// <summary>What a post has to hand over, as it stands now.</summary>
[GenerateSerializer, Immutable, Alias("HandoverPack")]
public sealed record HandoverPack
{
    [Id(0)] public string Unit { get; init; } = "";

    [Id(1)] public Seat Seat { get; init; } = new();

    /// <summary>Every open item, those under way first, then by due date.</summary>
    [Id(2)] public List<ItemView> Open { get; init; } = [];

    /// <summary>Supervision actions that found something at the post or one of its items.</summary>
    [Id(3)] public List<SupervisionAction> Findings { get; init; } = [];

    /// <summary>Who left it with something to hand over, the latest first.</summary>
    [Id(4)] public List<Leaving> Leavings { get; init; } = [];

    /// <summary>The bureau or branch that the post belongs to.</summary>
    [Id(5)] public string Establishment { get; init; } = "";
}
