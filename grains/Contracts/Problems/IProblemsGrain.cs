using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>The problem ledger of one unit, and its only writer. Beside the unit's other rows on the same silo.</summary>
[Alias("IProblemsGrain"), GrainInterfaceType("problems")]
public interface IProblemsGrain : IGrainWithStringKey
{
    /// <summary>A step by a resolved actor. One row write; the same command again writes nothing and is answered with the problem as it stands.</summary>
    /// <exception cref="GridRuleException">A rule forbids it, or somebody else was first; nothing was changed.</exception>
    [Needs(Right.System), Alias("Change")]
    Task<ProblemView> Change(ProblemCommand command);

    /// <summary>
    /// Told of a problem in another ledger with which one of this ledger came back: that one is linked, and if it was closed, its closure failed. One row write; told again,
    /// it writes nothing.
    /// </summary>
    [Needs(Right.System), Alias("Recur")]
    Task Recur(Problem back);

    /// <summary>The problem of this unit that would be back with one reported elsewhere; none where there is no such one. From memory.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("FindFormer")]
    Task<Problem?> FindFormer(ProblemCommand report);

    /// <summary>The problems of this unit alone, in the order of a page; from memory.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("List")]
    Task<ProblemPage> List(ProblemQuery query);

    /// <summary>The items at which a problem came back that is not closed yet; from memory.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListRecurrent")]
    Task<List<ItemKey>> ListRecurrent();

    /// <summary>A problem as it stands today; none where there is no such one for the caller.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("Get")]
    Task<ProblemView?> Get(int number);
}

/// <summary>A problem with what follows from the date and from today's tree.</summary>
[GenerateSerializer, Immutable, Alias("ProblemView")]
public sealed record ProblemView
{
    [Id(0)] public Problem Problem { get; init; } = new();

    /// <summary>Whether nobody claimed it, or decided its dispute, in time; then it counts as owned by a post.</summary>
    [Id(1)] public bool Lapsed { get; init; }

    /// <summary>Who owns it; absent while it may still be claimed.</summary>
    [Id(2)] public string? OwnerUnit { get; init; }

    /// <summary>The post that owns it, where a post does.</summary>
    [Id(3)] public string? OwnerPost { get; init; }

    /// <summary>Whether it is past its due date and not yet submitted.</summary>
    [Id(4)] public bool Overdue { get; init; }

    /// <summary>The lowest establishment that assigns and checks it.</summary>
    [Id(5)] public string CheckedFrom { get; init; } = "";

    /// <summary>Where it stands in a list: until when something has to happen, and of what is over, when that was.</summary>
    public ProblemPlace Place => new(Problem.ClosedOn ?? Problem.Rectification?.DueOn ?? Problem.ClaimBy, Problem.Unit, Problem.Number);
}

/// <summary>Which problems. What is absent does not narrow.</summary>
[GenerateSerializer, Immutable, Alias("ProblemQuery")]
public sealed record ProblemQuery
{
    [Id(0)] public ProblemState? State { get; init; }

    /// <summary>Those that this person is to put right.</summary>
    [Id(1)] public string? Person { get; init; }

    [Id(2)] public bool? Lapsed { get; init; }

    [Id(3)] public bool? Overdue { get; init; }

    /// <summary>Recurrences, or everything else.</summary>
    [Id(4)] public bool? Recurrent { get; init; }

    [Id(5)] public ProblemPlace? After { get; init; }

    [Id(6)] public int First { get; init; }

    /// <summary>Those that this post owns, or one of <see cref="Persons"/> is to put right.</summary>
    [Id(7)] public string? Post { get; init; }

    /// <summary>Whoever sits on <see cref="Post"/>.</summary>
    [Id(8)] public List<string> Persons { get; init; } = [];

    /// <summary>Closed ones, or all others.</summary>
    [Id(9)] public bool? Closed { get; init; }
}

/// <summary>A place in a list of problems: by the day until which something has to happen, then by unit and number.</summary>
[GenerateSerializer, Immutable, Alias("ProblemPlace")]
public readonly record struct ProblemPlace([property: Id(0)] DateOnly Day, [property: Id(1)] string Unit, [property: Id(2)] int Number);

/// <summary>Some problems, and how many there are in all.</summary>
[GenerateSerializer, Immutable, Alias("ProblemPage")]
public sealed record ProblemPage([property: Id(0)] List<ProblemView> Problems, [property: Id(1)] int Total);
