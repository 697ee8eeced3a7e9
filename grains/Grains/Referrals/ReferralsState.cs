namespace ResponsibilityGrid;

/// <summary>What was referred to a department, in the order of the numbers.</summary>
internal sealed record ReferralsState
{
    public int Schema { get; init; } = 1;

    public List<Referral> Referrals { get; init; } = [];
}
