using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>Questions about hand-overs. Stateless, on every silo, keyed by grid; it asks units inside the cluster, so that a caller makes one call.</summary>
[Alias("IHandoversGrain"), GrainInterfaceType("handovers")]
public interface IHandoversGrain : IGrainWithStringKey
{
    /// <summary>What a post has to hand over now; none where there is no such post. Asks its unit three times.</summary>
    [Needs(Right.Read, Over.Sight), Alias("GetPack")]
    Task<HandoverPack?> GetPack(string post);

    /// <summary>Who left with something to hand over in a subtree, the latest first; only those that somebody has still to sign, if so asked. Asks every unit of the subtree.</summary>
    [Needs(Right.Read, Over.Sight), Alias("ListLeavings")]
    Task<List<Leaving>> ListLeavings(string unit, bool unsignedOnly);
}
