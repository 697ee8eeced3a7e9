namespace ResponsibilityGrid;

/// <summary>Referrals as they are shown: with their way up to today's date, and page by page.</summary>
internal static class ReferralViews
{
    public static ReferralView Of(Referral referral, Outline outline) =>
        new(referral, ReferralRules.Route(referral, outline), outline.At.AsOf.DayNumber - referral.On.DayNumber);

    /// <summary>Whoever sees where it lies or lay sees it, and whoever sees one of those that found it.</summary>
    public static bool IsSeen(ReferralView view, Sight sight) => view.Route.Exists(step => sight.Sees(step.Unit)) || view.Referral.Credits.Exists(credit => sight.Sees(credit.Unit));

    /// <summary>A referral as it is shown: without its number where the caller does not see the whole department, and could count what others referred there.</summary>
    public static ReferralView Narrow(ReferralView view, Sight sight) => IsNumbered(view.Referral, sight) ? view : view with { Referral = view.Referral with { Number = 0 } };

    /// <summary>Whether a referral is shown with its number; those from before there were names are, for they have no other.</summary>
    public static bool IsNumbered(Referral referral, Sight sight) => referral.Name is null || sight.Sees(referral.To);

    public static ReferralPage Page(IEnumerable<ReferralView> referrals, ReferralQuery query)
    {
        var found = referrals.Where(v => (query.State is null || query.State == v.Referral.State)
            && (query.To is null || v.Route.Exists(step => step.Unit == query.To))
            && (query.From is null || v.Referral.Credits.Exists(credit => credit.Unit == query.From))).ToList();
        var page = found.Where(v => query.After is not { } after || Compare(v.Place, after) > 0).Order(Comparer<ReferralView>.Create((one, other) => Compare(one.Place, other.Place)));
        return new([.. page.Take(query.First)], found.Count);
    }

    private static int Compare(ReferralPlace one, ReferralPlace other) =>
        one.Day != other.Day ? one.Day.CompareTo(other.Day) : string.CompareOrdinal(one.To, other.To) is not 0 and var byUnit ? byUnit : string.CompareOrdinal(one.Name, other.Name);
}
