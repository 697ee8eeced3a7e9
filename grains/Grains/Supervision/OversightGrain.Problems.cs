namespace ResponsibilityGrid;

/// <summary>The problem ledgers of a subtree as one.</summary>
internal sealed partial class OversightGrain
{
    public async Task<ProblemPage> ListProblems(string unit, ProblemQuery query)
    {
        var (_, outline) = await OutlineAt(null);
        var sight = await sights.Here(Grid);
        if (!sight.Sees(unit)) throw GridRuleException.NotFound("单位", unit);
        // Whoever sees a unit sees what those left behind that hung below it and are no more.
        var units = outline.Preorder(unit).Where(sight.Sees).SelectMany(u => WithFormer(outline, u)).Distinct();
        var pages = await Waves.Ask(units, u => GrainFactory.GetGrain<IProblemsGrain>(GridKeys.Problems(Grid, u)).List(query));
        return ProblemViews.Join(pages, query);
    }

    private static IEnumerable<string> WithFormer(Outline outline, string unit) => outline.Former(unit).SelectMany(former => WithFormer(outline, former)).Prepend(unit);
}
