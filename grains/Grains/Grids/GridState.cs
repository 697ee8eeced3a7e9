namespace ResponsibilityGrid;

/// <summary>A grid's row: the structure that every silo copies, and what is the grid's own affair.</summary>
internal sealed record GridState
{
    public string Grid { get; init; } = "";

    public int Version { get; init; }

    public GridSettings Settings { get; init; } = new();

    public List<UnitEntry> Units { get; init; } = [];

    public List<PostEntry> Posts { get; init; } = [];

    public List<ListEntry> Lists { get; init; } = [];

    public int Schema { get; init; } = 1;

    /// <summary>What was done to the structure, the oldest first.</summary>
    public List<Entry> Entries { get; init; } = [];

    /// <summary>The command that units are being asked about; finished before anything else is begun.</summary>
    public StructureCommand? Errand { get; init; }

    public Structure Shown() => new() { Grid = Grid, Version = Version, Settings = Settings, Units = Units, Posts = Posts, Lists = Lists, Schema = Schema };

    public GridState With(Structure next) => this with { Grid = next.Grid, Version = next.Version, Settings = next.Settings, Units = next.Units, Posts = next.Posts, Lists = next.Lists };

    /// <summary>The entry that answers a command, if it was taken before.</summary>
    public Entry? Find(Command command) => Entries.Find(e => e.Answers(command));

    /// <summary>Later than everything recorded before, so that what was known at one entry is told apart from what was known at the next.</summary>
    public DateTimeOffset After(DateTimeOffset now) => Entries is [.., { Recorded: var last }] && last >= now ? last.AddTicks(1) : now;
}
