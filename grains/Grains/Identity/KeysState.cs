namespace ResponsibilityGrid;

/// <summary>The row of the service accounts.</summary>
internal sealed record KeysState
{
    public int Schema { get; init; } = 1;

    public int Version { get; init; }

    public List<ServiceAccount> Accounts { get; init; } = [];

    /// <summary>Which commands were taken, the oldest first.</summary>
    public List<Entry> Entries { get; init; } = [];
}
