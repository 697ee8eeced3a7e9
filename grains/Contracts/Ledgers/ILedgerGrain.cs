using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>What a unit owes: the lists that it adopted, its rows, and the numbers of its subtree. Keyed like the unit, one activation with it.</summary>
[Alias("ILedgerGrain"), GrainInterfaceType("ledger")]
public interface ILedgerGrain : IGrainWithStringKey
{
    /// <summary>Adopts the lists of a brief, then tells those below. At most one row write, none on a repeat. Answers with the numbers so far.</summary>
    [Needs(Right.System), Alias("Adopt")]
    Task<RollUp> Adopt(Brief brief);

    /// <summary>Keeps a child's numbers if they are newer than those held. Answers with the revision held, so that an overtaken sender can move above it.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("Receive")]
    Task<RollUp> Receive(RollUp child);

    /// <summary>The numbers of the subtree today; from memory. Those of the units directly below are left out where nobody wants them: they are most of what travels.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Held(FromMemory = true), Alias("GetOverview")]
    Task<Overview> GetOverview(string? list, bool isAlone = false);

    /// <summary>Arrival and completeness of a list in the subtree today; from memory.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("GetCascade")]
    Task<CascadeView> GetCascade(string list);

    /// <summary>A page of the subtree's rows today. Asks only the children that contribute, for as many rows as they contribute.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Held(FromMemory = true), Alias("ListItems")]
    Task<ItemPage> ListItems(ItemQuery query);

    /// <summary>One row of this ledger today; none where the item does not stand here.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("GetItem")]
    Task<ItemView?> GetItem(ItemKey key);

    /// <summary>
    /// Several rows of this ledger today, and of others as far as they live on the same silo, so that each silo is asked once; from memory. In the order
    /// asked, this ledger first, none of a unit that has to be asked itself.
    /// </summary>
    [Needs(Right.System), AlwaysInterleave, Held, Alias("GetExcerpts")]
    Task<List<LedgerExcerpt?>> GetExcerpts([Immutable] List<ExcerptQuery> wanted);
}
