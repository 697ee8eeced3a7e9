using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>
/// What was looked at in one unit, by whom: the only writer of the unit's supervision actions, and the numbers of its subtree. Beside
/// the unit's ledger on the same silo, with a row of its own.
/// </summary>
[Alias("ISupervisionGrain"), GrainInterfaceType("supervision")]
public interface ISupervisionGrain : IGrainWithStringKey
{
    /// <summary>Records an action, or a correction, by a resolved actor. One row write; the same command again writes nothing and is answered as the first time.</summary>
    /// <exception cref="GridRuleException">The acting unit has no line or does not supervise the target, the target does not stand there, or a rule forbids it.</exception>
    [Needs(Right.System), Alias("Record")]
    Task<SupervisionAction> Record(ActionCommand command);

    /// <summary>Keeps a child's numbers if they are newer than those held. Answers with the revision held.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("Receive")]
    Task<Coverage> Receive(Coverage child);

    /// <summary>The numbers of the subtree by a structure not older than the caller's, unless the caller holds the newest already. Asks children that were not heard yet.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("GetCoverage")]
    Task<Coverage?> GetCoverage(long epoch, long number, int structure);

    /// <summary>Lines against aspects, units or duties in some whole months; today's from memory once all children were heard, that of another moment from every unit of the subtree.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("GetMatrix")]
    Task<MatrixView> GetMatrix(MatrixQuery query);

    /// <summary>Actions in this unit as they read now, the latest number first, below a number.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("ListActions")]
    Task<ActionPage> ListActions(ActionQuery query);

    /// <summary>Every entry of the unit, the oldest first.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListAll")]
    Task<List<SupervisionAction>> ListAll();

    /// <summary>The entries of the unit behind a number, the oldest first: what somebody elsewhere works the looks out of, who knows those before.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListSince")]
    Task<List<SupervisionAction>> ListSince(int number);

    /// <summary>Every entry of an action, the first one first; none where there is no such action.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("GetAction")]
    Task<List<SupervisionAction>> GetAction(int origin);
}

/// <summary>A part of a unit's actions that its row has no room for: written once, then only read.</summary>
[Alias("ISupervisionLogGrain"), GrainInterfaceType("supervision-log")]
public interface ISupervisionLogGrain : IGrainWithStringKey
{
    /// <summary>Keeps the actions; the same again changes nothing.</summary>
    [Needs(Right.System), Alias("Keep")]
    Task Keep(List<SupervisionAction> actions);

    /// <summary>The actions, the oldest first.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("List")]
    Task<List<SupervisionAction>> List();
}

/// <summary>Which actions of a unit. What is absent does not narrow.</summary>
[GenerateSerializer, Immutable, Alias("ActionQuery")]
public sealed record ActionQuery
{
    [Id(0)] public string? Line { get; init; }

    /// <summary>By this unit only.</summary>
    [Id(1)] public string? By { get; init; }

    [Id(2)] public bool? Clean { get; init; }

    /// <summary>At this target only.</summary>
    [Id(3)] public SupervisionTarget? Target { get; init; }

    /// <summary>Numbers below this one only.</summary>
    [Id(4)] public int? Before { get; init; }

    [Id(5)] public int First { get; init; }
}

/// <summary>Some actions, and how many there are in all.</summary>
[GenerateSerializer, Immutable, Alias("ActionPage")]
public sealed record ActionPage([property: Id(0)] List<SupervisionAction> Actions, [property: Id(1)] int Total);
