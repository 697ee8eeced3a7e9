namespace ResponsibilityGrid;

/// <summary>One row of a list version (事项). Immutable once the version is issued.</summary>
[GenerateSerializer, Immutable, Alias("Duty")]
public sealed record Duty
{
    [Id(0)] public string Code { get; init; } = "";

    [Id(1)] public string Aspect { get; init; } = "";

    [Id(2)] public string Title { get; init; } = "";

    /// <summary>The layer whose posts answer for it.</summary>
    [Id(3)] public string Layer { get; init; } = "";

    /// <summary>The levels at which it applies.</summary>
    [Id(4)] public List<int> Levels { get; init; } = [];

    /// <summary>When it counts as done (完成标准).</summary>
    [Id(5)] public string Standard { get; init; } = "";

    /// <summary>What shows it (佐证材料).</summary>
    [Id(6)] public string Evidence { get; init; } = "";

    [Id(7)] public DateOnly DueOn { get; init; }

    /// <summary>The functional line that it belongs to, if any.</summary>
    [Id(8)] public string? FunctionalLine { get; init; }

    /// <summary>Whether the lead may be handed on (可转派).</summary>
    [Id(9)] public bool Delegable { get; init; }

    [Id(10)] public bool KeyFew { get; init; }

    /// <summary>The code of the duty that it refines; none at the top.</summary>
    [Id(11)] public string? Refines { get; init; }

    /// <summary>The version in which its text last changed; items accepted before ask for acceptance again.</summary>
    [Id(12)] public int ChangedIn { get; init; }

    /// <summary>Whether two rows say the same, whatever version they were written in.</summary>
    public bool SaysAs(Duty other) =>
        this with { ChangedIn = 0, Levels = other.Levels } == other with { ChangedIn = 0 } && Levels.SequenceEqual(other.Levels);
}

/// <summary>One version of a list.</summary>
[GenerateSerializer, Immutable, Alias("ListVersion")]
public sealed record ListVersion
{
    /// <summary>The list's code, e.g. 2026.</summary>
    [Id(0)] public string List { get; init; } = "";

    /// <summary>1 for the first.</summary>
    [Id(1)] public int Number { get; init; }

    /// <summary>When it was issued; absent while it is a draft.</summary>
    [Id(2)] public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>The day from which it is in force: 1 January of its year, later versions from their issue.</summary>
    [Id(3)] public DateOnly InForceFrom { get; init; }

    /// <summary>In the order of their codes.</summary>
    [Id(4)] public List<Duty> Duties { get; init; } = [];

    /// <summary>How often the list had been written into when this was. Goes on from version to version, so that no two drafts have the same.</summary>
    [Id(5)] public int Revision { get; init; }
}

/// <summary>What one version changes against the one before.</summary>
[GenerateSerializer, Immutable, Alias("ListDifference")]
public sealed record ListDifference
{
    [Id(0)] public List<string> Added { get; init; } = [];

    [Id(1)] public List<string> Changed { get; init; } = [];

    [Id(2)] public List<string> Dropped { get; init; } = [];

    public bool IsEmpty => Added.Count + Changed.Count + Dropped.Count == 0;

    /// <summary>What the later duties change against the earlier ones.</summary>
    public static ListDifference Between(List<Duty> earlier, List<Duty> later)
    {
        var before = earlier.ToDictionary(d => d.Code);
        var after = later.Select(d => d.Code).ToHashSet();
        return new ListDifference
        {
            Added = [.. later.Where(d => !before.ContainsKey(d.Code)).Select(d => d.Code)],
            Changed = [.. later.Where(d => before.TryGetValue(d.Code, out var was) && !d.SaysAs(was)).Select(d => d.Code)],
            Dropped = [.. earlier.Where(d => !after.Contains(d.Code)).Select(d => d.Code)],
        };
    }
}
