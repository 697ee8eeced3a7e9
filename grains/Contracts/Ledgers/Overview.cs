namespace ResponsibilityGrid;

/// <summary>A subtree in numbers.</summary>
[GenerateSerializer, Immutable, Alias("Overview")]
public sealed record Overview
{
    [Id(0)] public string Unit { get; init; } = "";

    [Id(1)] public string UnitName { get; init; } = "";

    [Id(2)] public DateOnly AsOf { get; init; }

    /// <summary>Whether every unit below has been heard; numbers may still move while it is false.</summary>
    [Id(3)] public bool Settled { get; init; }

    [Id(4)] public int Units { get; init; }

    [Id(5)] public int Posts { get; init; }

    [Id(6)] public int Persons { get; init; }

    [Id(7)] public int Items { get; init; }

    [Id(8)] public int VacantPosts { get; init; }

    /// <summary>Items that nobody answers for.</summary>
    [Id(9)] public int Unassigned { get; init; }

    /// <summary>Items due before the day and not closed.</summary>
    [Id(10)] public int Overdue { get; init; }

    /// <summary>Items at posts of the key few.</summary>
    [Id(11)] public int KeyFew { get; init; }

    [Id(12)] public List<Tally<int>> ByLevel { get; init; } = [];

    [Id(13)] public List<Tally<int>> ByDepth { get; init; } = [];

    [Id(14)] public List<Tally<string>> ByAspect { get; init; } = [];

    [Id(15)] public List<Tally<string>> ByLayer { get; init; } = [];

    [Id(16)] public List<Tally<ItemState>> ByState { get; init; } = [];

    [Id(17)] public List<Tally<GapReason>> GapsByReason { get; init; } = [];

    [Id(18)] public List<Overview> Children { get; init; } = [];

    /// <summary>Overdue items of the unit's own heads and key few; no average hides them.</summary>
    [Id(19)] public int HeadOverdue { get; init; }

    [Id(20)] public List<Tally<ItemActivity>> ByActivity { get; init; } = [];

    /// <summary>Items longer unaccepted than the grid allows.</summary>
    [Id(21)] public int Unaccepted { get; init; }

    [Id(22)] public Light Light { get; init; }
}

/// <summary>亮灯；未经检查的是灰色，绝不是绿色 / How a row is lit. What is not checked is grey, never green.</summary>
[GenerateSerializer]
public enum Light
{
    /// <summary>灰：尚未全部检查销号 / Nothing is late, and not everything was checked.</summary>
    Grey,

    /// <summary>绿：全部经检查销号 / Everything was checked and closed.</summary>
    Green,

    /// <summary>黄：有逾期事项 / Something is overdue.</summary>
    Amber,

    /// <summary>红：单位负责人或关键少数本人有逾期事项 / Something is overdue that the unit's own heads or key few answer for.</summary>
    Red,
}

/// <summary>How many of one kind.</summary>
[GenerateSerializer, Immutable, Alias("Tally`1")]
public sealed record Tally<T>([property: Id(0)] T Of, [property: Id(1)] int Count);

/// <summary>How far a list has come: which units hold it, and which items reach a root.</summary>
[GenerateSerializer, Immutable, Alias("CascadeView")]
public sealed record CascadeView
{
    [Id(0)] public string List { get; init; } = "";

    [Id(1)] public string Unit { get; init; } = "";

    [Id(2)] public bool Settled { get; init; }

    [Id(3)] public List<CascadeLevel> Levels { get; init; } = [];

    /// <summary>The codes of the units that it has not reached.</summary>
    [Id(4)] public List<string> Unreached { get; init; } = [];
}

/// <summary>One level of a cascade.</summary>
[GenerateSerializer, Immutable, Alias("CascadeLevel")]
public sealed record CascadeLevel
{
    [Id(0)] public int Level { get; init; }

    [Id(1)] public int UnitsReached { get; init; }

    [Id(2)] public int UnitsTotal { get; init; }

    [Id(3)] public int ItemsComplete { get; init; }

    [Id(4)] public int ItemsBroken { get; init; }
}
