namespace ResponsibilityGrid;

/// <summary>A unit's row: every fact ever recorded about its posts, on both clocks. Nothing leaves it.</summary>
internal sealed record UnitState
{
    public int Schema { get; init; } = 1;

    /// <summary>Counts the changes.</summary>
    public int Version { get; init; }

    public List<Post> Posts { get; init; } = [];

    public List<Fill> Fills { get; init; } = [];

    public List<Link> Links { get; init; } = [];

    public List<Resident> Residents { get; init; } = [];

    /// <summary>Persons whose own index has yet to hear of this version or an earlier one.</summary>
    public List<string> Outbox { get; init; } = [];

    /// <summary>What was done here, the oldest first.</summary>
    public List<Entry> Entries { get; init; } = [];

    /// <summary>What was done to posts in the units that they came from: of their history, not of this unit's.</summary>
    public List<Entry> Brought { get; init; } = [];

    /// <summary>When the posts that came or went were here; all others always were.</summary>
    public List<Stay> Stays { get; init; } = [];

    /// <summary>Who left its posts with items under way, the oldest first.</summary>
    public List<Leaving> Leavings { get; init; } = [];

    /// <summary>The interviews issued, the oldest first.</summary>
    public List<Interview> Interviews { get; init; } = [];

    /// <summary>The entry that answers a command, if it was taken before.</summary>
    public Entry? Find(Command command) => Entries.Find(e => e.Answers(command)) ?? Brought.Find(e => e.Answers(command));

    /// <summary>Whether a post on record here sits in another unit by now.</summary>
    public bool HasLeft(string post) => Stays.FindLast(s => s.Post == post) is { To: not null };

    /// <summary>How often something was done to a post and its fills.</summary>
    public int VersionOf(string post) => Entries.Concat(Brought).Count(e => e.IsOfSeat() && e.Subject == post);

    /// <summary>Later than everything recorded before, so that what was known at one entry is told apart from what was known at the next.</summary>
    public DateTimeOffset After(DateTimeOffset now) => Entries.Count > 0 && Entries.Max(e => e.Recorded) is var last && last >= now ? last.AddTicks(1) : now;
}
