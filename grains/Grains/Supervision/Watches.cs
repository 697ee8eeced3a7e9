using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ResponsibilityGrid;

/// <summary>What the supervision grains and the problem ledgers on this silo hold, for others here to read where it stands; as <see cref="Standings"/> for ledgers.</summary>
internal sealed class Watches
{
    private readonly ConcurrentDictionary<(string Grid, string Unit), Watch> _shown = new();
    private readonly ConcurrentDictionary<(string Grid, string Unit), Recurrences> _recurrences = new();
    private readonly ConditionalWeakTable<Page, Holding> _holdings = new();

    public void Show(string grid, string unit, Watch watch) => _shown[(grid, unit)] = watch;

    /// <summary>Takes back this watch, and none that another activation shows meanwhile.</summary>
    public void Withdraw(string grid, string unit, Watch watch) => _shown.TryRemove(KeyValuePair.Create((grid, unit), watch));

    /// <summary>What a unit's supervision holds; none where it lives elsewhere or sleeps: it is then asked.</summary>
    public Watch? Find(string grid, string unit) => _shown.GetValueOrDefault((grid, unit));

    public void Show(string grid, string unit, Recurrences recurrences) => _recurrences[(grid, unit)] = recurrences;

    public void Withdraw(string grid, string unit, Recurrences recurrences) => _recurrences.TryRemove(KeyValuePair.Create((grid, unit), recurrences));

    /// <summary>Where problems of a unit came back; none where its ledger lives elsewhere or sleeps.</summary>
    public Recurrences? FindRecurrences(string grid, string unit) => _recurrences.GetValueOrDefault((grid, unit));

    /// <summary>The rows of a ledger's page as they are looked into, worked out once a page.</summary>
    public Holding HoldingOf(Page page) => _holdings.GetValue(page, p => new Holding(p.Sheet, [.. p.Rows.Where(r => r.Seat is not null).Select(r => r.View)]));
}

/// <summary>A unit and the items in it, as they read at one time.</summary>
internal sealed record Holding(UnitSheet Sheet, List<ItemView> Items);

/// <summary>A unit's looks at one time, and the work that follows from them.</summary>
internal sealed class Watch(Looks looks)
{
    private readonly ConcurrentDictionary<string, (Holding Of, Recurrences Back, DateOnly Today, WorkList Work)> _work = new();

    public Looks Looks => looks;

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
}
