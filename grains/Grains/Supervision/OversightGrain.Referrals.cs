namespace ResponsibilityGrid;

/// <summary>What was referred to whom, as far as the caller sees it.</summary>
internal sealed partial class OversightGrain
{
    public async Task<ReferralPage> ListReferrals(ReferralQuery query)
    {
        var (_, outline) = await OutlineAt(null);
        var sight = await sights.Here(Grid);
        if ((query.To ?? query.From) is { } named && !sight.Sees(query.From ?? named) && !sight.Sees(query.To ?? named)) throw GridRuleException.NotFound("单位", named);
        // Whoever sees less hears the same of what is not there as of what is not theirs.
        foreach (var unit in new[] { query.To, query.From }.OfType<string>())
            if (sight.SeesAll && outline.Standing(unit) is null) throw GridRuleException.NotFound("单位", unit);
        // A department that is no more still holds what nobody answered.
        var units = outline.Preorder(outline.Root).SelectMany(u => WithFormer(outline, u)).Distinct().Where(u => outline.Find(u) is null or { Kind: UnitKind.Department } or { Line: not null });
        var found = await Waves.Ask(units, u => GrainFactory.GetGrain<IReferralsGrain>(GridKeys.Referrals(Grid, u)).List());
        return ReferralViews.Page([.. found.SelectMany(all => all).Where(v => ReferralViews.IsSeen(v, sight)).Select(v => ReferralViews.Narrow(v, sight))], query);
    }
}
