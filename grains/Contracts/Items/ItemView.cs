namespace ResponsibilityGrid;

/// <summary>A responsibility item as its ledger shows it.</summary>
[GenerateSerializer, Immutable, Alias("ItemView")]
public sealed record ItemView
{
    [Id(0)] public ItemKey Key { get; init; } = new("", "", "", "");

    [Id(1)] public Duty Duty { get; init; } = new();

    /// <summary>The version of the list that it stands in.</summary>
    [Id(2)] public int ListVersion { get; init; }

    /// <summary>The post; absent in the row of a gap that has none.</summary>
    [Id(3)] public Post? Post { get; init; }

    [Id(4)] public string Unit { get; init; } = "";

    [Id(5)] public string UnitName { get; init; } = "";

    [Id(6)] public int Level { get; init; }

    /// <summary>Steps up to the item that refines nothing.</summary>
    [Id(7)] public int Depth { get; init; }

    [Id(8)] public ItemState State { get; init; }

    [Id(9)] public DateOnly DueOn { get; init; }

    /// <summary>Who answers, holders first.</summary>
    [Id(10)] public List<Fill> Holders { get; init; } = [];

    /// <summary>Why nobody does; absent where somebody does.</summary>
    [Id(11)] public GapReason? Gap { get; init; }

    /// <summary>Whether the item and every step above it stand at a filled post, up to a root.</summary>
    [Id(12)] public bool Complete { get; init; }

    /// <summary>The unit in which the chain breaks.</summary>
    [Id(13)] public string? BreaksAt { get; init; }

    /// <summary>The commands that the item has taken: 0 while untouched.</summary>
    [Id(14)] public int Version { get; init; }

    /// <summary>How far it is by its last report, 0 to 100.</summary>
    [Id(15)] public int? Percent { get; init; }

    /// <summary>The item that it was made from, where it refines one by command.</summary>
    [Id(16)] public ItemKey? RefinedFrom { get; init; }

    /// <summary>When its own people last did something about it.</summary>
    [Id(17)] public DateTimeOffset? LastMoved { get; init; }

    [Id(18)] public ItemActivity Activity { get; init; }

    /// <summary>Whether it has waited for acceptance longer than the grid allows.</summary>
    [Id(19)] public bool IsUnaccepted { get; init; }

    /// <summary>The posts that assist with it; nobody of them answers for it.</summary>
    [Id(20)] public List<Assist> Assists { get; init; } = [];
}
