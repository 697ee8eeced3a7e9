using System.Text.Json.Serialization;

namespace ResponsibilityGrid;

/// <summary>An item's row. Its life comes first, so that a ledger can read that alone.</summary>
internal sealed record ResponsibilityItemState
{
    public ItemLife Life { get; init; } = new();

    public int Schema { get; init; } = 1;

    /// <summary>The newest of the history, the oldest of them first; the rest stands in numbered log rows.</summary>
    public List<Entry> Entries { get; init; } = [];

    /// <summary>How many log rows there are, and so many entries in each.</summary>
    public int Logs { get; init; }

    /// <summary>What was made from it.</summary>
    public List<Charge> Charges { get; init; } = [];

    /// <summary>How many entries there are, those in log rows with them.</summary>
    [JsonIgnore]
    public int Count => (Logs * ResponsibilityItemGrain.LogSize) + Entries.Count;
}

/// <summary>A part of an item's history.</summary>
internal sealed record ItemLogState
{
    public int Schema { get; init; } = 1;

    public List<Entry> Entries { get; init; } = [];
}
