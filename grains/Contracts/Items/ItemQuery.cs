namespace ResponsibilityGrid;

/// <summary>Which items. What is absent does not narrow.</summary>
[GenerateSerializer, Immutable, Alias("ItemFilter")]
public sealed record ItemFilter
{
    [Id(0)] public string? List { get; init; }

    /// <summary>Due before the day of asking, and not closed.</summary>
    [Id(1)] public bool? Overdue { get; init; }

    [Id(2)] public List<string>? Aspects { get; init; }

    [Id(3)] public List<string>? Layers { get; init; }

    [Id(4)] public List<int>? Levels { get; init; }

    [Id(5)] public List<ItemState>? States { get; init; }

    /// <summary>At posts of the key few.</summary>
    [Id(6)] public bool? KeyFew { get; init; }

    /// <summary>Part of the code, title, aspect, standard or evidence, whatever its case: of the duty, and of an item made by refining in its own words too.</summary>
    [Id(7)] public string? Text { get; init; }

    [Id(8)] public List<string>? FunctionalLines { get; init; }

    /// <summary>Nobody answers for it.</summary>
    [Id(9)] public bool? Unassigned { get; init; }

    /// <summary>Duty codes.</summary>
    [Id(10)] public List<string>? Duties { get; init; }

    /// <summary>Still to be accepted, longer than the grid allows.</summary>
    [Id(11)] public bool? Unaccepted { get; init; }

    /// <summary>By what was done about them.</summary>
    [Id(12)] public List<ItemActivity>? Activities { get; init; }

    /// <summary>None of these functional lines.</summary>
    [Id(13)] public List<string>? WithoutLines { get; init; }

    /// <summary>Made by refining another item by command, or of a list.</summary>
    [Id(14)] public bool? Made { get; init; }

    /// <summary>The code of a person who answers for it.</summary>
    [Id(15)] public string? Holder { get; init; }

    /// <summary>The code of the post that it stands at, as heir of a closed one too.</summary>
    [Id(16)] public string? Post { get; init; }
}

/// <summary>Which page of which rows, ordered by due date, then unit, then post and duty.</summary>
[GenerateSerializer, Immutable, Alias("ItemQuery")]
public sealed record ItemQuery
{
    [Id(0)] public ItemFilter Filter { get; init; } = new();

    /// <summary>The latest due date first.</summary>
    [Id(1)] public bool Descending { get; init; }

    /// <summary>Rows wanted, a page and one more to see whether there is a next; 0 asks for the count alone.</summary>
    [Id(2)] public int First { get; init; }

    /// <summary>The row behind which to go on.</summary>
    [Id(3)] public ItemCursor? After { get; init; }

    /// <summary>Only the unit's own ledger, not what hangs below it.</summary>
    [Id(4)] public bool OwnOnly { get; init; }

    /// <summary>Gaps instead of items: unassigned items and duties without a post.</summary>
    [Id(5)] public bool Gaps { get; init; }

    /// <summary>Without the items of this establishment: only what hangs below it.</summary>
    [Id(6)] public string? Outside { get; init; }

    /// <summary>With the unit itself, so that whoever shows both asks once.</summary>
    [Id(7)] public bool WithUnit { get; init; }
}

/// <summary>The place of a row in the order of rows.</summary>
[GenerateSerializer, Immutable, Alias("ItemCursor")]
public sealed record ItemCursor
{
    [Id(0)] public DateOnly DueOn { get; init; }

    [Id(1)] public string Unit { get; init; } = "";

    [Id(2)] public string Post { get; init; } = "";

    [Id(3)] public string Duty { get; init; } = "";
}

/// <summary>Some rows, and how many there are in all.</summary>
[GenerateSerializer, Immutable, Alias("ItemPage")]
public sealed record ItemPage
{
    [Id(0)] public List<ItemView> Items { get; init; } = [];

    [Id(1)] public int TotalCount { get; init; }

    /// <summary>Units that the list has not reached; on every page of gaps, beside its rows.</summary>
    [Id(2)] public List<UnitEntry> Unreached { get; init; } = [];

    /// <summary>The unit, where it was asked for.</summary>
    [Id(3)] public UnitView? Unit { get; init; }

    /// <summary>The structure that the unit was read by.</summary>
    [Id(4)] public int Structure { get; init; }
}
