namespace ResponsibilityGrid;

/// <summary>
/// The numbers of a unit's whole subtree, absolute: a later one replaces an earlier one, so that losing, repeating or
/// reordering them does no harm.
/// </summary>
[GenerateSerializer, Immutable, Alias("RollUp")]
public sealed record RollUp
{
    [Id(0)] public string Unit { get; init; } = "";

    /// <summary>The activation that counted; a later one is newer.</summary>
    [Id(1)] public long Epoch { get; init; }

    /// <summary>Counts within the activation.</summary>
    [Id(2)] public long Number { get; init; }

    /// <summary>The stamp of the brief that the unit holds.</summary>
    [Id(3)] public ulong BriefStamp { get; init; }

    /// <summary>The day it was counted on.</summary>
    [Id(4)] public DateOnly Today { get; init; }

    /// <summary>Whether everything below is in it.</summary>
    [Id(5)] public bool Settled { get; init; }

    [Id(6)] public int Units { get; init; }

    [Id(7)] public int Posts { get; init; }

    [Id(8)] public int VacantPosts { get; init; }

    [Id(9)] public int Persons { get; init; }

    [Id(10)] public List<Cell> Cells { get; init; } = [];

    /// <summary>By list and level, how many units hold the version in force.</summary>
    [Id(11)] public List<Arrival> Arrivals { get; init; } = [];

    /// <summary>"layer/level" of the filled posts of the unit and of the departments below it, for the establishment that they belong to.</summary>
    [Id(12)] public List<string> Filled { get; init; } = [];

    /// <summary>Acting cover in the subtree that is about to run out.</summary>
    [Id(13)] public List<Cover> Covers { get; init; } = [];

    /// <summary>The posts that are in charge of units of the subtree or answer for them (分管, 包干).</summary>
    [Id(14)] public List<Led> Led { get; init; } = [];

    /// <summary>Whether another roll-up of the same unit is older.</summary>
    public bool IsNewerThan(RollUp? other) => other is null || (Epoch, Number).CompareTo((other.Epoch, other.Number)) > 0;
}

/// <summary>Acting cover without a holder beside it, and the last day on which it answers.</summary>
[GenerateSerializer, Immutable, Alias("Cover")]
public sealed record Cover([property: Id(0)] string Unit, [property: Id(1)] Post Post, [property: Id(2)] Fill Fill, [property: Id(3)] DateOnly Until);

/// <summary>A unit, and a post that is in charge of it or answers for it.</summary>
[GenerateSerializer, Immutable, Alias("Led")]
public sealed record Led([property: Id(0)] string Unit, [property: Id(1)] string By);

/// <summary>How many items are alike in everything that is counted by.</summary>
[GenerateSerializer, Immutable, Alias("Cell")]
public sealed record Cell([property: Id(0)] CellKey Key, [property: Id(1)] int Count);

/// <summary>What items are counted by. The rest (aspect, layer, text, line) follows from the duty.</summary>
[GenerateSerializer, Immutable, Alias("CellKey")]
public readonly record struct CellKey
{
    [Id(0)] public string List { get; init; }

    [Id(1)] public int ListVersion { get; init; }

    [Id(2)] public string Duty { get; init; }

    [Id(3)] public int Level { get; init; }

    [Id(4)] public int Depth { get; init; }

    [Id(5)] public bool KeyFew { get; init; }

    [Id(6)] public ItemState State { get; init; }

    [Id(7)] public DateOnly DueOn { get; init; }

    [Id(8)] public GapReason? Gap { get; init; }

    [Id(9)] public bool Complete { get; init; }

    /// <summary>Of an item that waits to be accepted: since when.</summary>
    [Id(10)] public DateOnly? Since { get; init; }

    [Id(11)] public ItemActivity Activity { get; init; }

    /// <summary>Whether it was made by refining another item by command: its words are its own, and not in here.</summary>
    [Id(12)] public bool Made { get; init; }

    /// <summary>Whether it stands at a post of the unit itself that heads it or belongs to the key few; of what is counted from below, never.</summary>
    [Id(13)] public bool Head { get; init; }

    /// <summary>Whether an item is counted; a duty that lacks its post is a gap, but no item.</summary>
    public bool IsItem => Gap is not GapReason.MissingPost;
}

/// <summary>How far a list has come on one level of a subtree.</summary>
[GenerateSerializer, Immutable, Alias("Arrival")]
public sealed record Arrival
{
    [Id(0)] public string List { get; init; } = "";

    [Id(1)] public int Version { get; init; }

    [Id(2)] public int Level { get; init; }

    [Id(3)] public int Total { get; init; }

    /// <summary>The units whose own row does not hold the version yet.</summary>
    [Id(4)] public List<string> Missing { get; init; } = [];
}
