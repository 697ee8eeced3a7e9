namespace ResponsibilityGrid;

/// <summary>Referrals as they are shown: with their way up to today's date, and page by page.</summary>
internal static class ReferralViews
{
    public static ReferralView Of(Referral referral, Outline outline) =>
        new(referral, ReferralRules.Route(referral, outline), outline.At.AsOf.DayNumber - referral.On.DayNumber);

    /// <summary>Whoever sees where it lies or lay sees it, and whoever sees one of those that found it.</summary>
    public static bool IsSeen(ReferralView view, Sight sight) => view.Route.Exists(step => sight.Sees(step.Unit)) || view.Referral.Credits.Exists(credit => sight.Sees(credit.Unit));

    public static ReferralPage Page(IEnumerable<ReferralView> referrals, ReferralQuery query)
    {
        var found = referrals.Where(v => (query.State is null || query.State == v.Referral.State)
            && (query.To is null || v.Route.Exists(step => step.Unit == query.To))
            && (query.From is null || v.Referral.Credits.Exists(credit => credit.Unit == query.From))).ToList();
        var page = found.Where(v => query.After is not { } after || Compare(v.Place, after) > 0).Order(Comparer<ReferralView>.Create((one, other) => Compare(one.Place, other.Place)));
        return new([.. page.Take(query.First)], found.Count);
    }

    private static int Compare(ReferralPlace one, ReferralPlace other) =>
        one.Day != other.Day ? one.Day.CompareTo(other.Day) : string.CompareOrdinal(one.To, other.To) is not 0 and var byUnit ? byUnit : one.Number.CompareTo(other.Number);
}
