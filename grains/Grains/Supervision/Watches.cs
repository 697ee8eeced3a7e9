using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ResponsibilityGrid;

/// <summary>What the supervision grains and the problem ledgers on this silo hold, for others here to read where it stands; as <see cref="Standings"/> for ledgers.</summary>
internal sealed class Watches
{
    private readonly ConcurrentDictionary<(string Grid, string Unit), Watch> _shown = new();
    private readonly ConcurrentDictionary<(string Grid, string Unit), Copy> _copies = new();
    private readonly ConcurrentDictionary<(string Grid, string Unit), Recurrences> _recurrences = new();
    private readonly ConditionalWeakTable<Page, Holding> _holdings = new();

    public void Show(string grid, string unit, Watch watch)
    {
        _shown[(grid, unit)] = watch;
        _copies.TryRemove((grid, unit), out _);
    }

    /// <summary>Takes back this watch, and none that another activation shows meanwhile.</summary>
    public void Withdraw(string grid, string unit, Watch watch) => _shown.TryRemove(KeyValuePair.Create((grid, unit), watch));

    /// <summary>What a unit's supervision holds; none where it lives elsewhere or sleeps: it is then asked.</summary>
    public Watch? Find(string grid, string unit) => _shown.GetValueOrDefault((grid, unit));

    /// <summary>
    /// What a unit elsewhere holds. Entries are only ever added, so whoever knows the first ones asks for those behind, and as long as there are none it is the same
    /// watch, with all that was worked out of it.
    /// </summary>
    /// <param name="grid">The grid.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="listSince">Asks it for the entries behind a number.</param>
    public async Task<Watch> Ask(string grid, string unit, Func<int, Task<List<SupervisionAction>>> listSince)
    {
        var held = _copies.GetValueOrDefault((grid, unit)) ?? new Copy(0, new Watch(Looks.None));
        var added = await listSince(held.Last);
        // It slept, and woke here.
        if (Find(grid, unit) is { } shown) return shown;
        var copy = added is [.., var last] ? new Copy(last.Number, new Watch(added.Aggregate(held.Watch.Looks, (looks, action) => looks.With(action)))) : held;
        return _copies.AddOrUpdate((grid, unit), copy, (_, other) => other.Last >= copy.Last ? other : copy).Watch;
    }

    public void Show(string grid, string unit, Recurrences recurrences) => _recurrences[(grid, unit)] = recurrences;

    public void Withdraw(string grid, string unit, Recurrences recurrences) => _recurrences.TryRemove(KeyValuePair.Create((grid, unit), recurrences));

    /// <summary>Where problems of a unit came back; none where its ledger lives elsewhere or sleeps.</summary>
    public Recurrences? FindRecurrences(string grid, string unit) => _recurrences.GetValueOrDefault((grid, unit));

    /// <summary>The rows of a ledger's page as they are looked into, worked out once a page.</summary>
    public Holding HoldingOf(Page page) => _holdings.GetValue(page, p => new Holding(p.Sheet, [.. p.Rows.Where(r => r.Seat is not null).Select(r => r.View)]));

    /// <summary>The looks of a unit elsewhere up to an entry.</summary>
    private sealed record Copy(int Last, Watch Watch);
}

/// <summary>A unit and the items in it, as they read at one time.</summary>
internal sealed record Holding(UnitSheet Sheet, List<ItemView> Items);

/// <summary>A unit's looks at one time, and the work that follows from them.</summary>
internal sealed class Watch(Looks looks)
{
    private readonly ConcurrentDictionary<string, (Holding Of, Recurrences Back, DateOnly Today, WorkList Work)> _work = new();

    private Looks? _made;
    private Along? _along;

    /// <summary>The looks at what stands in the unit.</summary>
    public Looks Looks => looks;

    /// <summary>The looks that were made there, whatever became of what they were at.</summary>
    public Looks Made => _made ?? looks;

    /// <summary>
    /// The looks at whatever stands in the unit today. A look is on record where it was made; whoever asks for an item finds it where the item stands. So
    /// those at posts that came from elsewhere have come along, and those at posts that went are left out.
    /// </summary>
    /// <param name="origins">What was looked at in the units that posts came from.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="outline">Where posts are today.</param>
    public Watch With(IReadOnlyList<Watch> origins, string unit, Outline outline)
    {
        if (_along is { } known && known.Outline == outline && known.Origins.SequenceEqual(origins)) return known.Watch;
        var own = looks.At(target => target.Post is null || (outline.Bearer(target.Post)?.Unit ?? unit) == unit);
        var watch = new Watch(origins.Aggregate(own, (all, origin) => all.With(origin.Looks.At(target => target.Post is not null && outline.Bearer(target.Post)?.Unit == unit)))) { _made = looks };
        _along = new Along(origins, outline, watch);
        return watch;
    }

    /// <summary>What a line must look at; worked out anew only when the items, the problems or the day are others, and for whoever is not told of every look.</summary>
    public WorkList WorkOf(string line, Holding holding, Recurrences back, Sight sight, Outline outline)
    {
        if (looks.SeenBy(sight) is var seen && seen != looks) return Work(seen);
        if (_work.TryGetValue(line, out var known) && known.Of == holding && known.Back == back && known.Today == outline.At.AsOf) return known.Work;
        var work = Work(looks);
        _work[line] = (holding, back, outline.At.AsOf, work);
        return work;

        WorkList Work(Looks told) => new(ReviewRules.Work(holding.Items, told, back, line, outline));
    }

    private sealed record Along(IReadOnlyList<Watch> Origins, Outline Outline, Watch Watch);
}
