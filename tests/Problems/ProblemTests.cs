using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Problems;

/// <summary>Problem ledgers on two silos, over a restart.</summary>
public sealed class ProblemTests
{
    private static readonly string[] Steps = ["report", "claim", "rectify", "submit", "close"];

    [Fact, OnBothDatabases]
    public async Task What_was_written_survives_a_restart_and_a_command_told_again_is_the_same()
    {
        await using var cluster = await Start();
        await Change(cluster, "report", City, new ProblemCommand { Act = Act.ReportProblem, Text = "值班脱岗", Category = "工作纪律", Item = new ItemKey(City, List, "2026-2", "111-2") });
        await Change(cluster, "claim", Branch, Plan(cluster, new ProblemCommand { Act = Act.ClaimProblem, Number = 1 }));
        await cluster.Restart();
        var rectify = new ProblemCommand { Act = Act.Rectify, Number = 1, Text = "已补岗" };
        await Change(cluster, "rectify", Branch, rectify);
        Assert.Equal(3, (await Change(cluster, "rectify", Branch, rectify)).Problem.Version);
        Assert.Equal(RefusalCode.Conflict, (await Refused(cluster, "rectify", Branch, rectify with { Digest = 7 })).Code);
        await Change(cluster, "submit", Branch, new ProblemCommand { Act = Act.SubmitRectification, Number = 1, RootCause = "无人顶班", LastingMeasure = "轮值表" });
        Assert.Equal(Rule.CheckerInside, (await Refused(cluster, "self", Branch, new ProblemCommand { Act = Act.CloseProblem, Number = 1, Text = "已改" })).Rule);
        await Change(cluster, "close", County, new ProblemCommand { Act = Act.CloseProblem, Number = 1, Text = "抽查三次在岗" });
        await cluster.Restart();

        var view = Assert.Single((await Oversight(cluster).ListProblems(City, new ProblemQuery { First = 10 })).Problems);

        Assert.Equal((ProblemState.Closed, Branch, "P111-1"), (view.Problem.State, view.OwnerUnit, view.Problem.Rectification!.Person));
        Assert.Equal(Steps, view.Problem.Entries.Select(e => e.Command));
        cluster.Clock.Advance(TimeSpan.FromDays(60));
        var again = await Change(cluster, "again", County, new ProblemCommand { Act = Act.ReportProblem, Text = "又脱岗", Category = "工作纪律", Item = new ItemKey(City, List, "2026-2", "111-2") });
        Assert.Equal((1, City), (again.Problem.RecurrenceOf, again.CheckedFrom));
        Assert.Equal(0, (await Oversight(cluster).ListProblems(County, new ProblemQuery { State = ProblemState.Closed, First = 10 })).Total);
    }

    [Fact]
    public async Task Of_ten_problems_none_is_unowned_after_the_deadline()
    {
        await using var cluster = await Start();
        for (var n = 1; n <= 10; n++) await Change(cluster, $"r{n}", City, new ProblemCommand { Act = Act.ReportProblem, Text = $"问题{n}", Category = "工作纪律" });
        for (var n = 1; n <= 7; n++) await Change(cluster, $"c{n}", Branch, Plan(cluster, new ProblemCommand { Act = Act.ClaimProblem, Number = n }));
        await Change(cluster, "d8", Branch, new ProblemCommand { Act = Act.DisputeProblem, Number = 8, Text = "不属本分局" });
        cluster.Clock.Advance(TimeSpan.FromDays(8));

        var all = (await Oversight(cluster).ListProblems(City, new ProblemQuery { First = 100 })).Problems;

        Assert.All(all, v => Assert.Equal(Branch, v.OwnerUnit));
        Assert.Equal([8, 9, 10], all.Where(v => v.Lapsed).Select(v => v.Problem.Number).Order());
        Assert.Equal(7, all.Count(v => v.Problem.Voluntary));
        Assert.All(all.Where(v => v.Lapsed), v => Assert.Equal("111-1", v.OwnerPost));
        var upheld = await Change(cluster, "u8", County, new ProblemCommand { Act = Act.CloseProblem, Number = 8, Text = "属派出所管辖" });
        Assert.Equal((ProblemState.Upheld, null), (upheld.Problem.State, upheld.OwnerUnit));
    }

    [Fact]
    public async Task What_a_closed_unit_left_behind_is_listed_and_handled_above()
    {
        await using var cluster = await Start();
        await cluster.Grid(City).Enter([Unit("112", County, 3, UnitKind.Branch)], [Place("112")]);
        await cluster.Unit(City, "112").Record(Facts(Place("112")));
        await Change(cluster, "report", City, new ProblemCommand { Act = Act.ReportProblem, Text = "账目不清", Category = "廉洁纪律" }, "112");
        await cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(new UnitCommand { Id = "leave", Act = Act.Vacate, Post = "112-1", Person = "P112-1", On = new DateOnly(2026, 11, 22), Actor = new Actor { Code = $"{City}-1" } });
        await cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(new StructureCommand { Id = "close", Act = Act.CloseUnit, Unit = "112", Actor = new Actor { Code = $"{City}-1" }, Heirs = [new Heir("112-1", $"{Branch}-1")] });
        cluster.Clock.Advance(TimeSpan.FromDays(10));

        // Each silo hears of the closing for itself.
        var left = Assert.Single(await GridCluster.WaitUntil(async () => (await Oversight(cluster).ListProblems(County, new ProblemQuery { First = 10 })).Problems, found => found is [{ OwnerUnit: not "112" }], found => $"{found.Count}"));

        Assert.Equal((true, County, City), (left.Lapsed, left.OwnerUnit, left.CheckedFrom));
        Assert.Equal(ProblemState.Owned, (await Change(cluster, "claim", County, Plan(cluster, new ProblemCommand { Act = Act.ClaimProblem, Number = 1 }, County), "112")).Problem.State);
    }

    private static async Task<GridCluster> Start()
    {
        var cluster = await GridCluster.Start();
        await cluster.EnterSmall();
        await cluster.Issue(City, List);
        await cluster.WaitUntilSettled(City);
        return cluster;
    }

    private static ProblemCommand Plan(GridCluster cluster, ProblemCommand command, string unit = Branch) => command with
    {
        Charged = new Actor { Code = $"{unit}-1" }, DueOn = new GridSettings().DateAt(cluster.Clock.GetUtcNow()).AddDays(20), Track = ProblemTrack.Immediate,
    };

    private static Task<ProblemView> Change(GridCluster cluster, string id, string by, ProblemCommand command, string unit = Branch) =>
        cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(command with { Id = id, Unit = unit, Actor = new Actor { Code = $"{by}-1" } });

    private static Task<GridRuleException> Refused(GridCluster cluster, string id, string by, ProblemCommand command) => Assert.ThrowsAsync<GridRuleException>(() => Change(cluster, id, by, command));

    private static IOversightGrain Oversight(GridCluster cluster) => cluster.Grains.GetGrain<IOversightGrain>(GridKeys.Grid(City));
}
