using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>What can be done to the items of a ledger. Keyed like the unit, one activation with it; commands on items do not wait for each other here.</summary>
[Alias("IItemsGrain"), GrainInterfaceType("items")]
public interface IItemsGrain : IGrainWithStringKey
{
    /// <summary>One step in the life of an item of this ledger, by a resolved actor. One row write, the item's own; the same command again writes nothing.</summary>
    /// <exception cref="GridRuleException">The item does not stand here, a rule forbids the step, or somebody else was first.</exception>
    [Needs(Right.System), AlwaysInterleave, Alias("Act")]
    Task<ItemReply> Act(ItemCommand command);

    /// <summary>Makes an item of this ledger by refining another one. Idempotent: told again until it is known to stand.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("TakeCharge")]
    Task TakeCharge(Charge charge);

    /// <summary>An item's history behind an entry's number, the oldest first; as far as it had come true and was known at a moment.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("ListHistory")]
    Task<History> ListHistory(ItemKey key, int after, int first, Moment? at = null);

    /// <summary>The items made from one by refining it.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListChildren")]
    Task<List<ItemKey>> ListChildren(ItemKey key);

    /// <summary>Records who is to be reminded today and was not yet. At most one row write, none on a repeat. Returns the number of records made.</summary>
    [Needs(Right.System), Alias("Remind")]
    Task<int> Remind();

    /// <summary>The reminders that an item was given, and the posts that they went to.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("ListReminders")]
    Task<List<GivenReminder>> ListReminders(ItemKey key);

    /// <summary>The items of the ledger that were reported on or handed on, with their revisions; null where nothing was touched since the mark.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListTouched")]
    Task<TouchedItems?> ListTouched(long epoch, long number);

    /// <summary>Every item at a post, of the key few first, then by due date.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListOfPost")]
    Task<List<ItemView>> ListOfPost(string post);

    /// <summary>Acting cover in the subtree that is about to run out.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListCovers")]
    Task<List<Cover>> ListCovers();

    /// <summary>The units of the subtree that a post is in charge of or answers for.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListLed")]
    Task<List<string>> ListLed(string post);
}

/// <summary>The items in whose histories there is something to read, as a ledger knows them at a mark: who asks with it again hears only what is new.</summary>
[GenerateSerializer, Immutable, Alias("TouchedItems")]
public sealed record TouchedItems([property: Id(0)] long Epoch, [property: Id(1)] long Number, [property: Id(2)] List<TouchedItem> Items);

/// <summary>An item, and which write of its row is the newest known.</summary>
[GenerateSerializer, Immutable, Alias("TouchedItem")]
public readonly record struct TouchedItem([property: Id(0)] ItemKey Key, [property: Id(1)] int Revision);
