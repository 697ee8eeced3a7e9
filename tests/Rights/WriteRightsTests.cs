using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>Who may change what, and in whose name.</summary>
[Collection(nameof(RightsHost))]
public sealed class WriteRightsTests(RightsHost host)
{
    private const string Other = SmallItems.Other;

    private ICommandsGrain Commands => host.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    [Fact]
    public async Task A_clerk_enters_what_its_own_people_did_and_both_are_written_down()
    {
        var reply = await As(Clerk with { Acting = SmallItems.Worker }, () => Commands.Act(Step(Act.AcceptItem, SmallItems.Worker)));

        Assert.Equal((SmallItems.Worker, $"P{SmallItems.Worker}", "key:clerk"), (reply.Entry.Who.Post, reply.Entry.Who.Person, reply.Entry.By));
    }

    [Theory]
    [InlineData(SmallItems.Stranger, SmallItems.Stranger)]
    [InlineData(SmallItems.Stranger, SmallItems.Worker)]
    [InlineData(SmallItems.CityHead, SmallItems.Worker)]
    [InlineData("999-9", SmallItems.Worker)]
    public async Task Nobody_acts_in_the_name_of_people_whom_they_do_not_keep(string actor, string item) =>
        Assert.Equal(RefusalCode.Forbidden, await Refused(Clerk with { Acting = actor }, () => Commands.Act(Step(Act.ReportItem, item))));

    [Fact]
    public async Task What_is_out_of_reach_is_refused_in_the_same_words_whether_it_exists_or_not()
    {
        var caller = Clerk with { Acting = SmallItems.CountyHead };
        var there = await Assert.ThrowsAsync<GridRuleException>(() => As(caller, () => Commands.Act(Step(Act.AcceptItem, SmallItems.Stranger))));
        var nowhere = await Assert.ThrowsAsync<GridRuleException>(() => As(caller, () => Commands.Act(Step(Act.AcceptItem, "120-77"))));

        Assert.Equal((RefusalCode.Forbidden, there.Message, there.English), (nowhere.Code, nowhere.Message, nowhere.English));
        Assert.DoesNotContain("120", there.Message);
    }

    [Fact]
    public async Task A_person_handles_the_items_of_their_own_post_and_no_others()
    {
        var reply = await As(Worker, () => Commands.Act(Step(Act.AcceptItem, SmallItems.Worker, pair: 2)));

        Assert.Equal("account:worker", reply.Entry.By);
        Assert.Equal(RefusalCode.Forbidden, await Refused(Worker, () => Commands.Act(Step(Act.AcceptItem, SmallItems.Colleague))));
        Assert.Equal(RefusalCode.Forbidden, await Refused(Worker with { Acting = SmallItems.BranchHead }, () => Commands.Act(Step(Act.AcceptItem, SmallItems.BranchHead))));
    }

    [Fact]
    public async Task Inspectors_read_all_and_write_nothing()
    {
        Assert.NotNull(await As(Inspector, () => host.Cluster.Graph(City).GetUnit(Other, null)));
        Assert.Equal(RefusalCode.Forbidden, await Refused(Inspector with { Acting = SmallItems.Worker }, () => Commands.Act(Step(Act.AcceptItem, SmallItems.Worker))));
        Assert.Equal(RefusalCode.Forbidden, await Refused(Inspector with { Acting = SmallItems.Worker }, () => Commands.Change(new UnitCommand { Id = "i", Act = Act.Vacate, Post = SmallItems.Worker, Person = "P" })));
    }

    [Theory]
    [InlineData(Act.MoveUnit, Branch, Other)]
    [InlineData(Act.MoveUnit, Other, County)]
    [InlineData(Act.MoveUnit, County, Other)]
    [InlineData(Act.MergeUnits, Other, County)]
    [InlineData(Act.MergeUnits, County, Other)]
    [InlineData(Act.CloseUnit, County, null)]
    [InlineData(Act.CloseUnit, Other, null)]
    [InlineData(Act.CreateUnit, "130", City)]
    [InlineData(Act.CreatePost, Other, null)]
    public async Task No_county_moves_units_out_of_its_subtree_or_others_into_it(Act act, string unit, string? other) =>
        Assert.Equal(RefusalCode.Forbidden, await Refused(Clerk with { Acting = SmallItems.CountyHead }, () => Commands.Change(
            new StructureCommand { Id = $"{act}-{unit}-{other}", Act = act, Unit = unit, Other = other, Name = "新", Post = "x-1", Layer = "岗位", Kind = UnitKind.Bureau })));

