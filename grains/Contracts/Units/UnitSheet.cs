namespace ResponsibilityGrid;

/// <summary>One unit at one moment of both clocks: what every answer about its items is computed from.</summary>
[GenerateSerializer, Immutable, Alias("UnitSheet")]
public sealed record UnitSheet
{
    [Id(0)] public string Unit { get; init; } = "";

    /// <summary>Counts the unit's changes.</summary>
    [Id(1)] public int Version { get; init; }

    /// <summary>The posts there are, in the order of their codes.</summary>
    [Id(2)] public List<Seat> Seats { get; init; } = [];

    /// <summary>The links that end in the unit or its posts.</summary>
    [Id(3)] public List<Link> Links { get; init; } = [];

    /// <summary>Persons at home here.</summary>
    [Id(4)] public int Residents { get; init; }

    /// <summary>The first later day on which this sheet reads differently without anybody writing.</summary>
    [Id(5)] public DateOnly? ChangesOn { get; init; }

    /// <summary>The lives of the items touched at its posts; only on a sheet of another moment, from which rows are worked out elsewhere.</summary>
    [Id(6)] public List<ItemLife> Lives { get; init; } = [];

    /// <summary>Who was reminded up to that moment; as the lives.</summary>
    [Id(7)] public List<Reminder> Reminders { get; init; } = [];

    /// <summary>Who is, was or will be stationed at the unit: for questions about some days.</summary>
    [Id(8)] public List<Link> Stationed { get; init; } = [];
}

/// <summary>A post and who answers on it.</summary>
[GenerateSerializer, Immutable, Alias("Seat")]
public sealed record Seat
{
    [Id(0)] public Post Post { get; init; } = new();

    /// <summary>Holders first, then acting cover.</summary>
    [Id(1)] public List<Fill> Holders { get; init; } = [];

    /// <summary>Why nobody answers here; absent where somebody does.</summary>
    [Id(2)] public GapReason? Gap { get; init; }

    /// <summary>Counts what was done to the post and its fills, as far as it was known: what a command's expected version is compared with.</summary>
    [Id(3)] public int Version { get; init; }
}

/// <summary>无人负责的原因；继承不算落实 / Why nobody answers. Inherited is not assigned: a gap stays a gap.</summary>
[GenerateSerializer]
public enum GapReason
{
    /// <summary>岗位空缺 / Nobody was ever appointed to the post.</summary>
    PostVacant,

    /// <summary>人员离岗 / The holder left and nobody followed.</summary>
    HolderLeft,

    /// <summary>代理超期 / Only acting cover, past its limit.</summary>
    ActingPastLimit,

    /// <summary>缺少岗位 / The establishment has no post of the duty's layer.</summary>
    MissingPost,

    /// <summary>未送达 / The list has not reached the unit.</summary>
    UnitNotReached,
}
