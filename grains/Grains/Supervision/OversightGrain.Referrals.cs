namespace ResponsibilityGrid;

/// <summary>What was referred to whom, as far as the caller sees it.</summary>
internal sealed partial class OversightGrain
{
    public async Task<ReferralPage> ListReferrals(ReferralQuery query)
    {
        var (_, outline) = await OutlineAt(null);
        var sight = await sights.Here(Grid);
        if ((query.To ?? query.From) is { } named && !sight.Sees(query.From ?? named) && !sight.Sees(query.To ?? named)) throw GridRuleException.NotFound("单位", named);
        var found = new List<ReferralView>();
        // A department that is no more still holds what nobody answered.
        foreach (var units in outline.Preorder(outline.Root).SelectMany(u => WithFormer(outline, u)).Distinct().Where(u => outline.Find(u) is null or { Kind: UnitKind.Department } or { Line: not null }).Chunk(AtOnce))
            found.AddRange((await Task.WhenAll(units.Select(u => GrainFactory.GetGrain<IReferralsGrain>(GridKeys.Referrals(Grid, u)).List()))).SelectMany(all => all).Where(v => ReferralViews.IsSeen(v, sight)));
        return ReferralViews.Page(found, query);
    }
}
