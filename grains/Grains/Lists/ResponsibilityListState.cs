using System.Text.Json.Serialization;

namespace ResponsibilityGrid;

/// <summary>A list's row: its versions, of which only the last may be a draft.</summary>
internal sealed record ResponsibilityListState
{
    public int Schema { get; init; } = 1;

    public List<ListVersion> Versions { get; init; } = [];

    /// <summary>What was drafted and issued by command, the oldest first.</summary>
    public List<Entry> Entries { get; init; } = [];

    public ListVersion? Issued => Versions.FindLast(v => v.IssuedAt is not null);

    /// <summary>How often it was written into; 0 for a list that nobody drafted, and for one from before this was counted.</summary>
    [JsonIgnore]
    public int Revision => Versions is [.., var last] ? last.Revision : 0;

    public ListVersion? OpenDraft => Versions is [.., { IssuedAt: null } last] ? last : null;
}
