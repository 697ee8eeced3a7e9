namespace ResponsibilityGrid;

/// <summary>What waits for a post: its own items, and what it has to look after below it.</summary>
[GenerateSerializer, Immutable, Alias("QueueView")]
public sealed record QueueView
{
    [Id(0)] public string Unit { get; init; } = "";

    [Id(1)] public Seat Seat { get; init; } = new();

    /// <summary>Every item of the post, of the key few first, then by due date.</summary>
    [Id(2)] public List<ItemView> Mine { get; init; } = [];

    /// <summary>Below: longer unaccepted than the grid allows.</summary>
    [Id(3)] public QueuePart Unaccepted { get; init; } = new();

    /// <summary>Below: due before today and not closed.</summary>
    [Id(4)] public QueuePart Overdue { get; init; } = new();

    /// <summary>Below: disputes that the post may resolve.</summary>
    [Id(5)] public QueuePart Disputes { get; init; } = new();

    /// <summary>Below: submissions that the post may check.</summary>
    [Id(6)] public QueuePart Submissions { get; init; } = new();

    /// <summary>Below: acting cover about to run out.</summary>
    [Id(7)] public List<Cover> Covers { get; init; } = [];

    /// <summary>Hand-overs that whoever sits on the post has to sign, the latest first: as the one who left, wherever that was, or as the one who follows; while nobody does, as a head of the unit or of the one right above it.</summary>
    [Id(8)] public List<Leaving> Handovers { get; init; } = [];
}

/// <summary>How many wait, and the first of them: those of the key few before all others, then by due date.</summary>
[GenerateSerializer, Immutable, Alias("QueuePart")]
public sealed record QueuePart
{
    [Id(0)] public int Total { get; init; }

    [Id(1)] public List<ItemView> Items { get; init; } = [];
}
