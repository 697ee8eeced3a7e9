namespace ResponsibilityGrid;

/// <summary>A list's row: its versions, of which only the last may be a draft.</summary>
internal sealed record ResponsibilityListState
{
    public int Schema { get; init; } = 1;

    public List<ListVersion> Versions { get; init; } = [];

    /// <summary>What was drafted by command, the oldest first.</summary>
    public List<Entry> Entries { get; init; } = [];

    public ListVersion? Issued => Versions.FindLast(v => v.IssuedAt is not null);

    public ListVersion? OpenDraft => Versions is [.., { IssuedAt: null } last] ? last : null;
}
