using CsCheck;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Referrals;

/// <summary>Which findings are one fact, and which stand by themselves.</summary>
public sealed class ReferralRulesTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);
    private static readonly Outline Small = new(
        new Structure
        {
            Grid = City, Version = 1,
            Units = [.. Tree, .. new[] { (Dedicated, "专责"), (Legal, "法制"), (Personnel, "人事") }.Select(d => Unit(d.Item1, City, 1, UnitKind.Department) with { Line = d.Item2 })],
        }, new Moment(Day, DateTimeOffset.MaxValue));

    /// <summary>Two lines within thirty days found the same fact; a day more, and there are two.</summary>
    [Fact]
    public void Findings_of_two_lines_are_joined_within_the_days_of_a_pile() => Gen.Int[-40, 40].Sample(apart =>
    {
        var state = Refer(Refer(new(), Finding(Legal, "法制", Day.AddDays(-40), 1)), Finding(Personnel, "人事", Day.AddDays(apart - 40), 2));

        Assert.Equal(Math.Abs(apart) < 30 ? 1 : 2, state.Referrals.Count);
        Assert.Equal(2, state.Referrals.Sum(r => r.Credits.Count));
    });

    [Fact]
    public void A_line_that_finds_it_again_refers_it_again()
    {
        var state = Refer(Refer(new(), Finding(Legal, "法制", Day, 1)), Finding(Legal, "法制", Day, 2));

        Assert.Equal([1, 1], state.Referrals.Select(r => r.Credits.Count));
    }

    [Theory]
    [InlineData(ReferralState.Waiting, 1)]
    [InlineData(ReferralState.Accepted, 2)]
    [InlineData(ReferralState.Returned, 2)]
    public void What_was_answered_takes_no_further_finding_in(ReferralState state, int referrals)
    {
        var first = Refer(new(), Finding(Legal, "法制", Day, 1));
        if (state != ReferralState.Waiting)
            first = ReferralRules.Take(first, new ReferralCommand { Id = "answer", Act = Act.AnswerReferral, To = Dedicated, Number = 1, Accepted = state == ReferralState.Accepted, Text = "已办", Actor = Head(Dedicated) }, Scene).Next;

        Assert.Equal(referrals, Refer(first, Finding(Personnel, "人事", Day, 2)).Referrals.Count);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(9, 5)]
    public void Joined_it_is_answered_by_the_earlier_day_and_both_days_stay_on_record(int later, int due)
    {
        var joined = Assert.Single(Refer(Refer(new(), Finding(Legal, "法制", Day, 1)), Finding(Personnel, "人事", Day, 2), later).Referrals);

        Assert.Equal(Day.AddDays(due), joined.DueOn);
        Assert.Equal([Day.AddDays(5), Day.AddDays(later)], joined.Entries.Select(e => e.DueOn!.Value));
    }

    private static ReferralRules.Scene Scene => new(Dedicated, Small, Day, new GridSettings().MidnightOf(Day).AddHours(12));

    private static ReferralsState Refer(ReferralsState state, SupervisionAction finding, int due = 5) => ReferralRules.Take(
        state, new ReferralCommand { Id = $"refer-{finding.Number}", Act = Act.Refer, To = Dedicated, Unit = Branch, Action = finding.Number, Finding = finding, DueOn = Day.AddDays(due), Actor = Head(finding.By) }, Scene).Next;

    private static SupervisionAction Finding(string by, string line, DateOnly on, int number) =>
        new() { Unit = Branch, Number = number, By = by, Line = line, On = on, Targets = [new() { Kind = TargetKind.Post, Post = $"{Branch}-2" }] };

    private static Actor Head(string unit) => new() { Code = $"{unit}-1", Post = $"{unit}-1", Name = unit, Unit = unit };
}
