using System.Collections.Concurrent;

namespace ResponsibilityGrid;

/// <summary>A silo's copies of what every grain reads and only one writes: the structure of each grid, the issued list versions, and what follows from both.</summary>
internal sealed class Structures(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, Structure> _structures = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<Structure>>> _fetches = new();
    private readonly ConcurrentDictionary<(string Grid, string List, int Version), Lazy<Task<ListVersion>>> _versions = new();
    private readonly ConcurrentDictionary<string, Outline> _outlines = new();
    private readonly ConcurrentDictionary<(string Grid, Moment At), Outline> _moments = new();
    private readonly ConcurrentDictionary<(string Grid, string List), Cascade> _cascades = new();

    /// <summary>The structure of a grid, not older than a version that somebody has seen; an empty one before the grid is founded.</summary>
    public async ValueTask<Structure> Get(string grid, int atLeast = 1) =>
        _structures.TryGetValue(grid, out var copy) && copy.Version >= atLeast ? copy : await Fetch(grid, atLeast);

    /// <summary>The structure as it is by now. Costs a call, and the copying only where something changed.</summary>
    public async Task<Structure> Renew(string grid)
    {
        var held = _structures.GetValueOrDefault(grid);
        if (held is null) return await Fetch(grid, 1);
        if (await grains.GetGrain<IGridGrain>(GridKeys.Grid(grid)).GetNewer(held.Version) is { } newer) Keep(newer);
        return _structures[grid];
    }

    /// <summary>Takes a structure that came along anyway.</summary>
    public void Keep(Structure structure) =>
        _structures.AddOrUpdate(structure.Grid, structure, (_, held) => held.Version > structure.Version ? held : structure);

    /// <summary>Today's outline, one per grid, with everything that is known of today.</summary>
    public Outline Today(Structure structure, DateTimeOffset now)
    {
        // Not "known by now": the clock of the silo that recorded it may be ahead of this one's.
        var at = new Moment(structure.Settings.DateAt(now), DateTimeOffset.MaxValue);
        if (_outlines.TryGetValue(structure.Grid, out var today) && Serves(today, (structure, at))) return today;
        return _outlines.AddOrUpdate(
            structure.Grid,
            static (_, wanted) => new Outline(wanted.Structure, wanted.At),
            static (_, held, wanted) => Serves(held, wanted) ? held : new Outline(wanted.Structure, wanted.At),
            (Structure: structure, At: at));

        static bool Serves(Outline held, (Structure Structure, Moment At) wanted) => held.Structure.Version >= wanted.Structure.Version && held.At == wanted.At;
    }

    /// <summary>Whether an outline is still today's, as far as this silo has heard.</summary>
    public bool IsToday(Outline outline, DateTimeOffset now) =>
        _outlines.TryGetValue(outline.Root, out var today) && today == outline && outline.At.AsOf == outline.Settings.DateAt(now);

    /// <summary>The outline of another moment. The last few are kept, since a question about one asks many units.</summary>
    public Outline At(Structure structure, Moment at)
    {
        if (_moments.TryGetValue((structure.Grid, at), out var known) && known.Structure.Version == structure.Version) return known;
        if (_moments.Count >= 16) _moments.Clear();
        return _moments[(structure.Grid, at)] = new Outline(structure, at);
    }

    /// <summary>
    /// The outline of another moment, kept for every moment between two at which anything in the structure turns: it reads alike then, but
    /// for the moment that it names.
    /// </summary>
    public Outline Still(Structure structure, Moment at)
    {
        var spans = structure.Units.Select(u => u.Span).Concat(structure.Posts.Select(p => p.Span)).Concat(structure.Lists.Select(l => l.Span));
        var (day, instant) = (DateOnly.MinValue, DateTimeOffset.MinValue);
        foreach (var span in spans)
        {
            if (span.From <= at.AsOf && span.From > day) day = span.From;
            if (span.To < at.AsOf && span.To.Value.AddDays(1) > day) day = span.To.Value.AddDays(1);
            if (span.Recorded <= at.KnownAt && span.Recorded > instant) instant = span.Recorded;
            if (span.Superseded <= at.KnownAt && span.Superseded > instant) instant = span.Superseded.Value;
        }

        return At(structure, new Moment(day, instant));
    }

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

    private async Task<Structure> Fetch(string grid, int atLeast)
    {
        // The first one may have begun before the version came to be; the second cannot.
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var fetch = _fetches.GetOrAdd(grid, _ => new(() => grains.GetGrain<IGridGrain>(GridKeys.Grid(grid)).GetStructure()));
            try
            {
                var fetched = await fetch.Value;
                if (fetched.Version > 0) Keep(fetched);
                if (fetched.Version == 0 || fetched.Version >= atLeast) return fetched;
            }
            finally
            {
                _fetches.TryRemove(KeyValuePair.Create(grid, fetch));
            }
        }

        throw GridRuleException.Unavailable($"责任网格“{grid}”的结构正在更新，请稍后重试。", $"The structure of grid \"{grid}\" is being renewed; ask again.");
    }
}
