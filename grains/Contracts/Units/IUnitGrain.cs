using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>A unit's structure: its posts, fills and links. One activation with its ledger.</summary>
[Alias("IUnitGrain"), GrainInterfaceType("unit")]
public interface IUnitGrain : IGrainWithStringKey
{
    /// <summary>Takes facts on record: new ones are added, changed ones supersede. Idempotent; one row write, none where nothing changes. Returns the number of changes.</summary>
    /// <exception cref="GridRuleException">Two sole holders of one post on one day, or a fact about a post that is not here.</exception>
    [Alias("Record")]
    Task<int> Record(UnitFacts facts);

    /// <summary>Counts what <see cref="Record"/> would change; writes nothing and refuses as it would.</summary>
    [AlwaysInterleave, Alias("Compare")]
    Task<UnitDifference> Compare(UnitFacts facts);

    /// <summary>The unit at a moment; today's comes from memory.</summary>
    [AlwaysInterleave, Alias("GetSheet")]
    Task<UnitSheet> GetSheet(Moment? at);
}

/// <summary>What facts would do to a unit.</summary>
[GenerateSerializer, Immutable, Alias("UnitDifference")]
public sealed record UnitDifference
{
    /// <summary>Facts that are new or changed.</summary>
    [Id(0)] public int Changes { get; init; }

    /// <summary>Facts on record that the ones given do not mention, as "sheet code"; they stay as they are. Persons are told apart below.</summary>
    [Id(1)] public List<string> Absent { get; init; } = [];

    /// <summary>Posts on record that the facts do not mention: gone from the workbook, or moved to another unit.</summary>
    [Id(2)] public List<string> PostsAbsent { get; init; } = [];

    /// <summary>Persons at home here by the record whom the facts do not mention.</summary>
    [Id(3)] public List<string> ResidentsAbsent { get; init; } = [];
}
