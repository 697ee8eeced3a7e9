using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>One grid: the dated tree, the places of the posts and the lists in force. The only writer of all three.</summary>
[Alias("IGridGrain"), GrainInterfaceType("grid")]
public interface IGridGrain : IGrainWithStringKey
{
    /// <summary>Enters units and posts, or changes those on record, and writes down what was changed after the founding. Idempotent: what stands already changes nothing. One row write.</summary>
    /// <exception cref="GridRuleException">The tree would break a rule (cycle, level, unknown parent, post of another unit).</exception>
    [Needs(Right.Issue), Alias("Enter")]
    Task<Structure> Enter(List<UnitEntry> units, List<PostEntry> posts, Actor? by = null);

    /// <summary>Counts what <see cref="Enter"/> would change and lists all that it would refuse; writes nothing.</summary>
    [Needs(Right.Issue), AlwaysInterleave, Alias("Compare")]
    Task<UnitDifference> Compare(List<UnitEntry> units, List<PostEntry> posts);

    /// <summary>The current structure; answered from memory.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("GetStructure")]
    Task<Structure> GetStructure();

    /// <summary>The structure if it is newer than a version; nothing otherwise.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("GetNewer")]
    Task<Structure?> GetNewer(int version);

    /// <summary>
    /// A change of the tree, of the places of posts or of the lists in force, by a resolved actor. What needs units is noted first and
    /// carried out to its end, whatever fails in between. The same command again writes nothing and is answered as the first time.
    /// </summary>
    /// <exception cref="GridRuleException">A rule forbids it; nothing was changed.</exception>
    [Needs(Right.Issue), Alias("Change")]
    Task<StructureReply> Change(StructureCommand command);

    /// <summary>What was done to a unit's or a post's place, the oldest first.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListEntries")]
    Task<List<Entry>> ListEntries(string about);

    /// <summary>
    /// Issues the draft of a list, or repeats an issue. Answered once it is durable here and at the root; from there it
    /// flows down by itself. Issuing an issued version again changes nothing.
    /// </summary>
    [Needs(Right.System), Alias("Issue")]
    Task<ListVersion> Issue(string list);

    /// <summary>Tells the root what is in force. Called at start and by whoever finds a unit behind.</summary>
    [Needs(Right.System), Alias("Resume")]
    Task Resume();
}

/// <summary>Which grids there are. A grid enters with its first units.</summary>
[Alias("IGridRegisterGrain"), GrainInterfaceType("grid-register")]
public interface IGridRegisterGrain : IGrainWithStringKey
{
    /// <summary>The ids of all grids, in the order of their coming.</summary>
    [Needs(Right.SignedIn, Over.Sight), AlwaysInterleave, Alias("List")]
    Task<List<string>> List();

    /// <summary>Registers a grid; once is as good as twice.</summary>
    [Needs(Right.System), Alias("Add")]
    Task Add(string grid);

    /// <summary>Grids whose first import and issue came to their end.</summary>
    [Needs(Right.SignedIn, Over.Sight), AlwaysInterleave, Alias("ListReady")]
    Task<List<string>> ListReady();

    /// <summary>Notes that a grid's first import and issue came to their end.</summary>
    [Needs(Right.System), Alias("MarkReady")]
    Task MarkReady(string grid);
}
