using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>Questions about supervision that need more than one unit. Stateless, on every silo, keyed by grid; it asks units inside the cluster, so that a caller makes one call.</summary>
[Alias("IOversightGrain"), GrainInterfaceType("oversight")]
public interface IOversightGrain : IGrainWithStringKey
{
    /// <summary>The four roles for an item as the graph stood at a moment; none where the post or the duty did not stand then. Asks the units of the chain.</summary>
    [Needs(Right.Read, Over.Sight), Alias("GetAccountability")]
    Task<AccountabilityView?> GetAccountability(ItemKey key, Moment at);

    /// <summary>Who supervises a unit, a post or an item at that post, by line, each with where that comes from; of an item without the functional departments of other lines than its duty's. Asks the units that supervise.</summary>
    /// <exception cref="GridRuleException">There is no such unit, post or item for the caller.</exception>
    [Needs(Right.Read, Over.Sight), Alias("ListSupervisors")]
    Task<List<Supervisor>> ListSupervisors(string code, ItemKey? item, Moment? at);

    /// <summary>What a unit on a line must look at, the greatest risk first. Reads every unit below.</summary>
    [Needs(Right.Read, Over.Sight), Alias("ListWork")]
    Task<WorkPage> ListWork(string unit, int first, WorkItem? after);

    /// <summary>Items that nobody looked at in some days, and targets that many lines looked at at once. Reads every unit of the subtree.</summary>
    [Needs(Right.Read, Over.Sight), Alias("GetReview")]
    Task<ReviewView> GetReview(string unit, DateOnly from, DateOnly to, int first);

    /// <summary>Supervisors whose own supervisor is missing, and pairs of posts that check each other. Asks every unit of the subtree.</summary>
    [Needs(Right.Read, Over.Sight), Alias("ListUnsupervised")]
    Task<List<Unsupervised>> ListUnsupervised(string unit);

    /// <summary>What a stationed officer recorded in a month, by duty and task. Asks the host. None where nobody is stationed there.</summary>
    [Needs(Right.Read, Over.Sight), Alias("GetOfficerCard")]
    Task<OfficerCard?> GetOfficerCard(string post, DateOnly month);

    /// <summary>
    /// The cards of the officers whom a department sent, or who are stationed in any other unit and below, those with the most tasks left empty first; none of officers whose
    /// sender the caller does not see. Reads every unit of the subtree.
    /// </summary>
    [Needs(Right.Read, Over.Sight), Alias("ListOfficerCards")]
    Task<List<OfficerCard>> ListOfficerCards(string unit, DateOnly month, int first);

    /// <summary>The problems of a subtree, by the day until which something has to happen. Asks every unit of the subtree that the caller sees.</summary>
    [Needs(Right.Read, Over.Sight), Alias("ListProblems")]
    Task<ProblemPage> ListProblems(string unit, ProblemQuery query);

    /// <summary>
    /// Problems of one kind that stand in several places of a unit's subtree, found on these days, in most places first; of a department those that fall to it. Counts what the caller sees.
    /// Asks every unit of the subtree that the caller sees.
    /// </summary>
    /// <exception cref="GridRuleException">There is no such unit for the caller.</exception>
    [Needs(Right.Read, Over.Sight), Alias("ListSpreads")]
    Task<List<Spread>> ListSpreads(string unit, DateOnly from, DateOnly to, int first);

    /// <summary>Referrals by the day until which they are answered, as far as the caller sees them. Asks every department.</summary>
    [Needs(Right.Read, Over.Sight), Alias("ListReferrals")]
    Task<ReferralPage> ListReferrals(ReferralQuery query);

    /// <summary>Which items would fall into a gap if a post were vacated, or a unit merged or closed, by the rules of gaps themselves. Asks the units concerned; writes nothing.</summary>
    /// <exception cref="GridRuleException">There is no such post or unit, or the rules would refuse the merger or closing.</exception>
    [Needs(Right.Read, Over.Sight), Alias("Foresee")]
    Task<ForecastView> Foresee(ForecastQuery query);
}

/// <summary>监督从何而来 / Where a supervisor's task comes from.</summary>
[GenerateSerializer]
public enum SupervisorSource
{
    /// <summary>本局部门 / A department of the own bureau.</summary>
    OwnBureau,

    /// <summary>上级局部门 / A department of a bureau above.</summary>
    BureauAbove,

    /// <summary>派驻 / Stationed there.</summary>
    Stationed,

    /// <summary>制约 / A post that checks it.</summary>
    Checks,
}

/// <summary>A unit, or a post, that supervises something.</summary>
[GenerateSerializer, Immutable, Alias("Supervisor")]
public sealed record Supervisor
{
    /// <summary>The line; of a post that checks another one, none.</summary>
    [Id(0)] public string? Line { get; init; }

    [Id(1)] public SupervisorSource Source { get; init; }

    [Id(2)] public string Unit { get; init; } = "";

    /// <summary>Who leads it, or the post itself.</summary>
    [Id(3)] public Seat? Seat { get; init; }

    [Id(4)] public Link? Link { get; init; }
}

/// <summary>An item to look at, and why.</summary>
[GenerateSerializer, Immutable, Alias("WorkItem")]
public sealed record WorkItem
{
    [Id(0)] public ItemKey Key { get; init; } = new("", "", "", "");

