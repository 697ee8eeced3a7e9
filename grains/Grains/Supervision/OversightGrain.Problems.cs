namespace ResponsibilityGrid;

/// <summary>The problem ledgers of a subtree as one.</summary>
internal sealed partial class OversightGrain
{
    public async Task<ProblemPage> ListProblems(string unit, ProblemQuery query)
    {
        var (_, outline) = await OutlineAt(null);
        var sight = await sights.Here(Grid);
        // Whoever sits on a post is told of what is theirs to put right, whether they see the unit or not.
        var sits = sight.Posts.Any(post => outline.Post(post) is { } place && outline.IsWithin(place.Unit, unit));
        if (!sits && !(sight.Sees(unit) && outline.Standing(unit) is not null)) throw GridRuleException.NotFound("单位", unit);
        // Whoever sees a unit sees what those left behind that hung below it and are no more.
        var units = outline.Preorder(unit).Where(u => sits || sight.Sees(u)).SelectMany(u => WithFormer(outline, u).Select(ledger => (ledger, IsSeen: sight.Sees(u)))).DistinctBy(asked => asked.ledger).ToDictionary();
        var page = ProblemViews.Join(await Waves.Ask(units.Keys, u => units[u] ? ProblemsOf(u).List(query) : OwnOf(u)), query);
        return page with { Problems = page.Problems.ConvertAll(view => ProblemViews.Narrow(view, outline, sight)) };

        async Task<ProblemPage> OwnOf(string u)
        {
            var own = (await ProblemsOf(u).List(query with { First = int.MaxValue, After = null })).Problems.FindAll(view => ProblemViews.IsOwn(view, sight));
            return new ProblemPage(own, own.Count);
        }
    }

    public async Task<List<Spread>> ListSpreads(string unit, DateOnly from, DateOnly to, int first)
    {
        var (_, outline) = await OutlineAt(null);
        var sight = await sights.Here(Grid);
        if (!sight.Sees(unit)) throw GridRuleException.NotFound("单位", unit);
        var isDepartment = outline.Unit(unit).Kind == UnitKind.Department;
        var top = isDepartment ? outline.EstablishmentOf(unit) : unit;
        var ledgers = outline.Preorder(top).Where(sight.Sees).SelectMany(u => WithFormer(outline, u)).Distinct();
        var pages = await Waves.Ask(ledgers, u => ProblemsOf(u).List(new ProblemQuery { First = int.MaxValue }));
        List<Problem> problems = [.. pages.SelectMany(page => page.Problems).Select(view => view.Problem).Where(problem => problem.On >= from && problem.On <= to)];
        var duties = new Dictionary<string, List<Duty>>();
        foreach (var list in problems.Select(problem => problem.Item?.List).OfType<string>().Distinct())
            if (outline.Structure.Lists.FindLast(entry => entry.List == list) is { } newest) duties[list] = (await structures.Version(Grid, list, newest.Version)).Duties;
        var spreads = SpreadRules.Of(outline, top, problems, item => duties.GetValueOrDefault(item.List)?.Find(duty => IsBehind(duty, item)));
        return [.. spreads.Where(spread => !isDepartment || spread.Owners.Contains(unit)).Take(first)];
    }

    private IProblemsGrain ProblemsOf(string unit) => GrainFactory.GetGrain<IProblemsGrain>(GridKeys.Problems(Grid, unit));

    private static IEnumerable<string> WithFormer(Outline outline, string unit) => outline.Former(unit).SelectMany(former => WithFormer(outline, former)).Prepend(unit);
}
