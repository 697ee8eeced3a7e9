namespace ResponsibilityGrid;

/// <summary>One line of a history: what was done, by whom, true when, recorded when, on which paper. Never changed, never removed.</summary>
[GenerateSerializer, Immutable, Alias("Entry")]
public sealed record Entry
{
    /// <summary>1 for the first of an item, a unit or a grid.</summary>
    [Id(0)] public int Number { get; init; }

    [Id(1)] public Act Act { get; init; }

    [Id(2)] public Actor Who { get; init; } = new();

    /// <summary>True from this day on.</summary>
    [Id(3)] public DateOnly On { get; init; }

    /// <summary>True up to and including this day; open where absent.</summary>
    [Id(4)] public DateOnly? Until { get; init; }

    [Id(5)] public DateTimeOffset Recorded { get; init; }

    /// <summary>Whether it was recorded on a later day than it was true from.</summary>
    [Id(6)] public bool Late { get; init; }

    [Id(7)] public string? Paper { get; init; }

    /// <summary>The reason or the words reported.</summary>
    [Id(8)] public string? Text { get; init; }

    /// <summary>The post, unit or person that it is about, beside the one whose history this is.</summary>
    [Id(9)] public string? Subject { get; init; }

    /// <summary>The other end: the person appointed, the unit moved to, the heir, the approver.</summary>
    [Id(10)] public string? Other { get; init; }

    /// <summary>Of an item: how far it was afterwards, 0 to 100.</summary>
    [Id(11)] public int? Percent { get; init; }

    /// <summary>Of an item: what shows it.</summary>
    [Id(12)] public List<string>? Evidence { get; init; }

    /// <summary>Of an item: where it stood afterwards.</summary>
    [Id(13)] public ItemState? State { get; init; }

    /// <summary>Of an item: when it was due afterwards.</summary>
    [Id(14)] public DateOnly? DueOn { get; init; }

    /// <summary>The version afterwards of what the command changed.</summary>
    [Id(15)] public int Version { get; init; }

    /// <summary>The command's id.</summary>
    [Id(16)] public string Command { get; init; } = "";

    /// <summary>The command's digest.</summary>
    [Id(17)] public ulong Digest { get; init; }

    /// <summary>Who sent the command, as signed in; absent for the program itself, and in entries from before there were accounts.</summary>
    [Id(18)] public string? By { get; init; }

    /// <summary>Whether a workbook brought it.</summary>
    [Id(19)] public bool Imported { get; init; }

    /// <summary>Whether it answers a command: the same, told once more.</summary>
    /// <exception cref="GridRuleException">The id was used for something else.</exception>
    public bool Answers(Command command) => command.IsTold(Command, Digest);
}
