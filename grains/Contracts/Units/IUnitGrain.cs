using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>A unit's structure: its posts, fills and links. One activation with its ledger.</summary>
[Alias("IUnitGrain"), GrainInterfaceType("unit")]
public interface IUnitGrain : IGrainWithStringKey
{
    /// <summary>Takes facts on record: new ones are added, changed ones supersede. Idempotent; one row write, none where nothing changes. Returns the number of changes.</summary>
    /// <exception cref="GridRuleException">Two sole holders of one post on one day, or a fact about a post that is not here.</exception>
    [Needs(Right.Issue), Alias("Record")]
    Task<int> Record(UnitFacts facts);

    /// <summary>Counts what <see cref="Record"/> would change and lists all that it would refuse; writes nothing.</summary>
    [Needs(Right.Issue), AlwaysInterleave, Alias("Compare")]
    Task<UnitDifference> Compare(UnitFacts facts);

    /// <summary>Who sits where, links and persons, by a resolved actor. One row write; the same command again writes nothing and is answered as the first time.</summary>
    /// <exception cref="GridRuleException">A rule forbids it, or somebody else was first; nothing was changed.</exception>
    [Needs(Right.System), Alias("Change")]
    Task<UnitReply> Change(UnitCommand command);

    /// <summary>Lets posts and persons go to another unit, and tells all that is known of them: from then on it is changed there. One row write; the same command again is told the same.</summary>
    [Needs(Right.System), Alias("Release")]
    Task<Handover> Release(UnitCommand command);

    /// <summary>Takes over what another unit let go. One row write; the same handover again writes nothing.</summary>
    [Needs(Right.System), Alias("Take")]
    Task Take(Handover handover);

    /// <summary>Sees to it that a version of the structure is known here; what is read from now on follows from it.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("See")]
    Task See(int structureVersion);

    /// <summary>What was done here, the oldest first; of one post also what was done to it in the units that it came from.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListEntries")]
    Task<List<Entry>> ListEntries(string? post);

    /// <summary>The links that end in a code, of whatever days; those corrected since left out.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListLinks")]
    Task<List<Link>> ListLinks(string target);

    /// <summary>Who left its posts with items under way, the oldest first.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListLeavings")]
    Task<List<Leaving>> ListLeavings();

    /// <summary>The interviews issued, the oldest first.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListInterviews")]
    Task<List<Interview>> ListInterviews();

    /// <summary>The unit at a moment; today's comes from memory.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("GetSheet")]
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

    /// <summary>Facts that a rule refuses; while there is one, nothing is taken.</summary>
    [Id(4)] public List<FactRefusal> Refused { get; init; } = [];
}
