namespace ResponsibilityGrid;

/// <summary>The problem ledgers of a subtree as one.</summary>
internal sealed partial class OversightGrain
{
    public async Task<ProblemPage> ListProblems(string unit, ProblemQuery query)
    {
        var (_, outline) = await OutlineAt(null);
        var sight = await sights.Here(Grid);
        // Whoever sits on a post below a unit is told of what is theirs to put right, whether they see the unit or not.
        var isOwnOnly = !sight.Sees(unit);
        if (isOwnOnly && !sight.Posts.Any(post => outline.Post(post) is { } place && outline.IsWithin(place.Unit, unit))) throw GridRuleException.NotFound("单位", unit);
        // Whoever sees a unit sees what those left behind that hung below it and are no more.
        var units = outline.Preorder(unit).Where(u => isOwnOnly || sight.Sees(u)).SelectMany(u => WithFormer(outline, u)).Distinct();
        var asked = isOwnOnly ? query with { First = int.MaxValue, After = null } : query;
        var pages = await Waves.Ask(units, u => GrainFactory.GetGrain<IProblemsGrain>(GridKeys.Problems(Grid, u)).List(asked));
        return ProblemViews.Join(isOwnOnly ? pages.ConvertAll(Own) : pages, query);

        ProblemPage Own(ProblemPage page)
        {
            var own = page.Problems.FindAll(view => ProblemViews.IsOwn(view, sight));
            return new(own, own.Count);
        }
    }

    private static IEnumerable<string> WithFormer(Outline outline, string unit) => outline.Former(unit).SelectMany(former => WithFormer(outline, former)).Prepend(unit);
}
