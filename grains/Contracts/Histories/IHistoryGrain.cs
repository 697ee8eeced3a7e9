using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>Histories that lie in more than one row. Stateless, on every silo, keyed by grid; the oldest entry comes first.</summary>
[Alias("IHistoryGrain"), GrainInterfaceType("history")]
public interface IHistoryGrain : IGrainWithStringKey
{
    /// <summary>What happened to a unit: its place in the tree, its posts, fills, links and persons. Asks the grid and the unit.</summary>
    [Needs(Right.Read, Over.Sight), Alias("OfUnit")]
    Task<List<Entry>> OfUnit(string unit);

    /// <summary>What was drafted of a list, for whoever sees drafts, and when it was issued. Asks the grid and the list.</summary>
    [Needs(Right.Read, Over.Sight), Alias("OfList")]
    Task<List<Entry>> OfList(string list);

    /// <summary>What happened to a post, in whatever unit it sat. Asks the grid and the unit.</summary>
    [Needs(Right.Read, Over.Sight), Alias("OfPost")]
    Task<List<Entry>> OfPost(string unit, string post);
}
