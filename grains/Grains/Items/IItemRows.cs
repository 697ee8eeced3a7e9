namespace ResponsibilityGrid;

/// <summary>The rows of items, read past their grains: how a ledger learns at a stroke which of its items were touched. Never written through.</summary>
public interface IItemRows
{
    /// <summary>The lives of the touched items at some posts of a grid; of those known, only what was written since.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="posts">The codes of the posts.</param>
    /// <param name="known">The revisions held, by item.</param>
    Task<ReadLives> Read(string grid, IReadOnlyCollection<string> posts, IReadOnlyDictionary<ItemKey, int> known);

    /// <summary>What some items' rows say of their histories. A damaged row is left out.</summary>
    Task<List<ItemRow>> ReadHistories(IReadOnlyCollection<ItemKey> items);
}

/// <summary>An item's row as it is stored, but for what nobody reads past its grain.</summary>
public sealed record ItemRow
{
    public ItemLife Life { get; init; } = new();

    /// <summary>The newest entries.</summary>
    public List<Entry> Entries { get; init; } = [];

    /// <summary>How many log rows hold the older ones.</summary>
    public int Logs { get; init; }

    /// <summary>What was made from it.</summary>
    public List<Charge> Charges { get; init; } = [];
}

/// <summary>What the rows say.</summary>
/// <param name="Lives">The lives in them.</param>
/// <param name="Damaged">The items whose rows cannot be read: they stand still until somebody puts the row right, and keep nobody else from anything.</param>
public sealed record ReadLives(List<ItemLife> Lives, List<ItemKey> Damaged);
