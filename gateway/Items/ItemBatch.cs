namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Items that came in one list. A field is asked of every entry of a list alike, so that whatever one of them needs of the
/// grains is asked for all of them at once.
/// </summary>
public sealed class ItemBatch
{
    private ItemBatch(IEnumerable<ItemView> items, Moment? at)
    {
        (Views, At) = ([.. items], at);
        Units = new(Views.Select(view => view.Unit));
    }

    internal IReadOnlyList<ItemView> Views { get; }

    internal Moment? At { get; }

    internal UnitBatch Units { get; }

    internal IEnumerable<ResponsibilityItem> Items => Views.Select(Item);

    internal static ItemBatch Of(IEnumerable<ItemView> items, Moment? at) => new(items, at);

    /// <summary>One of the items.</summary>
    internal ResponsibilityItem Item(ItemView view) => new(view, this);
}

/// <summary>Units that came in one list, or with the items of one.</summary>
public sealed class UnitBatch(IEnumerable<string> codes)
{
    private readonly Lazy<List<string>> units = new(() => [.. codes.Distinct()]);

    internal List<string> Codes => units.Value;
}
