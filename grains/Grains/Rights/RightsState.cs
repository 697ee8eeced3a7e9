namespace ResponsibilityGrid;

/// <summary>The row of a grid's grants.</summary>
internal sealed record RightsState
{
    public int Schema { get; init; } = 1;

    public int Version { get; init; }

    /// <summary>All that were ever proposed; what is known better of one supersedes it and stands behind it.</summary>
    public List<Grant> Grants { get; init; } = [];

    public List<Entry> Entries { get; init; } = [];

    /// <summary>The entry that a command was answered with, if it was taken.</summary>
    public Entry? Find(Command command) => Entries.Find(e => e.Answers(command));
}