    [Fact]
    public async Task A_county_makes_posts_and_units_below_itself()
    {
        var post = await As(Clerk with { Acting = SmallItems.CountyHead }, () => Commands.Change(new StructureCommand { Id = "own-post", Act = Act.CreatePost, Unit = Branch, Post = "111-90", Name = "新岗", Layer = "岗位" }));
        var unit = await As(Clerk with { Acting = SmallItems.CountyHead }, () => Commands.Change(new StructureCommand { Id = "own-unit", Act = Act.CreateUnit, Unit = "119", Other = County, Name = "新分局", Kind = UnitKind.Branch }));

        Assert.Equal(("111-90", "key:clerk"), (post.Post!.Code, unit.Entry.By));
        Assert.NotNull(await As(Clerk, () => host.Cluster.Graph(City).GetUnit("119", null)));
    }

    [Fact]
    public async Task Whoever_has_somebodys_code_in_another_grid_enters_what_is_restricted_under_the_own_name()
    {
        var officer = new Principal { Subject = "account:officer", Grid = "200", Person = $"P{SmallItems.Worker}" };
        await host.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter([Grant.AtStart(officer.Subject, Role.Discipline, null, null, DateTimeOffset.MinValue)]);

        var measure = await As(officer, () => Commands.Record(new MeasureCommand { Id = "officer", Digest = 1, Person = $"P{SmallItems.Colleague}", Basis = "某纪〔2026〕1号" }));

        Assert.Equal((officer.Subject, null), (measure.Who.Code, measure.Who.Person));
    }

    /// <summary>Of a command that is refused anyhow nobody hears whether its code is somebody's elsewhere.</summary>
    [Fact]
    public async Task A_person_who_cannot_be_at_home_there_is_refused_alike_whether_the_code_is_free_or_not()
    {
        var caller = Clerk with { Acting = SmallItems.CountyHead };
        await As(caller, () => Commands.Change(new StructureCommand { Id = "young", Act = Act.CreateUnit, Unit = "116", Other = County, Name = "新分局", Kind = UnitKind.Branch }));

        var (free, taken) = (await Try("P-free"), await Try($"P{SmallItems.Stranger}"));

        Assert.Equal("home", free.Field);
        Assert.Equal((free.Field, free.Message, free.English), (taken.Field, taken.Message, taken.English));

        Task<GridRuleException> Try(string code) => Assert.ThrowsAsync<GridRuleException>(() => As(caller, () => Commands.Change(
            new UnitCommand { Id = $"young-{code}", Act = Act.CreatePerson, Unit = "116", Person = code, Name = "新人", On = Start })));
    }

    [Fact]
    public async Task A_unit_that_moved_away_is_out_of_reach_at_once()
    {
        await host.Cluster.Grid(City).Enter([Unit("118", County, 3, UnitKind.Branch)], [Place("118")]);
        await host.Cluster.Unit(City, "118").Record(Facts(Place("118")));
        var caller = Clerk with { Acting = SmallItems.CountyHead };
        await As(caller, () => Commands.Change(new StructureCommand { Id = "118-post", Act = Act.CreatePost, Unit = "118", Post = "118-7", Name = "新岗", Layer = "岗位" }));

        await As(null, () => Commands.Change(new StructureCommand { Id = "118-away", Act = Act.MoveUnit, Unit = "118", Other = Other, Actor = SmallItems.Someone(SmallItems.CityHead) }));

        Assert.Equal(RefusalCode.Forbidden, await Refused(caller, () => Commands.Change(new StructureCommand { Id = "118-late", Act = Act.CreatePost, Unit = "118", Post = "118-8", Name = "新岗", Layer = "岗位" })));
        Assert.Equal(RefusalCode.Forbidden, await Refused(caller, () => Commands.Change(new UnitCommand { Id = "118-vacate", Act = Act.Vacate, Post = "118-1", Person = "P118-1" })));
        await GridCluster.WaitUntil(() => As(Clerk, () => host.Cluster.Graph(City).GetUnit("118", null)), unit => unit is null, _ => "the county still sees it");
        await GridCluster.WaitUntil(() => As(RightsHost.Other, () => host.Cluster.Graph(City).GetUnit("118", null)), unit => unit is not null, _ => "the other does not see it");
    }

    [Fact]
    public async Task Lists_are_drafted_and_issued_by_the_issuer_alone()
    {
        Assert.Equal(RefusalCode.Forbidden, await Refused(Clerk with { Acting = SmallItems.CountyHead }, () => Commands.Change(new StructureCommand { Id = "issue", Act = Act.IssueList, List = List })));
        Assert.Equal(RefusalCode.Forbidden, await Refused(Clerk with { Acting = SmallItems.CountyHead }, () => Commands.Change(new ListCommand { Id = "draft", List = "2027" })));

        var drafted = await As(Issuer with { Acting = SmallItems.CityHead }, () => Commands.Change(new ListCommand { Id = "draft", List = "2027", Duties = [Duty("2027-1", "主要负责人", [1], new DateOnly(2027, 3, 1))] }));

        Assert.Equal((1, "key:issuer"), (drafted.Version, drafted.Entry.By));
    }

    private static ItemCommand Step(Act act, string post, int pair = 1) => SmallItems.Command($"{act}-{post}-{pair}", act, SmallItems.ItemOf(post, pair), post);
}
