using System.Text.Json.Serialization;

namespace ResponsibilityGrid;

/// <summary>What a unit is told about itself: its posts, who sits on them, the links that end in it and the persons at home in it.</summary>
[GenerateSerializer, Immutable, Alias("UnitFacts")]
public sealed record UnitFacts
{
    [Id(0)] public List<Post> Posts { get; init; } = [];

    [Id(1)] public List<Fill> Fills { get; init; } = [];

    [Id(2)] public List<Link> Links { get; init; } = [];

    [Id(3)] public List<Resident> Residents { get; init; } = [];

    /// <summary>Whether this is all there is to say, as in a workbook: a fill that is like one on record, but for a date or a name, then corrects it.</summary>
    [Id(4)] public bool Whole { get; init; }

    /// <summary>Who brings the facts; the grid itself where absent.</summary>
    [Id(7)] public Actor? Actor { get; init; }

    /// <summary>The paper that facts without one of their own rest on.</summary>
    [Id(8)] public string? Paper { get; init; }

    /// <summary>Who sent them, as signed in; set by the unit itself.</summary>
    [Id(9)] public string? By { get; init; }

    /// <summary>Whether what is new among them has to keep what a command has to keep. What a grid is founded with is taken as the office has it.</summary>
    [Id(10)] public bool AsCommands { get; init; }
}

/// <summary>A seat in a unit.</summary>
[GenerateSerializer, Immutable, Alias("Post")]
public sealed record Post
{
    [Id(0)] public string Code { get; init; } = "";

    [Id(1)] public string Title { get; init; } = "";

    [Id(2)] public string Layer { get; init; } = "";

    /// <summary>Whether it belongs to the key few (关键少数), who are never averaged away.</summary>
    [Id(3)] public bool KeyFew { get; init; }

    [Id(4)] public Span Span { get; init; } = new();
}

/// <summary>A person on a post for a time.</summary>
[GenerateSerializer, Immutable, Alias("Fill")]
public sealed record Fill
{
    [Id(0)] public string Post { get; init; } = "";

    [Id(1)] public string Person { get; init; } = "";

    /// <summary>The person's name as it stood on the paper.</summary>
    [Id(2)] public string Name { get; init; } = "";

    [Id(3)] public FillKind Kind { get; init; }

    /// <summary>Whether the post is held together with others, by a stated reason.</summary>
    [Id(4)] public bool Shared { get; init; }

    /// <summary>The document that it rests on (依据文号).</summary>
    [Id(5)] public string Paper { get; init; } = "";

    [Id(6)] public Span Span { get; init; } = new();

    /// <summary>Why the post is shared.</summary>
    [Id(7)] public string? Reason { get; init; }
}

/// <summary>A dated edge, kept by the unit in which it ends.</summary>
[GenerateSerializer, Immutable, Alias("Link")]
public sealed record Link
{
    [Id(0)] public LinkKind Kind { get; init; }

    /// <summary>The code of the post or unit that it starts from.</summary>
    [Id(1)] public string Subject { get; init; } = "";

    /// <summary>The code of the post or unit that it ends in.</summary>
    [Id(2)] public string Target { get; init; } = "";

    [Id(3)] public Span Span { get; init; } = new();

    /// <summary>The document that it rests on (依据文号), where one is on record.</summary>
    [Id(4)] public string? Paper { get; init; }

    /// <summary>Of one that is shown: how often it was made or changed. Not stored, for it follows from all that is.</summary>
    [Id(5), JsonIgnore] public int Version { get; init; }
}

/// <summary>A person at home in a unit, whatever posts they fill.</summary>
[GenerateSerializer, Immutable, Alias("Resident")]
public sealed record Resident
{
    [Id(0)] public string Person { get; init; } = "";

    [Id(1)] public string Name { get; init; } = "";

    [Id(2)] public Span Span { get; init; } = new();
}
