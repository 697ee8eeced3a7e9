using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace ResponsibilityGrid.Gateway;

/// <summary>What one request asks about its own caller.</summary>
public sealed class ViewerReads(Grids grids, IOptions<GraphQLLimits> limits)
{
    private readonly ConcurrentDictionary<(Place Unit, string? Post), Lazy<Task<Reach>>> asked = new(concurrencyLevel: 1, capacity: 7);
    private readonly Retries retries = new(limits.Value.RetryFor);

    internal Task<Viewer> Viewer(string grid) => retries.Ask(() => grids.Grain<IViewerGrain>(GridKeys.Grid(grid)).Get());

    /// <summary>The grid of whoever belongs to none: the only one, or where there are several or none the whole installation.</summary>
    internal async Task<string> OnlyGrid() =>
        await retries.Ask(() => grids.Grain<IGridRegisterGrain>(GridKeys.Register).List()) is [var only] ? only : GridKeys.EveryGrid;

    /// <summary>Whether the caller may import a workbook into any grid; into which, its grains decide.</summary>
    internal async Task<bool> MayImport()
    {
        foreach (var grid in (string[])[GridKeys.EveryGrid, .. await retries.Ask(() => grids.Grain<IGridRegisterGrain>(GridKeys.Register).List())])
            if (await Viewer(grid) is var viewer && viewer.Grants.Concat(viewer.Everywhere).Any(grant => grant.Role is Role.Issuer)) return true;
        return false;
    }

    internal Task<Reach> Reach(Place unit, string? post = null) => asked.GetOrAdd((unit with { At = null }, post), place => new(() => retries.Ask(() =>
        grids.Grain<IViewerGrain>(GridKeys.Grid(place.Unit.Grid)).GetReach(place.Unit.Code, place.Post)))).Value;
}