    [Id(1)] public string Unit { get; init; } = "";

    [Id(2)] public string Title { get; init; } = "";

    [Id(3)] public DateOnly DueOn { get; init; }

    /// <summary>The line never looked at it.</summary>
    [Id(4)] public bool Never { get; init; }

    [Id(5)] public bool KeyFew { get; init; }

    [Id(6)] public bool Overdue { get; init; }

    /// <summary>Findings came back within the days that the grid calls a recurrence.</summary>
    [Id(7)] public bool Recurrent { get; init; }

    /// <summary>When the line last looked.</summary>
    [Id(8)] public DateOnly? LastOn { get; init; }

    /// <summary>Never looked at weighs more than key few, that more than overdue, that more than a recurrence.</summary>
    public int Risk => (Never ? 8 : 0) + (KeyFew ? 4 : 0) + (Overdue ? 2 : 0) + (Recurrent ? 1 : 0);
}

/// <summary>Some work, and how much there is in all.</summary>
[GenerateSerializer, Immutable, Alias("WorkPage")]
public sealed record WorkPage([property: Id(0)] List<WorkItem> Items, [property: Id(1)] int Total);

/// <summary>两条线看同一对象 / What two lines saw of one target.</summary>
[GenerateSerializer]
public enum DisagreementKind
{
    /// <summary>两线结论不同 / One found something where the other found nothing, within the days of a pile.</summary>
    Contradiction,

    /// <summary>职能线发现了专责线没有发现的 / A functional line found what the dedicated line, having looked, did not.</summary>
    MissedByDedicated,

    /// <summary>派驻人员没有发现，检查发现了 / Others found something in a unit whose stationed officer found nothing.</summary>
    MissedByOfficer,
}

/// <summary>What lies unseen, piles up or is disputed in a subtree.</summary>
[GenerateSerializer, Immutable, Alias("ReviewView")]
public sealed record ReviewView
{
    [Id(0)] public int BlindTotal { get; init; }

    /// <summary>Of the key few first, then in the order of the tree.</summary>
    [Id(1)] public List<ItemView> Blind { get; init; } = [];

    [Id(2)] public int PileTotal { get; init; }

    [Id(3)] public List<Pile> Piles { get; init; } = [];

    [Id(4)] public int DisagreementTotal { get; init; }

    [Id(5)] public List<Disagreement> Disagreements { get; init; } = [];

    /// <summary>Items looked into.</summary>
    [Id(6)] public int ItemTotal { get; init; }
}

/// <summary>A target that so many lines looked at within a few days.</summary>
[GenerateSerializer, Immutable, Alias("Pile")]
public sealed record Pile([property: Id(0)] string Unit, [property: Id(1)] SupervisionTarget Target, [property: Id(2)] List<string> Lines, [property: Id(3)] DateOnly From, [property: Id(4)] DateOnly To);

/// <summary>Two looks that do not agree; of an officer that saw nothing, only the look of whoever did.</summary>
[GenerateSerializer, Immutable, Alias("Disagreement")]
public sealed record Disagreement
{
    [Id(0)] public DisagreementKind Kind { get; init; }

    [Id(1)] public string Unit { get; init; } = "";

    [Id(2)] public SupervisionTarget Target { get; init; } = new();

    [Id(3)] public string FoundBy { get; init; } = "";

    [Id(4)] public DateOnly FoundOn { get; init; }

    /// <summary>The unit, or the stationed post, that found nothing.</summary>
    [Id(5)] public string MissedBy { get; init; } = "";

    [Id(6)] public DateOnly? MissedOn { get; init; }
}

/// <summary>监督者为何无人监督 / Why nobody supervises a supervisor.</summary>
[GenerateSerializer]
public enum UnsupervisedReason
{
    /// <summary>没有监督它的部门或岗位 / No department or post is there to.</summary>
    None,

    /// <summary>监督它的部门或岗位空缺 / There is one, and nobody sits in it.</summary>
    Vacant,

    /// <summary>互相制约 / It is checked by the very post that it checks.</summary>
    Mutual,
}

/// <summary>A supervisor without one.</summary>
[GenerateSerializer, Immutable, Alias("Unsupervised")]
public sealed record Unsupervised([property: Id(0)] UnsupervisedReason Reason, [property: Id(1)] string Unit, [property: Id(2)] string? Post, [property: Id(3)] string? Other);

/// <summary>Duties × tasks of one stationed officer in one month.</summary>
[GenerateSerializer, Immutable, Alias("OfficerCard")]
public sealed record OfficerCard
{
    [Id(0)] public string Post { get; init; } = "";

    [Id(1)] public string Sender { get; init; } = "";

    [Id(2)] public string Host { get; init; } = "";

    [Id(3)] public DateOnly Month { get; init; }

    [Id(4)] public List<OfficerCell> Cells { get; init; } = [];

    /// <summary>The tasks without any record.</summary>
    public IEnumerable<string> EmptyTasks => Cells.GroupBy(cell => cell.Task).Where(task => task.All(cell => cell.Count == 0)).Select(task => task.Key);
}

/// <summary>How often a duty was done in a task.</summary>
[GenerateSerializer, Immutable, Alias("OfficerCell")]
public sealed record OfficerCell([property: Id(0)] string Duty, [property: Id(1)] string Task, [property: Id(2)] int Count);
