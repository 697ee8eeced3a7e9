namespace ResponsibilityGrid;

/// <summary>
/// Who looked at what in a unit's subtree, in whole months: absolute, so that losing, repeating or reordering it does no harm. Bounded by
/// months × lines × duties, and as many again for each department that stations officers, whatever the number of actions.
/// </summary>
[GenerateSerializer, Immutable, Alias("Coverage")]
public sealed record Coverage
{
    [Id(0)] public string Unit { get; init; } = "";

    /// <summary>The activation that counted; a later one is newer.</summary>
    [Id(1)] public long Epoch { get; init; }

    /// <summary>Counts within the activation.</summary>
    [Id(2)] public long Number { get; init; }

    /// <summary>Whether everything below is in it.</summary>
    [Id(3)] public bool Settled { get; init; }

    [Id(4)] public List<CoverageCell> Cells { get; init; } = [];

    /// <summary>The structure that it was counted by.</summary>
    [Id(5)] public int Structure { get; init; }

    /// <summary>Whether other numbers of the same unit are older.</summary>
    public bool IsNewerThan(Coverage? other) => other is null || (Epoch, Number).CompareTo((other.Epoch, other.Number)) > 0;
}

/// <summary>How often a line looked at what is alike in a month, with how many findings, and when last.</summary>
[GenerateSerializer, Immutable, Alias("CoverageCell")]
public readonly record struct CoverageCell([property: Id(0)] CoverageKey Key, [property: Id(1)] int Count, [property: Id(2)] int Findings, [property: Id(3)] DateOnly Last);

/// <summary>What looks are counted by. A look at a post or a unit as a whole has neither duty nor aspect.</summary>
[GenerateSerializer, Immutable, Alias("CoverageKey")]
public readonly record struct CoverageKey
{
    /// <summary>The first day of the month.</summary>
    [Id(0)] public DateOnly Month { get; init; }

    [Id(1)] public string Line { get; init; }

    [Id(2)] public string? List { get; init; }

    [Id(3)] public string? Aspect { get; init; }

    [Id(4)] public string? Duty { get; init; }

    /// <summary>Of what a stationed officer looked at: the sender, for it is told to those alone who see the sender.</summary>
    [Id(5)] public string? Sender { get; init; }
}

/// <summary>矩阵的行 / What the rows of a matrix are.</summary>
[GenerateSerializer]
public enum MatrixBy
{
    /// <summary>方面 / Aspects.</summary>
    Aspect,

    /// <summary>单位：本单位及各直接下级 / Units: the unit itself and each one directly below.</summary>
    Unit,

    /// <summary>清单中的事项 / Duties of the list.</summary>
    Item,
}

/// <summary>Which matrix. Months by their first days, both inclusive. Without a moment, today's as it is known now.</summary>
[GenerateSerializer, Immutable, Alias("MatrixQuery")]
public sealed record MatrixQuery([property: Id(0)] string? List, [property: Id(1)] MatrixBy By, [property: Id(2)] DateOnly From, [property: Id(3)] DateOnly To, [property: Id(4)] Moment? At = null);

/// <summary>Rows × lines; every axis adds up to the same looks.</summary>
[GenerateSerializer, Immutable, Alias("MatrixView")]
public sealed record MatrixView
{
    [Id(0)] public string Unit { get; init; } = "";

    [Id(1)] public bool Settled { get; init; }

    [Id(2)] public List<MatrixRow> Rows { get; init; } = [];

    /// <summary>All rows together.</summary>
    [Id(3)] public MatrixRow Total { get; init; } = new();
}

/// <summary>One aspect, unit or duty; without a key, what was looked at as a whole.</summary>
[GenerateSerializer, Immutable, Alias("MatrixRow")]
public sealed record MatrixRow
{
    [Id(0)] public string? Key { get; init; }

    [Id(1)] public string Label { get; init; } = "";

    /// <summary>Whether the duty is one of the key few's; of an aspect, whether one of its duties is.</summary>
    [Id(2)] public bool KeyFew { get; init; }

    /// <summary>In the order of the lines.</summary>
    [Id(3)] public List<MatrixCell> Cells { get; init; } = [];
}

/// <summary>What a line saw of a row.</summary>
[GenerateSerializer, Immutable, Alias("MatrixCell")]
public sealed record MatrixCell
{
    [Id(0)] public string Line { get; init; } = "";

    /// <summary>Looks in the unit itself.</summary>
    [Id(1)] public int Direct { get; init; }

    /// <summary>Looks in the units below.</summary>
    [Id(2)] public int Below { get; init; }

    [Id(3)] public int Findings { get; init; }

    [Id(4)] public DateOnly? Last { get; init; }

    public int Count => Direct + Below;

    public CheckState State => Count == 0 ? CheckState.NotChecked : Findings > 0 ? CheckState.Finding : CheckState.Clean;
}
