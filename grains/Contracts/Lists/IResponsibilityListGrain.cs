using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>A responsibility list and its versions. An issued version never changes, so that anybody may keep it.</summary>
[Alias("IResponsibilityListGrain"), GrainInterfaceType("list")]
public interface IResponsibilityListGrain : IGrainWithStringKey
{
    /// <summary>
    /// Writes duties into the draft, by code; with none open and a version issued, only <paramref name="newVersion"/> opens one.
    /// <paramref name="whole"/> drops the duties that are not among them. Idempotent. Returns what the draft changes against the version before.
    /// </summary>
    /// <exception cref="GridRuleException">A duty of an issued version would change and no new version was asked for.</exception>
    [Needs(Right.Issue), Alias("Draft")]
    Task<ListDifference> Draft(List<Duty> duties, bool newVersion, bool whole);

    /// <summary>The same by command of a resolved actor. One row write; the same command again writes nothing.</summary>
    /// <exception cref="GridRuleException">A duty breaks a rule, or an issued version would change and no new one was asked for.</exception>
    [Needs(Right.System), Alias("Change")]
    Task<ListReply> Change(ListCommand command);

    /// <summary>Counts what <see cref="Draft"/> would change; writes nothing and refuses as it would.</summary>
    [Needs(Right.Issue), AlwaysInterleave, Alias("Compare")]
    Task<ListDifference> Compare(List<Duty> duties, bool newVersion, bool whole);

    /// <summary>Freezes the draft. Answers the newest issued version when there is none. Called by the grid, which puts it in force.</summary>
    [Needs(Right.System), Alias("Freeze")]
    Task<ListVersion> Freeze(DateOnly today);

    /// <summary>
    /// Freezes the draft by command of a resolved actor, and writes the command down even where there is no draft: the same command again
    /// writes nothing and answers the version of the first time, whatever was drafted since. Called by the grid, which puts it in force.
    /// </summary>
    /// <exception cref="GridRuleException">There is no such list, somebody else was first, or the day is before the version in force.</exception>
    [Needs(Right.System), Alias("Issue")]
    Task<ListVersion> Issue(StructureCommand command, DateOnly today);

    /// <summary>What was drafted and issued by command, the oldest first.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListEntries")]
    Task<List<Entry>> ListEntries();

    /// <summary>A version by number; answered from memory.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("GetVersion")]
    Task<ListVersion> GetVersion(int number);

    /// <summary>All versions, the newest last; none for an unknown list.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("ListVersions")]
    Task<List<ListVersion>> ListVersions();
}
