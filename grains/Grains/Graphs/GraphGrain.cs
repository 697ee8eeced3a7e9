using Orleans.Concurrency;

namespace ResponsibilityGrid;

[GrainType("graph"), StatelessWorker]
internal sealed partial class GraphGrain(Structures structures, Sights sights, Standings standings, TimeProvider clock) : Grain, IGraphGrain
{
    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    public async Task<UnitView?> GetUnit(string unit, Moment? at, int seen)
    {
        var outline = await OutlineAt(at, seen);
        // A unit that is not there may be so new that this silo has not heard of it.
        if (outline.Find(unit) is null && at is null) outline = structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        var sight = await sights.Here(outline, at);
        if (outline.Find(unit) is not { } entry || !sight.Shows(unit)) return null;
        var view = new UnitView
        {
            Unit = entry,
            Parent = entry.Parent is { } parent ? outline.Find(parent) : null,
            Children = outline.Children(unit),
            Sheet = await Sheet(outline, unit, at),
        };
        return sight.SeesAll ? view : SightRules.Narrow(view, sight, outline);
    }

    public async Task<List<ItemView?>> GetItems(List<ItemKey> keys, Moment? at)
    {
        var outline = await OutlineAt(at);
        var sight = await sights.Here(outline, at);
        var items = await Items(outline, keys, at);
        return sight.SeesAll ? items : [.. await Task.WhenAll(items.Select(async item => item is not null && await IsSeen(outline, item, sight, at) ? item : null))];
    }

    /// <summary>Items of units that are seen, and those above on whose way one of them lies.</summary>
    private async Task<bool> IsSeen(Outline outline, ItemView item, Sight sight, Moment? at) =>
        sight.SeesItem(item.Unit, item.Key.Post, item.Duty)
        || (sight.Shows(item.Unit) && (SightRules.IsOfChain(item.Key, outline, await CascadeOf(outline, item.Key.List), sight) || await HasChildSeen(outline, item, sight, at)));

    /// <summary>An item above from which one was made by command that is seen.</summary>
    private async Task<bool> HasChildSeen(Outline outline, ItemView item, Sight sight, Moment? at) =>
        item.Version > 0 && (await Items(outline, await ItemsOf(item.Unit).ListChildren(item.Key), at)).Exists(child => child is not null && sight.SeesItem(child.Unit, child.Key.Post, child.Duty));

    private async Task<List<ItemView?>> Items(Outline outline, List<ItemKey> keys, Moment? at)
    {
        return [.. await Task.WhenAll(keys.Select(Find))];

        async Task<ItemView?> Find(ItemKey key)
        {
            if (outline.Bearer(key.Post) is not { } post) return null;
            if (at is null) return Here(outline, post.Unit)?.Find(key)?.View ?? await LedgerOf(post.Unit).GetItem(key);
            var survey = await SurveyOf(outline, post.Unit, key.List);
            return survey.Find(key) is { } row ? await Dated(row, at.Value) : null;
        }
    }

    public async Task<List<ItemKey>> ListKin(ItemKey key, bool above, Moment? at)
    {
        var outline = await OutlineAt(at);
        var kin = await Kin(outline, key, above, at);
        var sight = await sights.Here(outline, at);
        if (sight.SeesAll) return kin;
        if ((await GetItems([key], at))[0] is null) return [];
        return [.. (await GetItems(kin, at)).OfType<ItemView>().Select(item => item.Key)];
    }

    private async Task<List<ItemKey>> Kin(Outline outline, ItemKey key, bool above, Moment? at)
    {
        if (await CascadeOf(outline, key.List) is not { } cascade || outline.Bearer(key.Post) is not { } post) return [];
        if (above && (await Items(outline, [key], at))[0]?.RefinedFrom is { } parent) return [parent];
        List<ItemKey> made = above ? [] : await ItemsOf(post.Unit).ListChildren(key);
        if (StepOf(cascade, key) is not { } step) return made;
        var steps = above ? (cascade.WayOf(step).Up is { } up ? [up] : []) : cascade.Refining(step);
        return [.. steps.SelectMany(s => cascade.Posts(s).Select(p => new ItemKey(Grid, key.List, s.Duty, p.Code))), .. made];
    }

    public async Task<Overview> GetOverview(string unit, string? list, Moment at)
    {
        var (outline, sight) = await Facing(unit, at);
        var survey = await SurveyOf(outline, unit, list);
        return sight.SeesAll ? Of(null) : SightRules.Narrow(Of(null), sight, Of);

        Overview Of(List<string>? lines) => Overviews.Of(survey.Count(unit), survey.Outline, survey.DutyOf, list,
            survey.Outline.Children(unit).Select(c => Overviews.Of(survey.Count(c.Code), survey.Outline, survey.DutyOf, list, [], lines)), lines);
    }

