using System.Collections.Concurrent;

namespace ResponsibilityGrid;

/// <summary>A silo's copies of what every grain reads and only one writes: the structure of each grid, the issued list versions, and what follows from both.</summary>
internal sealed class Structures(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, Structure> _structures = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<Structure>>> _fetches = new();
    private readonly ConcurrentDictionary<(string Grid, string List, int Version), Lazy<Task<ListVersion>>> _versions = new();
    private readonly ConcurrentDictionary<string, Outline> _outlines = new();
    private readonly ConcurrentDictionary<(string Grid, string List), Cascade> _cascades = new();

    /// <summary>The structure of a grid, not older than a version that somebody has seen; an empty one before the grid is founded.</summary>
    public async ValueTask<Structure> Get(string grid, int atLeast = 1)
    {
        if (_structures.TryGetValue(grid, out var copy) && copy.Version >= atLeast) return copy;
        var fetch = _fetches.GetOrAdd(grid, _ => new(() => grains.GetGrain<IGridGrain>(GridKeys.Grid(grid)).GetStructure()));
        try
        {
            var fetched = await fetch.Value;
            if (fetched.Version > 0) Keep(fetched);
            return fetched;
        }
        finally
        {
            _fetches.TryRemove(KeyValuePair.Create(grid, fetch));
        }
    }

    /// <summary>Takes a structure that came along anyway.</summary>
    public void Keep(Structure structure) =>
        _structures.AddOrUpdate(structure.Grid, structure, (_, held) => held.Version > structure.Version ? held : structure);

    /// <summary>Today's outline, one per grid; other moments are worked out anew.</summary>
    public Outline Today(Structure structure, Moment at) =>
        _outlines.AddOrUpdate(
            structure.Grid,
            _ => new Outline(structure, at),
            (_, held) => held.Structure.Version >= structure.Version && held.At.AsOf == at.AsOf ? held : new Outline(structure, at));

    /// <summary>An issued version, fetched once and kept for good.</summary>
    public async ValueTask<ListVersion> Version(string grid, string list, int number)
    {
        var fetch = _versions.GetOrAdd((grid, list, number), key => new(() => grains.GetGrain<IResponsibilityListGrain>(GridKeys.List(key.Grid, key.List)).GetVersion(key.Version)));
        try
        {
            return await fetch.Value;
        }
        catch
        {
            _versions.TryRemove(KeyValuePair.Create((grid, list, number), fetch));
            throw;
        }
    }

    /// <summary>How a version stands on an outline; kept for today's.</summary>
    public Cascade Cascade(Outline outline, ListVersion version) =>
        !_outlines.TryGetValue(outline.Root, out var today) || today != outline
            ? new Cascade(outline, version)
            : _cascades.AddOrUpdate(
                (outline.Root, version.List),
                _ => new Cascade(outline, version),
                (_, held) => held.Outline == outline && held.Version.Number == version.Number ? held : new Cascade(outline, version));
}
