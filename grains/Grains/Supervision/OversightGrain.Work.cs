namespace ResponsibilityGrid;

/// <summary>What every unit below has to say; units that live here are read where they stand.</summary>
internal sealed partial class OversightGrain
{
    public async Task<WorkPage> ListWork(string unit, int first, WorkItem? after)
    {
        var (_, outline) = await OutlineAt(null);
        var sight = await sights.Here(Grid);
        if (!sight.Sees(unit)) throw GridRuleException.NotFound("单位", unit);
        if (outline.Unit(unit).Line is not { } line)
            throw GridRuleException.BadUserInput($"“{outline.Unit(unit).Name}”不在任何监督线上，没有监督任务。", $"\"{unit}\" is on no supervision line and has nothing to look at.", "unit");
        var below = await Each(outline, outline.EstablishmentOf(unit), sight, async (at, watch, holding) => watch.WorkOf(line, holding, await RecurrencesOf(at, outline), sight, outline), outline.Settings.KindOf(line) == LineKind.Daily ? null : unit);
        return new WorkPage([.. Ordered(below, after, outline).Take(first)], below.Sum(b => b.Said.Total));
    }

    public async Task<ReviewView> GetReview(string unit, DateOnly from, DateOnly to, int first)
    {
        var (_, outline) = await OutlineAt(null);
        var sight = await sights.Here(Grid);
        if (!sight.Sees(unit)) throw GridRuleException.NotFound("单位", unit);
        var settings = outline.Settings;
        var below = await Each(outline, unit, sight, (_, watch, holding) => ValueTask.FromResult(Review(watch.Looks.SeenBy(sight), watch.Made.SeenBy(sight), holding)));
        var all = below.ConvertAll(b => b.Said);
        return new ReviewView
        {
            ItemTotal = all.Sum(a => a.Items),
            BlindTotal = all.Sum(a => a.Blind.Count),
            Blind = [.. all.SelectMany(a => a.Blind).OrderByDescending(i => i.Post!.KeyFew).Take(first)],
            PileTotal = all.Sum(a => a.Piles.Count),
            Piles = [.. all.SelectMany(a => a.Piles).OrderByDescending(p => p.Lines.Count).Take(first)],
            DisagreementTotal = all.Sum(a => a.Disagreements.Count),
            Disagreements = [.. all.SelectMany(a => a.Disagreements).OrderByDescending(d => d.Kind).Take(first)],
        };

        // Of an officer whose looks are not told it is not told either that there were none.
        (int Items, List<ItemView> Blind, List<Pile> Piles, List<Disagreement> Disagreements) Review(Looks looks, Looks made, Holding holding) => (
            holding.Items.Count(i => i.Post is not null && i.State != ItemState.Retired),
            ReviewRules.Blind(holding.Items, looks, from, to),
            [.. ReviewRules.Piles(holding.Sheet.Unit, looks, from, to, settings)],
            [
                .. ReviewRules.Disagreements(holding.Sheet.Unit, holding.Items, looks, from, to, settings),
                .. ReviewRules.Missed(holding.Sheet.Unit, holding.Sheet.Stationed.Where(l => sight.Sees(l.Subject)), made, from, to),
            ]);
    }

    /// <summary>By risk, and within a risk in the order of the tree, each unit's own work by due date.</summary>
    private static IEnumerable<WorkItem> Ordered(List<(string Unit, WorkList Said)> below, WorkItem? after, Outline outline)
    {
        for (var risk = after?.Risk ?? 15; risk >= 0; risk--)
            foreach (var (unit, work) in below)
            {
                if (risk == after?.Risk && outline.Order(unit) < outline.Order(after.Unit)) continue;
                foreach (var item in work.Of(risk))
                    if (risk != after?.Risk || unit != after.Unit || WorkList.IsBehind(item, after)) yield return item;
            }
    }

    /// <summary>Asks every unit of a subtree that the caller sees, in the order of the tree.</summary>
    private async Task<List<(string Unit, T Said)>> Each<T>(Outline outline, string top, Sight sight, Func<string, Watch, Holding, ValueTask<T>> ask, string? without = null)
    {
        var said = new List<(string, T)>();
        foreach (var units in outline.Preorder(top).Where(u => u != without && sight.Sees(u)).Chunk(Waves.AtOnce))
        {
            var asked = units.Select(Ask).ToList();
            foreach (var (unit, next) in units.Zip(asked)) said.Add((unit, await next));
        }

        return said;

        async ValueTask<T> Ask(string unit)
        {
            var (watch, holding) = Here(unit, outline) ?? await Far(unit, outline);
            return await ask(unit, outline.HasMoved(unit) ? watch.With(await Task.WhenAll(outline.OriginsOf(unit).Select(WatchOf)), unit, outline) : watch, holding);
        }
    }

    private (Watch, Holding)? Here(string unit, Outline outline) =>
        watches.Find(Grid, unit) is { } watch && standings.Pages.Find(Grid, unit, outline.At.AsOf) is { } page ? (watch, watches.HoldingOf(page)) : null;

    /// <summary>A unit that sleeps is woken; one on another silo says what it holds.</summary>
    private async Task<(Watch, Holding)> Far(string unit, Outline outline)
    {
        var ledger = GrainFactory.Find<ILedgerGrain>(GridKeys.Unit(Grid, unit));
        var watch = await WatchOf(unit);
        await ledger.GetCascade("");
        if (standings.Pages.Find(Grid, unit, outline.At.AsOf) is { } page) return (watch, watches.HoldingOf(page));
        var items = await ledger.ListItems(new ItemQuery { OwnOnly = true, First = int.MaxValue });
        return (watch, new Holding(await GrainFactory.Find<IUnitGrain>(GridKeys.Unit(Grid, unit)).GetSheet(null), items.Items));
    }

    /// <summary>Where problems of a unit came back, those of posts that came from elsewhere among them.</summary>
    private async ValueTask<Recurrences> RecurrencesOf(string unit, Outline outline)
    {
        var own = await RecurrencesOf(unit);
        return outline.HasMoved(unit) ? own.With(await Task.WhenAll(outline.OriginsOf(unit).Select(from => RecurrencesOf(from).AsTask()))) : own;
    }

    /// <summary>Its ledger is woken where it sleeps.</summary>
    private async ValueTask<Recurrences> RecurrencesOf(string unit)
    {
        if (watches.FindRecurrences(Grid, unit) is { } shown) return shown;
        var items = await GrainFactory.GetGrain<IProblemsGrain>(GridKeys.Problems(Grid, unit)).ListRecurrent();
        return watches.FindRecurrences(Grid, unit) ?? Recurrences.Of(items);
    }

    /// <summary>What was looked at in a unit; its supervision is woken where it sleeps.</summary>
    private async Task<Watch> WatchOf(string unit) =>
        watches.Find(Grid, unit) ?? await watches.Ask(Grid, unit, GrainFactory.GetGrain<ISupervisionGrain>(GridKeys.Supervision(Grid, unit)).ListSince);
}
