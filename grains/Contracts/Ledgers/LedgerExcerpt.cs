namespace ResponsibilityGrid;

/// <summary>A part of a ledger, and the unit that it belongs to.</summary>
[GenerateSerializer, Immutable, Alias("LedgerExcerpt")]
public sealed record LedgerExcerpt
{
    /// <summary>In the order asked, none where one does not stand here.</summary>
    [Id(0)] public List<ItemView?> Items { get; init; } = [];

    [Id(1)] public UnitSheet Sheet { get; init; } = new();
}
