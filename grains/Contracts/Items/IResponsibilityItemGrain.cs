using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>A responsibility item: its life and its history, both clocks, in one row. Called by its ledger alone; untouched items have no row.</summary>
[Alias("IResponsibilityItemGrain"), GrainInterfaceType("item")]
public interface IResponsibilityItemGrain : IGrainWithStringKey
{
    /// <summary>Takes a command: one row write, none on a repeat, which is answered as the first time.</summary>
    /// <exception cref="GridRuleException">A rule forbids it, the version is another, or the command's id was used for something else.</exception>
    [Needs(Right.System), Alias("Act")]
    Task<ItemOutcome> Act(ItemCommand command, ItemScene scene);

    /// <summary>Makes the item by refining another, or moves its limit. Idempotent.</summary>
    [Needs(Right.System), Alias("TakeCharge")]
    Task<ItemLife> TakeCharge(Charge charge);

    /// <summary>The children made from it.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListCharges")]
    Task<List<Charge>> ListCharges();

    /// <summary>The history behind an entry's number, the oldest first; at most so many entries.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListHistory")]
    Task<History> ListHistory(int after, int first);
}

/// <summary>What a command came to: the life as it is, and the entry written. On a repeat that others followed, also the life as the command left it.</summary>
[GenerateSerializer, Immutable, Alias("ItemOutcome")]
public sealed record ItemOutcome([property: Id(0)] ItemLife Life, [property: Id(1)] Entry Entry, [property: Id(2)] ItemLife? Then = null);

/// <summary>A part of an item's history that its row has no room for: written once, then only read.</summary>
[Alias("IItemLogGrain"), GrainInterfaceType("item-log")]
public interface IItemLogGrain : IGrainWithStringKey
{
    /// <summary>Keeps the entries; the same again changes nothing.</summary>
    [Needs(Right.System), Alias("Keep")]
    Task Keep(List<Entry> entries);

    /// <summary>The entries, the oldest first.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("List")]
    Task<List<Entry>> List();
}
