namespace ResponsibilityGrid;

/// <summary>What changes who sits where in one unit, and its links. Which of the fields count follows from <see cref="Act"/>.</summary>
[GenerateSerializer, Immutable, Alias("UnitCommand")]
public sealed record UnitCommand : Command
{
    [Id(0)] public Act Act { get; init; }

    /// <summary>Of a person: the home unit.</summary>
    [Id(1)] public string? Unit { get; init; }

    [Id(2)] public string? Post { get; init; }

    [Id(3)] public string? Person { get; init; }

    /// <summary>The person's name; found out on the way where the person is known.</summary>
    [Id(4)] public string? Name { get; init; }

    /// <summary>How the person sits on the post; of a correction, the right manner.</summary>
    [Id(5)] public FillKind? Kind { get; init; }

    /// <summary>The last day.</summary>
    [Id(6)] public DateOnly? Until { get; init; }

    [Id(7)] public bool Shared { get; init; }

    /// <summary>Why the post is shared, or why something is done.</summary>
    [Id(8)] public string? Reason { get; init; }

    /// <summary>Of a correction: the day from which the wrong fill stands on record.</summary>
    [Id(9)] public DateOnly? Since { get; init; }

    /// <summary>Of a correction: who it really was; the same person where absent.</summary>
    [Id(10)] public string? Right { get; init; }

    /// <summary>Of a link: what it means.</summary>
    [Id(11)] public LinkKind? Link { get; init; }

    [Id(12)] public string? Subject { get; init; }

    [Id(13)] public string? Target { get; init; }

    /// <summary>Of a closing, or of posts on their way to another unit: which posts.</summary>
    [Id(14)] public List<string> Posts { get; init; } = [];

    /// <summary>Of a new post.</summary>
    [Id(15)] public string? Layer { get; init; }

    /// <summary>Of a new post.</summary>
    [Id(16)] public bool KeyFew { get; init; }

    /// <summary>Persons whose home is on its way to another unit.</summary>
    [Id(17)] public List<string> Persons { get; init; } = [];

    /// <summary>Of a closing: which post takes over the open items of which.</summary>
    [Id(18)] public List<Heir> Heirs { get; init; } = [];

    /// <summary>Of what ends a term: what becomes of the items under way.</summary>
    [Id(19)] public List<Disposal> Disposals { get; init; } = [];

    /// <summary>Of what ends a term: whether all items of which nothing is said stay with the post.</summary>
    [Id(20)] public bool KeepsAll { get; init; }

    /// <summary>Of an interview: the day, the list, and the facts as they were found on the way.</summary>
    [Id(21)] public Interview? Interview { get; init; }

    /// <summary>Of what ends a term: what is open at the post beside the items under way, as it was found on the way.</summary>
    [Id(22)] public LeftOpen? Open { get; init; }
}

/// <summary>What a command on a unit came to, as it stood right after it.</summary>
[GenerateSerializer, Immutable, Alias("UnitReply")]
public sealed record UnitReply
{
    [Id(0)] public Entry Entry { get; init; } = new();

    [Id(1)] public string Unit { get; init; } = "";

    /// <summary>The post that it was about, if one.</summary>
    [Id(2)] public Seat? Seat { get; init; }

    /// <summary>The person that it entered, if one.</summary>
    [Id(3)] public Resident? Person { get; init; }

    /// <summary>The link that it made or ended, if one.</summary>
    [Id(4)] public Link? Link { get; init; }

    /// <summary>The leaving that it recorded or signed, if one.</summary>
    [Id(5)] public Leaving? Leaving { get; init; }

    /// <summary>The interview that it issued, if one.</summary>
    [Id(6)] public Interview? Interview { get; init; }
}
