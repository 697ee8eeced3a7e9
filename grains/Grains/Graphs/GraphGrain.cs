using Orleans.Concurrency;

namespace ResponsibilityGrid;

[GrainType("graph"), StatelessWorker]
internal sealed partial class GraphGrain(Structures structures, Sights sights, Standings standings, ClusterAge cluster, TimeProvider clock) : Grain, IGraphGrain
{
    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    public async Task<UnitView?> GetUnit(string unit, Moment? at, int seen)
    {
        var outline = await OutlineAt(at, seen);
        // A unit that is not there may be so new that this silo has not heard of it.
        if (outline.Find(unit) is null && at is null) outline = structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        return await UnitOf(outline, unit, at, await sights.Here(outline, at));
    }

    public async Task<List<UnitView?>> GetUnits(List<string> units, Moment? at, int seen)
    {
        var outline = await OutlineAt(at, seen);
        var sight = await sights.Here(outline, at);
        return [.. await Task.WhenAll(units.Select(unit => UnitOf(outline, unit, at, sight)))];
    }

    private async Task<UnitView?> UnitOf(Outline outline, string unit, Moment? at, Sight sight) =>
        outline.Find(unit) is not null && sight.Shows(unit) ? UnitViews.Of(outline, await Sheet(outline, unit, at), sight) : null;

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
        return page with
        {
            Items = [.. await Task.WhenAll(page.Items.Select(item => survey.Find(item.Key) is { IsAhead: true } row ? Dated(row, at) : Task.FromResult(item)))],
            Unit = query.WithUnit ? UnitViews.Of(survey.Outline, survey.Sheet(unit), sight) : null,
            Structure = outline.Structure.Version,
        };
    }

    public async Task<GraphView> GetGraph(GraphQuery query, Moment? at)
    {
        var outline = await OutlineAt(at);
        var sight = await sights.Here(outline, at);
        var units = Drawing.UnitsOf(outline, query, sight);
        var sheets = await Task.WhenAll(units.Select(unit => Sheet(outline, unit, at)));
        var cascades = await Cascades(outline, query.Items.List);
        // One more than can be drawn, so that what is too large is refused and not cut.
        var asked = new ItemQuery { Filter = query.Items, OwnOnly = true, First = query.Cap + 1 };
        IEnumerable<ItemView> items = !query.Wants(NodeKind.Item) ? []
            : at is null ? (await Task.WhenAll(units.Select(unit => LedgerOf(unit).ListItems(asked)))).SelectMany(page => page.Items)
            : sheets.SelectMany(sheet => Ledger.Rows(sheet, cascades, [], sheet.Lives, new Ladder(sheet.Reminders), at).Where(row => asked.Matches(row, outline)).Select(row => row.View));
        return new Drawing(outline, query, sight).Draw(units, sheets, cascades, items);
    }

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

    private ILedgerGrain LedgerOf(string unit) => GrainFactory.Find<ILedgerGrain>(GridKeys.Unit(Grid, unit));

    private async Task<UnitSheet> Sheet(Outline outline, string unit, Moment? at) =>
        (at is null ? Here(outline, unit)?.Sheet : null) ?? await GrainFactory.Find<IUnitGrain>(GridKeys.Unit(Grid, unit)).GetSheet(at);

    /// <summary>Today's page of a unit that lives on this silo.</summary>
    private Page? Here(Outline outline, string unit) => standings.Pages.Find(Grid, unit, outline.At.AsOf);
}
