using Orleans.Concurrency;

namespace ResponsibilityGrid;

[GrainType("interviews"), StatelessWorker]
internal sealed class InterviewsGrain(Structures structures, Sights sights, TimeProvider clock) : Grain, IInterviewsGrain
{
    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    public async Task<RankingView> GetRanking(string unit, string? list, Moment? at)
    {
        var (outline, sight) = (await OutlineAt(at), await sights.Here(Grid));
        if (outline.Find(unit) is null || !sight.Sees(unit)) throw GridRuleException.NotFound("单位", unit);
        var below = outline.Children(unit).Where(child => child.Kind != UnitKind.Department && sight.Sees(child.Code)).Select(child => child.Code).ToList();
        var overviews = await Task.WhenAll(below.Select(child => at is { } moment
            ? GrainFactory.GetGrain<IGraphGrain>(GridKeys.Grid(Grid)).GetOverview(child, list, moment)
            : GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Grid, child)).GetOverview(list)));
        var rows = RankingRules.Rank(below.Zip(overviews, RankingRules.Count), outline.Settings);
        return new RankingView
        {
            AsOf = outline.At.AsOf,
            LeastItems = outline.Settings.RankAtLeast,
            Settled = Array.TrueForAll(overviews, o => o.Settled),
            Rows = [.. await Task.WhenAll(rows.Select(async row => row.IsProposed ? await Propose(row, outline, at) : row))],
        };
    }

    public async Task<List<Interview>> ListInterviews(string unit)
    {
        var (outline, sight) = (await OutlineAt(null), await sights.Here(Grid));
        if (outline.Find(unit) is null || !sight.Sees(unit)) throw GridRuleException.NotFound("单位", unit);
        var found = await Waves.Ask(outline.Preorder(unit).Where(sight.Sees), u => UnitOf(u).ListInterviews());
        return [.. found.SelectMany(interviews => interviews).OrderByDescending(i => i.Recorded).ThenBy(i => i.Unit, StringComparer.Ordinal)];
    }

    private async Task<RankedUnit> Propose(RankedUnit row, Outline outline, Moment? at)
    {
        var dedicated = outline.Children(row.Unit).Find(child => child.Kind == UnitKind.Department && child.Line == outline.Settings.Lines[0]);
        return RankingRules.Propose(row, await UnitOf(row.Unit).GetSheet(at), dedicated is null ? null : await UnitOf(dedicated.Code).GetSheet(at), outline);
    }

    private IUnitGrain UnitOf(string unit) => GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, unit));

    private async Task<Outline> OutlineAt(Moment? at)
    {
        var structure = await structures.Get(Grid);
        if (structure.Version == 0) throw GridRuleException.NotFound("责任网格", Grid);
        return at is { } moment ? structures.At(structure, moment) : structures.Today(structure, clock.GetUtcNow());
    }
}
