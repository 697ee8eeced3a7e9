namespace ResponsibilityGrid;

/// <summary>
/// What a ledger is told from above: the lists to adopt and which posts are filled in the establishments on its way to
/// the root. State, not a change; told again until the ledger's roll-up carries its stamp.
/// </summary>
[GenerateSerializer, Immutable, Alias("Brief")]
public sealed record Brief
{
    /// <summary>The structure that it was written by.</summary>
    [Id(0)] public int StructureVersion { get; init; }

    [Id(1)] public List<AdoptedList> Lists { get; init; } = [];

    /// <summary>The establishments above, the nearest first; a department's own bureau is the first of them.</summary>
    [Id(2)] public List<Staffing> Above { get; init; } = [];

    /// <summary>A digest of all of it.</summary>
    [Id(3)] public ulong Stamp { get; init; }
}

/// <summary>A list version in a ledger's own row.</summary>
[GenerateSerializer, Immutable, Alias("AdoptedList")]
public sealed record AdoptedList
{
    [Id(0)] public string List { get; init; } = "";

    [Id(1)] public int Version { get; init; }
}

/// <summary>Which of an establishment's posts somebody answers on, by layer and level.</summary>
[GenerateSerializer, Immutable, Alias("Staffing")]
public sealed record Staffing
{
    /// <summary>The bureau or branch.</summary>
    [Id(0)] public string Establishment { get; init; } = "";

    /// <summary>"layer/level" of every group of posts with at least one that is filled.</summary>
    [Id(1)] public List<string> Filled { get; init; } = [];

    /// <summary>How a group of posts is named.</summary>
    public static string Group(string layer, int level) => $"{layer}/{level}";
}
