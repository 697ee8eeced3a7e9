namespace ResponsibilityGrid;

/// <summary>The supervision of those who supervise.</summary>
internal sealed partial class OversightGrain
{
    public async Task<List<Unsupervised>> ListUnsupervised(string unit)
    {
        var (moment, outline) = await OutlineAt(null);
        var sight = await sights.Here(Grid);
        if (!sight.Sees(unit)) throw GridRuleException.NotFound("单位", unit);
        var below = outline.Preorder(unit).Where(sight.Sees).ToList();
        var sheets = SightRules.Narrow(await Sheets(outline, below.Concat(outline.Upwards(outline.EstablishmentOf(unit)).SelectMany(e => Survey.Members(outline, e))), [], moment), sight, outline);
        sheets = await Sheets(outline, AccountabilityRules.UnitsBehind(outline, sheets.Values), sheets, moment);
        return [.. SecondOrderRules.Units(outline, below, sheets), .. SecondOrderRules.MutualPairs(outline, below, sheets)];
    }
}
