using System.Collections.Concurrent;

namespace ResponsibilityGrid;

/// <summary>Finds the silo that a unit's county lives on, so that a cascade or a merge over a county crosses no wire.</summary>
internal sealed class Homes(Structures structures, ISiloStatusOracle members, Passes passes, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Spread> _spreads = new();

    /// <summary>The home of a unit among these silos. A grid that cannot be read keeps no unit from being placed.</summary>
    public async Task<SiloAddress> Of(string grid, string unit, IReadOnlyCollection<SiloAddress> silos)
    {
        try
        {
            // Placing is the silo's own work and comes without a pass; and whoever asks for the structure meanwhile waits for the same answer.
            Pass.Carry(passes.OfSilo());
            var structure = await structures.Get(grid);
            return structure.Version == 0 ? HomeRules.Somewhere(unit, silos) : In(structures.Today(structure, clock.GetUtcNow()), unit, silos);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return HomeRules.Somewhere(unit, silos);
        }
    }

    /// <summary>Whether a unit on this silo would be placed on another one by now: a silo has come, or the unit was moved. Not while the last silo of all goes.</summary>
    public bool IsAway(Outline outline, string unit) =>
        members.GetApproximateSiloStatuses(onlyActive: true).Keys is { Count: > 0 } silos && In(outline, unit, [.. silos]) != members.SiloAddress;

    private SiloAddress In(Outline outline, string unit, IReadOnlyCollection<SiloAddress> silos)
    {
        var spread = _spreads.GetValueOrDefault(outline.Root);
        if (spread is null || spread.Outline != outline || !spread.Silos.SetEquals(silos))
            _spreads[outline.Root] = spread = new(outline, [.. silos], HomeRules.Spread(HomeRules.Sizes(outline), silos));
        return spread.Homes.GetValueOrDefault(HomeRules.CountyOf(outline, unit)) ?? HomeRules.Somewhere(unit, silos);
    }

    private sealed record Spread(Outline Outline, HashSet<SiloAddress> Silos, Dictionary<string, SiloAddress> Homes);
}
