using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace ResponsibilityGrid;

/// <summary>Places a unit on the silo of its county.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class HomePlacementAttribute() : PlacementAttribute(new HomePlacement());

/// <summary>The strategy behind <see cref="HomePlacementAttribute"/>.</summary>
[Serializable, GenerateSerializer, Immutable, Alias("HomePlacement")]
internal sealed class HomePlacement : PlacementStrategy;

internal sealed class HomePlacementDirector(Homes homes) : IPlacementDirector
{
    public async Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint) return hint;
        return GridKeys.Parts(target.GrainIdentity.Key.ToString()!) is [var grid, var unit]
            ? await homes.Of(grid, unit, silos)
            : silos[0];
    }
}
