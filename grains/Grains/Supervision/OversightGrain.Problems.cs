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
        if (!sits && !sight.Sees(unit)) throw GridRuleException.NotFound("单位", unit);
        // Whoever sees a unit sees what those left behind that hung below it and are no more.
        var units = outline.Preorder(unit).Where(u => sits || sight.Sees(u)).SelectMany(u => WithFormer(outline, u).Select(ledger => (ledger, IsSeen: sight.Sees(u)))).DistinctBy(asked => asked.ledger).ToDictionary();
        var page = ProblemViews.Join(await Waves.Ask(units.Keys, u => units[u] ? ProblemsOf(u).List(query) : OwnOf(u)), query);
        return page with { Problems = page.Problems.ConvertAll(view => ProblemViews.Narrow(view, outline, sight)) };

        async Task<ProblemPage> OwnOf(string u)
        {
            var own = (await ProblemsOf(u).List(query with { First = int.MaxValue, After = null })).Problems.FindAll(view => ProblemViews.IsOwn(view, sight));
            return new ProblemPage(own, own.Count);
        }

        IProblemsGrain ProblemsOf(string u) => GrainFactory.GetGrain<IProblemsGrain>(GridKeys.Problems(Grid, u));
    }

    private static IEnumerable<string> WithFormer(Outline outline, string unit) => outline.Former(unit).SelectMany(former => WithFormer(outline, former)).Prepend(unit);
}
