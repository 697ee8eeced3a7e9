using CsCheck;
using ResponsibilityGrid.Tests.Rights;
using ResponsibilityGrid.Tests.Supervision;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Referrals;

/// <summary>Findings that go from one department to another.</summary>
public sealed class ReferralTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    /// <summary>A day late it lies above, and one level further with every seven days more; there are two above the county's department.</summary>
    [Fact]
    public void Silence_never_ends_it_and_it_rises_by_the_clock() => Gen.Select(Gen.Int[0, 20], Gen.Int[0, 60]).Sample((due, day) =>
    {
        var referral = new Referral { To = Discipline, Number = 1, Unit = Branch, On = Day, DueOn = Day.AddDays(due) };
        var view = ReferralViews.Of(referral, On(Day.AddDays(day)));

        string[] all = [Discipline, Dedicated, City];
        var risen = day <= due ? 0 : Math.Min(2, 1 + ((day - due - 1) / 7));
        Assert.Equal(all[..(risen + 1)], view.Route.Select(step => step.Unit));
        Assert.Equal((ReferralState.Waiting, day), (view.Referral.State, view.AgeDays));
        Assert.All(view.Route, step => Assert.True(step.Since <= Day.AddDays(day)));
    });

    [Fact, OnBothDatabases]
    public async Task A_fact_found_by_two_lines_is_one_referral_that_credits_both_and_outlives_a_restart()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        var (one, two) = (await grid.Record(grid.Look(Legal, Item(), clean: false)), await grid.Record(grid.Look(Personnel, Item(), clean: false)));
        var first = await Refer(grid, one);
        var joined = await Refer(grid, two);
        var other = await Refer(grid, await grid.Record(grid.Look(Legal, At($"{Branch}-1"), clean: false)));

        Assert.Equal((1, 1, 2), (first.Referral.Number, joined.Referral.Number, other.Referral.Number));
        Assert.Equal([(Legal, "法制"), (Personnel, "人事")], joined.Referral.Credits.Select(c => (c.Unit, c.Line)));
        Assert.Equal(2, (await Refer(grid, two)).Referral.Version);
        Assert.Contains("已经移送", (await Refused(grid, Referring(one) with { Id = "twice" })).Message, StringComparison.Ordinal);
        await grid.Cluster.Restart();
        Assert.Equal([1], (await grid.Oversight.ListReferrals(new ReferralQuery { From = Personnel, First = 10 })).Referrals.Select(v => v.Referral.Number));
        grid.Cluster.Clock.Advance(TimeSpan.FromDays(6));
        // It lies with the bureau itself, and the department may still answer.
        Assert.Equal([City, City], (await grid.Oversight.ListReferrals(new ReferralQuery { To = City, State = ReferralState.Waiting, First = 10 })).Referrals.Select(v => v.Route[^1].Unit));
        Assert.Equal(ReferralState.Accepted, (await Answer(grid, 1, City, true)).Referral.State);
        Assert.Equal(ReferralState.Returned, (await Answer(grid, 2, Dedicated, false, "不属本部门")).Referral.State);
        Assert.Contains("已经答复", (await Assert.ThrowsAsync<GridRuleException>(() => Answer(grid, 1, Dedicated, true))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_referred_or_answered_is_told_why()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        var (found, clean) = (await grid.Record(grid.Look(Legal, Item(), clean: false)), await grid.Record(grid.Look(Legal, Item())));

        Assert.Contains("发现了问题", (await Refused(grid, Referring(clean))).Message, StringComparison.Ordinal);
        Assert.Contains("只有登记的单位", (await Refused(grid, Referring(found) with { Actor = new Actor { Code = $"{Personnel}-1" } })).Message, StringComparison.Ordinal);
        Assert.Contains("另一个部门", (await Refused(grid, Referring(found) with { To = Legal })).Message, StringComparison.Ordinal);
        Assert.Contains("另一个部门", (await Refused(grid, Referring(found) with { To = County })).Message, StringComparison.Ordinal);
        Assert.Contains("答复时限", (await Refused(grid, Referring(found) with { DueOn = Day.AddDays(-1) })).Message, StringComparison.Ordinal);
        Assert.Equal(RefusalCode.NotFound, (await Refused(grid, Referring(found) with { Action = 77 })).Code);
        await Refer(grid, found);
        Assert.Contains("不能答复", (await Assert.ThrowsAsync<GridRuleException>(() => Answer(grid, 1, City, true))).Message, StringComparison.Ordinal);
        Assert.Contains("退回须写明理由", (await Assert.ThrowsAsync<GridRuleException>(() => Answer(grid, 1, Dedicated, false))).Message, StringComparison.Ordinal);
    }

    /// <summary>Numbers are given by the department, and would tell a county how much others refer there.</summary>
    [Fact]
    public async Task Whoever_does_not_see_the_department_goes_by_a_name_and_is_told_no_number()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        Principal county = new() { Subject = "key:county", Grid = City, Acting = $"{Discipline}-1" }, office = new() { Subject = "key:office", Grid = City };
        await grid.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter(
            [Grant.AtStart(county.Subject, Role.Clerk, County, null, DateTimeOffset.MinValue), Grant.AtStart(office.Subject, Role.Office, null, null, DateTimeOffset.MinValue)]);
        var found = await grid.Record(grid.Look(Discipline, Item(), clean: false));
        var department = grid.Cluster.Grains.GetGrain<IReferralsGrain>(GridKeys.Referrals(City, Dedicated));

        var (told, name) = (await RightsHost.As(county, () => Commands(grid).Change(Referring(found))), ReferralRules.NameOf(Dedicated, Referring(found).Id));

        Assert.Equal((0, name), (told.Referral.Number, told.Referral.Name));
        Assert.Equal(0, Assert.Single((await RightsHost.As(county, () => grid.Oversight.ListReferrals(new ReferralQuery { First = 10 }))).Referrals).Referral.Number);
        Assert.Equal(0, (await RightsHost.As(county, () => department.Find(name)))!.Referral.Number);
        Assert.Null(await RightsHost.As<ReferralView?>(county, () => department.Get(1)));
        Assert.Equal((1, 1), ((await RightsHost.As(office, () => department.Get(1)))!.Referral.Number, (await RightsHost.As(office, () => department.Find(name)))!.Referral.Number));
        // What has no name, because it is older, goes by its number for whoever sees it.
        Assert.True(ReferralViews.IsNumbered(told.Referral with { Name = null }, Sight.Nothing));
        Assert.False(ReferralViews.IsNumbered(told.Referral, Sight.Nothing));
    }

    private static ReferralCommand Referring(SupervisionAction finding) => new()
    {
        Id = $"refer-{finding.Number}-{finding.By}", Act = Act.Refer, Unit = finding.Unit, Action = finding.Number, To = Dedicated, DueOn = Day.AddDays(5), Text = "请核查", Actor = new Actor { Code = $"{finding.By}-1" },
    };

    private static Task<ReferralView> Refer(SupervisedGrid grid, SupervisionAction finding) => Commands(grid).Change(Referring(finding));

    private static Task<GridRuleException> Refused(SupervisedGrid grid, ReferralCommand command) => Assert.ThrowsAsync<GridRuleException>(() => Commands(grid).Change(command));

    private static Task<ReferralView> Answer(SupervisedGrid grid, int number, string by, bool accepted, string? text = null) =>
        Commands(grid).Change(new ReferralCommand { Id = $"answer-{number}-{by}-{accepted}", Act = Act.AnswerReferral, To = Dedicated, Number = number, Accepted = accepted, Text = text, Actor = new Actor { Code = $"{by}-1" } });

    private static ICommandsGrain Commands(SupervisedGrid grid) => grid.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    private static Outline On(DateOnly day) => new(
        new Structure { Grid = City, Version = 1, Units = [.. Tree.Where(u => u.Code != Office), Unit(Discipline, County, 2, UnitKind.Department) with { Line = "专责" }, Unit(Dedicated, City, 1, UnitKind.Department) with { Line = "专责" }] }, new Moment(day, DateTimeOffset.MaxValue));
}
