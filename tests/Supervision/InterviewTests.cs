using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Supervision;

/// <summary>A county at the bottom: a proposal that names the two of that day, and an interview that somebody issues once.</summary>
[OnBothDatabases]
public sealed class InterviewTests : IAsyncLifetime
{
    private static readonly DateOnly July = new(2026, 7, 10);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems(pairs: 20);
        await Commands.Change(new StructureCommand { Id = "line", Actor = Head, Act = Act.AssignLine, Unit = Office, Line = "专责", On = new DateOnly(2026, 2, 1) });
        foreach (var (act, by) in new[] { (Act.AcceptItem, Stranger), (Act.ReportItem, Stranger), (Act.SubmitItem, Stranger), (Act.CloseItem, CityHead) })
            await _cluster.Do(Command($"{act}", act, ItemOf(Stranger), by) with { On = July });
        await _cluster.WaitUntilSettled(City);
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task The_county_at_the_bottom_is_proposed_with_the_two_who_headed_it_that_day()
    {
        await Commands.Change(new UnitCommand { Id = "leave", Actor = Head, Act = Act.Vacate, Post = CountyHead, Person = $"P{CountyHead}", On = new DateOnly(2026, 11, 15) });

        var then = await Rank(new Moment(new DateOnly(2026, 11, 10), DateTimeOffset.MaxValue));
        var today = await Rank(null);

        Assert.Equal([(Other, 1, 20, 1), (County, 2, 40, 0)], then.Rows.Select(r => (r.Unit, r.Rank!.Value, r.Items, r.Closed)));
        Assert.Equal((20, new DateOnly(2026, 11, 10)), (then.LeastItems, then.AsOf));
        Assert.Equal([false, true], then.Rows.Select(r => r.IsProposed));
        Assert.Equal(($"P{CountyHead}", $"P{OfficeHead}"), (then.Rows[1].Head!.Person, then.Rows[1].DisciplineHead!.Person));
        Assert.Equal((CountyHead, null, $"P{OfficeHead}"), (today.Rows[1].Head!.Post, today.Rows[1].Head!.Person, today.Rows[1].DisciplineHead!.Person));
        Assert.All((await Rank(new Moment(new DateOnly(2026, 6, 1), DateTimeOffset.MaxValue))).Rows, row => Assert.Equal((null, false), (row.Rank, row.IsProposed)));
    }

    [Fact]
    public async Task An_interview_is_issued_once_and_kept()
    {
        Assert.Equal("unit", (await Refused(Issue("i0", Other))).Field);
        Assert.Equal("asOf", (await Refused(Issue("i0", County, new DateOnly(2026, 12, 1)))).Field);
        Assert.Equal(RefusalCode.NotFound, (await Refused(Issue("i0", "999"))).Code);
        var issued = (await Commands.IssueInterview(Issue("i1", County))).Interview!;
        var facts = issued.Facts;
        Assert.Equal((1, 2, 2, 40, 0, 40), (issued.Number, issued.Among, facts.Rank!.Value, facts.Items, facts.Closed, facts.Overdue));
        Assert.Equal(($"P{CountyHead}", $"P{OfficeHead}", $"P{CityHead}"), (facts.Head!.Person, facts.DisciplineHead!.Person, issued.By.Person));

        await _cluster.Restart();
        await _cluster.WaitUntilSettled(City);

        Assert.Equal(issued.Recorded, (await Commands.IssueInterview(Issue("i1", County))).Interview!.Recorded);
        Assert.Equal("asOf", (await Refused(Issue("i2", County))).Field);
        var kept = Assert.Single(await Interviews.ListInterviews(City));
        Assert.Equal((County, "限期整改", new DateOnly(2026, 11, 22)), (kept.Unit, kept.Text, kept.AsOf));
        Assert.Contains(await _cluster.Unit(City, County).ListEntries(null), e => e.Act == Act.IssueInterview && e.Text == "限期整改");
    }

    private static Actor Head => new() { Code = CityHead };

    private static UnitCommand Issue(string id, string unit, DateOnly? asOf = null) =>
        new() { Id = id, Digest = 3, Actor = Head, Unit = unit, Reason = "限期整改", Interview = new Interview { AsOf = asOf ?? default } };

    private ICommandsGrain Commands => _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    private IInterviewsGrain Interviews => _cluster.Grains.GetGrain<IInterviewsGrain>(GridKeys.Grid(City));

    private Task<RankingView> Rank(Moment? at) => Interviews.GetRanking(City, null, at);

    private Task<GridRuleException> Refused(UnitCommand command) => Assert.ThrowsAsync<GridRuleException>(() => Commands.IssueInterview(command));
}
