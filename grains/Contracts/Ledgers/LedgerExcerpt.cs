namespace ResponsibilityGrid;

/// <summary>Which rows of a ledger.</summary>
[GenerateSerializer, Immutable, Alias("ExcerptQuery")]
public sealed record ExcerptQuery([property: Id(0)] string Unit, [property: Id(1)] List<ItemKey> Keys)
{
    /// <summary>Posts of the unit whose seats are wanted beside them: they lead units that the asker has read already.</summary>
    [Id(2)] public List<string>? Leaders { get; init; }
}

/// <summary>A part of a ledger, and who leads the unit that it belongs to.</summary>
[GenerateSerializer, Immutable, Alias("LedgerExcerpt")]
public sealed record LedgerExcerpt
{
    /// <summary>In the order asked, none where one does not stand here.</summary>
    [Id(0)] public List<ItemView?> Items { get; init; } = [];

    /// <summary>The unit with the links that lead it, and the seats that lead it or another unit asked for.</summary>
    [Id(1)] public UnitSheet Sheet { get; init; } = new();
}
