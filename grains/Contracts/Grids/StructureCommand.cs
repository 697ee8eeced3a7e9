namespace ResponsibilityGrid;

/// <summary>What changes the tree, the places of posts or the lists in force. Which of the fields count follows from <see cref="Act"/>.</summary>
[GenerateSerializer, Immutable, Alias("StructureCommand")]
public sealed record StructureCommand : Command
{
    [Id(0)] public Act Act { get; init; }

    /// <summary>The unit that is made, moved, merged into another or closed; of a post, the unit that it sits in.</summary>
    [Id(1)] public string Unit { get; init; } = "";

    /// <summary>The unit above, or the one merged into.</summary>
    [Id(2)] public string? Other { get; init; }

    /// <summary>Of a new unit: its name; of a new post: its title.</summary>
    [Id(3)] public string? Name { get; init; }

    [Id(4)] public int? Level { get; init; }

    [Id(5)] public UnitKind? Kind { get; init; }

    [Id(6)] public string? Line { get; init; }

    /// <summary>The post that is made or closed.</summary>
    [Id(7)] public string? Post { get; init; }

    [Id(8)] public string? Layer { get; init; }

    [Id(9)] public bool KeyFew { get; init; }

    /// <summary>Which post takes over the open items of which.</summary>
    [Id(10)] public List<Heir> Heirs { get; init; } = [];

    /// <summary>The list that is issued.</summary>
    [Id(11)] public string? List { get; init; }

    /// <summary>The posts that move.</summary>
    [Id(12)] public List<string> Posts { get; init; } = [];

    /// <summary>The persons whose home moves.</summary>
    [Id(13)] public List<string> Persons { get; init; } = [];

    /// <summary>What the history has to say beside; found out by the grid when it takes the command.</summary>
    [Id(14)] public string? Told { get; init; }
}

/// <summary>A post, and the one that takes over its open items.</summary>
[GenerateSerializer, Immutable, Alias("Heir")]
public sealed record Heir([property: Id(0)] string Post, [property: Id(1)] string By);

/// <summary>What a command on the structure came to, as it stood right after it.</summary>
[GenerateSerializer, Immutable, Alias("StructureReply")]
public sealed record StructureReply
{
    [Id(0)] public Entry Entry { get; init; } = new();

    /// <summary>The unit that was changed.</summary>
    [Id(1)] public UnitEntry? Unit { get; init; }

    /// <summary>The place of the post that was changed.</summary>
    [Id(2)] public PostEntry? Post { get; init; }

    /// <summary>The post, where one was made.</summary>
    [Id(3)] public Seat? Seat { get; init; }

    /// <summary>The number of the list version that was issued.</summary>
    [Id(4)] public int? Issued { get; init; }

    /// <summary>The version of the structure that the change is in; whoever reads on reads it, or a later one.</summary>
    [Id(5)] public int Structure { get; init; }
}
