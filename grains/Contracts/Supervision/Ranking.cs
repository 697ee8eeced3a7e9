namespace ResponsibilityGrid;

/// <summary>Bureaus of one parent beside each other on a day, each with how many items that rests on.</summary>
[GenerateSerializer, Immutable, Alias("RankingView")]
public sealed record RankingView
{
    [Id(0)] public DateOnly AsOf { get; init; }

    /// <summary>Fewer items than this are not ranked.</summary>
    [Id(1)] public int LeastItems { get; init; }

    /// <summary>Whether every unit below has been heard.</summary>
    [Id(2)] public bool Settled { get; init; }

    /// <summary>Ranked ones first, the best of them first.</summary>
    [Id(3)] public List<RankedUnit> Rows { get; init; } = [];
}

/// <summary>One bureau among its like.</summary>
[GenerateSerializer, Immutable, Alias("RankedUnit")]
public sealed record RankedUnit
{
    [Id(0)] public string Unit { get; init; } = "";

    /// <summary>The items of its subtree that are closed, or due and not: what the share is of.</summary>
    [Id(1)] public int Items { get; init; }

    [Id(2)] public int Closed { get; init; }

    [Id(3)] public int Overdue { get; init; }

    /// <summary>1 for the best; units with the same share have the same. Absent where there are too few items.</summary>
    [Id(4)] public int? Rank { get; init; }

    /// <summary>Whether it stands so low that an interview is proposed.</summary>
    [Id(5)] public bool IsProposed { get; init; }

    /// <summary>Of a proposal: who heads the bureau, on that day.</summary>
    [Id(6)] public Interviewee? Head { get; init; }

    /// <summary>Of a proposal: who heads its discipline work, on that day.</summary>
    [Id(7)] public Interviewee? DisciplineHead { get; init; }
}

/// <summary>A post whose holder is to be interviewed, and the holder; nobody while it is vacant.</summary>
[GenerateSerializer, Immutable, Alias("Interviewee")]
public sealed record Interviewee([property: Id(0)] string Post, [property: Id(1)] string Title, [property: Id(2)] string? Person, [property: Id(3)] string? Name);

/// <summary>An interview (约谈) that somebody has issued, with the facts that it rests on. Never changed.</summary>
[GenerateSerializer, Immutable, Alias("Interview")]
public sealed record Interview
{
    /// <summary>1 for the first of a unit.</summary>
    [Id(0)] public int Number { get; init; }

    [Id(1)] public string Unit { get; init; } = "";

    /// <summary>The day whose numbers it rests on.</summary>
    [Id(2)] public DateOnly AsOf { get; init; }

    [Id(3)] public string? List { get; init; }

    [Id(4)] public RankedUnit Facts { get; init; } = new();

    /// <summary>How many units were ranked.</summary>
    [Id(5)] public int Among { get; init; }

    [Id(6)] public Actor By { get; init; } = new();

    [Id(7)] public DateTimeOffset Recorded { get; init; }

    [Id(8)] public string? Paper { get; init; }

    [Id(9)] public string? Text { get; init; }

    [Id(10)] public string Command { get; init; } = "";
}
