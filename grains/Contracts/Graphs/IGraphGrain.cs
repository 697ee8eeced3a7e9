using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>
/// Reads across a grid: whatever needs more than one ledger, and every date but today. Stateless, on every silo, keyed
/// by grid; it asks units inside the cluster, so that a caller makes one call.
/// </summary>
[Alias("IGraphGrain"), GrainInterfaceType("graph")]
public interface IGraphGrain : IGrainWithStringKey
{
    /// <summary>A unit with its neighbours and posts, by a structure not older than one that the caller has seen. Asks one unit.</summary>
    [Needs(Right.Read, Over.Sight), Held, Alias("GetUnit")]
    Task<UnitView?> GetUnit(string unit, Moment? at, int seen = 1);

    /// <summary>Several units at once, in the order asked, none where there is none. Asks each of them once.</summary>
    [Needs(Right.Read, Over.Sight), Alias("GetUnits")]
    Task<List<UnitView?>> GetUnits([Immutable] List<string> units, Moment? at, int seen = 1);

    /// <summary>Items by key, in the order asked, none where one does not stand. Asks each unit once.</summary>
    [Needs(Right.Read, Over.Sight), Alias("GetItems")]
    Task<List<ItemView?>> GetItems([Immutable] List<ItemKey> keys, Moment? at);

    /// <summary>The items that each of several items refines, or those that refine it. Asks each unit concerned once, and touched items for those made from them.</summary>
    [Needs(Right.Read, Over.Sight), Alias("GetKin")]
    Task<KinView> GetKin([Immutable] List<ItemKey> keys, bool above, Moment? at);

    /// <summary>The way from an item to its root. Asks the units on it.</summary>
    [Needs(Right.Read, Over.Sight), Held, Alias("GetChain")]
    Task<List<ChainLink>> GetChain(ItemKey key, Moment? at);

    /// <summary>The overview on another date. Asks every unit of the subtree.</summary>
    [Needs(Right.Read, Over.Sight), Alias("GetOverview")]
    Task<Overview> GetOverview(string unit, string? list, Moment at);

    /// <summary>The cascade on another date. Asks every unit of the subtree.</summary>
    [Needs(Right.Read, Over.Sight), Alias("GetCascade")]
    Task<CascadeView> GetCascade(string unit, string list, Moment at);

    /// <summary>A page of rows on another date. Asks every unit of the subtree.</summary>
    [Needs(Right.Read, Over.Sight), Alias("ListItems")]
    Task<ItemPage> ListItems(string unit, ItemQuery query, Moment at);

    /// <summary>What waits for a post: its own items, and what it looks after below, so many of each.</summary>
    /// <exception cref="GridRuleException">There is no such post.</exception>
    [Needs(Right.Read, Over.Sight), Alias("GetQueue")]
    Task<QueueView> GetQueue(string post, int first);

    /// <summary>Nodes and edges below a unit, flat. Asks the units that it shows.</summary>
    [Needs(Right.Read, Over.Sight), Alias("GetGraph")]
    Task<GraphView> GetGraph(GraphQuery query, Moment? at);
}
