namespace ResponsibilityGrid;

/// <summary>What might be done to a grid, and which of the gaps that it would tear are asked for. Nothing of it is done.</summary>
[GenerateSerializer, Immutable, Alias("ForecastQuery")]
public sealed record ForecastQuery
{
    /// <summary>The day that somebody leaves on, the first day of a merger, or the last one of a unit.</summary>
    [Id(0)] public DateOnly On { get; init; }

    /// <summary>The post that is vacated.</summary>
    [Id(1)] public string? Post { get; init; }

    /// <summary>Who leaves the post; everybody on it where absent.</summary>
    [Id(2)] public string? Person { get; init; }

    /// <summary>The unit that is merged into another one, or closed.</summary>
    [Id(3)] public string? Unit { get; init; }

    /// <summary>The unit that it is merged into; absent where it is closed.</summary>
    [Id(4)] public string? Into { get; init; }

    /// <summary>Of a closing: which post takes over the open items of which.</summary>
    [Id(5)] public List<Heir> Heirs { get; init; } = [];

    [Id(6)] public int First { get; init; }

    [Id(7)] public ItemCursor? After { get; init; }
}

/// <summary>The items that would fall into a gap, by reason and page by page.</summary>
[GenerateSerializer, Immutable, Alias("ForecastView")]
public sealed record ForecastView
{
    /// <summary>The first day on which it would show.</summary>
    [Id(0)] public DateOnly ShowsOn { get; init; }

    [Id(1)] public int Total { get; init; }

    [Id(2)] public List<Tally<GapReason>> ByReason { get; init; } = [];

    /// <summary>By due date, then in the order of the tree.</summary>
    [Id(3)] public List<ItemView> Items { get; init; } = [];
}