    public async Task<CascadeView> GetCascade(string unit, string list, Moment at)
    {
        var (outline, sight) = await Facing(unit, at);
        var survey = await SurveyOf(outline, unit, list);
        if (sight.SeesBelow(unit)) return Overviews.CascadeOf(survey.Count(unit), list);
        if (!sight.IsOnWay(unit)) throw GridRuleException.NotFound("单位", unit);
        return SightRules.Sum(unit, list, true, [.. sight.PartsOf(unit).Where(p => p is { IsWhole: true, Line: null }).Select(p => Overviews.CascadeOf(survey.Count(p.Unit), list))]);
    }

    public async Task<ItemPage> ListItems(string unit, ItemQuery query, Moment at)
    {
        var (outline, sight) = await Facing(unit, at);
        if (!sight.SeesAll && !sight.Shows(unit)) throw GridRuleException.NotFound("单位", unit);
        var survey = await SurveyOf(outline, unit, query.Filter.List);
        var page = sight.SeesAll ? survey.Page(query)
            : survey.Page(query, row => sight.SeesItem(row.Unit, row.PostCode, row.Duty) || (query.OwnOnly && SightRules.IsOfChain(row.ItemKey, survey.Outline, row.Cascade, sight)));
        return page with { Items = [.. await Task.WhenAll(page.Items.Select(item => survey.Find(item.Key) is { IsAhead: true } row ? Dated(row, at) : Task.FromResult(item)))] };
    }

    public async Task<GraphView> GetGraph(GraphQuery query, Moment? at)
    {
        var outline = await OutlineAt(at);
        var sight = await sights.Here(outline, at);
        var units = Drawing.UnitsOf(outline, query, sight);
        var sheets = await Task.WhenAll(units.Select(unit => Sheet(outline, unit, at)));
        var cascades = await Cascades(outline, query.Items.List);
        return new Drawing(outline, query, sight).Draw(units, sheets, cascades);
    }

    /// <summary>An item at a moment. What its life cannot tell of one between two steps, its history does.</summary>
    private async Task<ItemView> Dated(Row row, Moment at)
    {
        if (!row.IsAhead) return row.View;
        var history = await GrainFactory.GetGrain<IItemsGrain>(GridKeys.Unit(Grid, row.Unit)).ListHistory(row.ItemKey, 0, int.MaxValue);
        return (row with { Life = Lives.After(row.Life!, Lives.Until(history.Entries, row.Life!, at)) }).View;
    }

    private static Step? StepOf(Cascade cascade, ItemKey key) =>
        cascade.Find(key.Duty) is { } duty && cascade.Outline.Bearer(key.Post) is { } post && duty.Layer == post.Layer && duty.Levels.Contains(cascade.Outline.LevelOf(post))
            ? new Step(key.Duty, cascade.Outline.EstablishmentOf(post.Unit))
            : null;

    /// <summary>The tree of a moment and what the caller sees of it. From a unit that is not there for them they are turned away before anything is gathered, as soon as from one that does not exist.</summary>
    private async Task<(Outline Outline, Sight Sight)> Facing(string unit, Moment at)
    {
        var outline = await OutlineAt(at);
        var sight = await sights.Here(outline, at);
        return outline.Find(unit) is not null && (sight.Shows(unit) || sight.IsOnWay(unit)) ? (outline, sight) : throw GridRuleException.NotFound("单位", unit);
    }

    private async ValueTask<Outline> OutlineAt(Moment? at, int seen = 1)
    {
        var structure = await structures.Get(Grid, seen);
        if (structure.Version == 0) throw GridRuleException.NotFound("责任网格", Grid);
        return at is { } moment ? structures.At(structure, moment) : structures.Today(structure, clock.GetUtcNow());
    }

    private async Task<List<ListVersion>> VersionsAt(Outline outline, string? list) =>
        [.. await Task.WhenAll(outline.InForce.Where(l => list is null || l.List == list).Select(l => structures.Version(Grid, l.List, l.Version).AsTask()))];

    private async Task<List<Cascade>> Cascades(Outline outline, string? list) => [.. (await VersionsAt(outline, list)).Select(v => structures.Cascade(outline, v))];

    private async ValueTask<Cascade?> CascadeOf(Outline outline, string list) =>
        outline.InForce.Find(l => l.List == list) is { } held ? structures.Cascade(outline, await structures.Version(Grid, list, held.Version)) : null;

    private async Task<Survey> SurveyOf(Outline outline, string unit, string? list)
    {
        outline.Unit(unit);
        var sheets = await Task.WhenAll(Survey.UnitsFor(outline, unit).Select(u => Sheet(outline, u, outline.At)));
        return new Survey(outline, unit, await VersionsAt(outline, list), sheets);
    }

    private ILedgerGrain LedgerOf(string unit) => GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Grid, unit));

    private async Task<UnitSheet> Sheet(Outline outline, string unit, Moment? at) =>
        (at is null ? Here(outline, unit)?.Sheet : null) ?? await GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, unit)).GetSheet(at);

    /// <summary>Today's page of a unit that lives on this silo.</summary>
    private Page? Here(Outline outline, string unit) => standings.Find(Grid, unit, outline.At.AsOf)?.Page;
}
