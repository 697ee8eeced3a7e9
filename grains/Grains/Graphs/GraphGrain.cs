using Orleans.Concurrency;

namespace ResponsibilityGrid;

[GrainType("graph"), StatelessWorker]
internal sealed partial class GraphGrain(Structures structures, Standings standings, TimeProvider clock) : Grain, IGraphGrain
{
    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    public async Task<UnitView?> GetUnit(string unit, Moment? at, int seen)
    {
        var outline = await OutlineAt(at, seen);
        // A unit that is not there may be so new that this silo has not heard of it.
        if (outline.Find(unit) is null && at is null) outline = structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        if (outline.Find(unit) is not { } entry) return null;
        return new UnitView
        {
            Unit = entry,
            Parent = entry.Parent is { } parent ? outline.Find(parent) : null,
            Children = outline.Children(unit),
            Sheet = await Sheet(outline, unit, at),
        };
    }

    public async Task<List<ItemView?>> GetItems(List<ItemKey> keys, Moment? at)
    {
        var outline = await OutlineAt(at);
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
        if (await CascadeOf(outline, key.List) is not { } cascade || outline.Bearer(key.Post) is not { } post) return [];
        if (above && (await GetItems([key], at))[0]?.RefinedFrom is { } parent) return [parent];
        List<ItemKey> made = above ? [] : await GrainFactory.GetGrain<IItemsGrain>(GridKeys.Unit(Grid, post.Unit)).ListChildren(key);
        if (StepOf(cascade, key) is not { } step) return made;
        var steps = above ? (cascade.WayOf(step).Up is { } up ? [up] : []) : cascade.Refining(step);
        return [.. steps.SelectMany(s => cascade.Posts(s).Select(p => new ItemKey(Grid, key.List, s.Duty, p.Code))), .. made];
    }

    public async Task<Overview> GetOverview(string unit, string? list, Moment at)
    {
        var survey = await SurveyOf(await OutlineAt(at), unit, list);
        var children = survey.Outline.Children(unit).Select(c => Overviews.Of(survey.Count(c.Code), survey.Outline, survey.DutyOf, list, []));
        return Overviews.Of(survey.Count(unit), survey.Outline, survey.DutyOf, list, children);
    }

    public async Task<CascadeView> GetCascade(string unit, string list, Moment at) =>
        Overviews.CascadeOf((await SurveyOf(await OutlineAt(at), unit, list)).Count(unit), list);

    public async Task<ItemPage> ListItems(string unit, ItemQuery query, Moment at)
    {
        var survey = await SurveyOf(await OutlineAt(at), unit, query.Filter.List);
        var page = survey.Page(query);
        return page with { Items = [.. await Task.WhenAll(page.Items.Select(item => survey.Find(item.Key) is { IsAhead: true } row ? Dated(row, at) : Task.FromResult(item)))] };
    }

    public async Task<GraphView> GetGraph(GraphQuery query, Moment? at)
    {
        var outline = await OutlineAt(at);
        var units = Drawing.UnitsOf(outline, query);
        var sheets = await Task.WhenAll(units.Select(unit => Sheet(outline, unit, at)));
        var cascades = await Cascades(outline, query.Items.List);
        return new Drawing(outline, query).Draw(units, sheets, cascades);
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

    private async ValueTask<Outline> OutlineAt(Moment? at, int seen = 1)
    {
        var structure = await structures.Get(Grid, seen);
        if (structure.Version == 0) throw GridRuleException.NotFound("责任网格", Grid);
        return at is { } moment ? structures.At(structure, moment) : structures.Today(structure, clock.GetUtcNow());
    }

    private async Task<List<ListVersion>> VersionsAt(Outline outline, string? list) =>
        [.. await Task.WhenAll(GridRules.InForce(outline.Structure, outline.At.AsOf).Where(l => list is null || l.List == list).Select(l => structures.Version(Grid, l.List, l.Version).AsTask()))];

    private async Task<List<Cascade>> Cascades(Outline outline, string? list) => [.. (await VersionsAt(outline, list)).Select(v => structures.Cascade(outline, v))];

    private async Task<Cascade?> CascadeOf(Outline outline, string list) => (await Cascades(outline, list)).FirstOrDefault();

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
