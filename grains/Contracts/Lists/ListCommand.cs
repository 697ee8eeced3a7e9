namespace ResponsibilityGrid;

/// <summary>Duties to write into the draft of a list.</summary>
[GenerateSerializer, Immutable, Alias("ListCommand")]
public sealed record ListCommand : Command
{
    [Id(0)] public string List { get; init; } = "";

    [Id(1)] public List<Duty> Duties { get; init; } = [];

    /// <summary>Whether a draft may be opened although a version is issued.</summary>
    [Id(2)] public bool NewVersion { get; init; }

    /// <summary>Whether duties that are not among them are dropped.</summary>
    [Id(3)] public bool Whole { get; init; }

    /// <summary>What the grid allows of layers, levels and lines.</summary>
    [Id(4)] public GridSettings Settings { get; init; } = new();
}

/// <summary>What a command on a list came to.</summary>
[GenerateSerializer, Immutable, Alias("ListReply")]
public sealed record ListReply
{
    [Id(0)] public Entry Entry { get; init; } = new();

    /// <summary>The number of the version that the duties stand in.</summary>
    [Id(1)] public int Version { get; init; }
}
