using ResponsibilityGrid.Tests.Rights;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Problems;

/// <summary>What comes back at a unit after it took another one in, or a post from elsewhere: the earlier problem stands in another ledger.</summary>
public sealed class MovedProblemTests : IAsyncLifetime
{
    private const string Other = "112";

    private static readonly ItemKey Item = new(City, List, "2026-2", $"{Other}-2");

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterSmall();
        PostEntry[] places = [Place(Other), Place(Other, "岗位", 2)];
        await _cluster.Grid(City).Enter([Unit(Other, County, 3, UnitKind.Branch)], [.. places]);
        await _cluster.Unit(City, Other).Record(Facts(places));
        await _cluster.Issue(City, List);
        await _cluster.WaitUntilSettled(City);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact, OnBothDatabases]
    public async Task A_problem_of_a_merged_unit_that_is_back_at_its_heir_fails_the_earlier_closure()
    {
        await Close("unit", null);
        await Close("item", Item);
        await Move(Act.MergeUnits);
        await _cluster.Restart();
        _cluster.Clock.Advance(TimeSpan.FromDays(60));

        var (unit, item, other) = (await Report("unit-again", null), await Report("item-again", Item), await Report("other", null, "学风"));

        Assert.Equal([(Other, (int?)1, 1, City), (Other, 2, 1, City), (null, null, 0, County)], new[] { unit, item, other }.Select(v => (v.Problem.RecurrenceUnit, v.Problem.RecurrenceOf, v.Problem.Rise, v.CheckedFrom)));
        await _cluster.Restart();
        var earlier = (await Listed(ProblemState.Failed)).ConvertAll(v => v.Problem);
        Assert.Equal([(Other, 1, Branch, (int?)1), (Other, 2, Branch, 2)], earlier.OrderBy(p => p.Number).Select(p => (p.Unit, p.Number, p.RecurredUnit, p.RecurredAs)));
        Assert.All(earlier, p => Assert.Equal((Act.FailClosure, $"P{County}-1", Branch), (p.Entries[^1].Act, p.Entries[^1].Who.Person, p.Entries[^1].Other)));
        Assert.Empty(await Listed(ProblemState.Closed));
        // It failed once; what is reported after it is not back from there.
        Assert.Null((await Report("unit-third", null)).Problem.RecurrenceUnit);
    }

    [Fact]
    public async Task A_problem_of_a_moved_post_is_back_where_the_post_stands_now()
    {
        await Close("unit", null);
        await Close("item", Item);
        await Move(Act.MovePost);
        _cluster.Clock.Advance(TimeSpan.FromDays(60));

        var (unit, item) = (await Report("unit-again", null), await Report("item-again", Item));

        // The unit that the post left is there as before, and what was found of it alone is not its neighbour's.
        Assert.Equal([null, (Other, (int?)2)], new[] { unit, item }.Select(v => v.Problem.RecurrenceUnit is { } from ? (from, v.Problem.RecurrenceOf) : ((string, int?)?)null));
        Assert.Equal(2, Assert.Single(await Listed(ProblemState.Failed)).Problem.Number);
        // Numbers count what a ledger holds, which is told to whoever sees it.
        Principal branch = new() { Subject = "key:branch", Grid = City }, county = new() { Subject = "key:county", Grid = City };
        await _cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter([Grant.AtStart(branch.Subject, Role.Clerk, Branch, null, DateTimeOffset.MinValue), Grant.AtStart(county.Subject, Role.Clerk, County, null, DateTimeOffset.MinValue)]);
        foreach (var (caller, number) in new[] { (branch, (int?)null), (county, 2) })
        {
            var told = Assert.Single((await RightsHost.As(caller, () => Oversight.ListProblems(Branch, new ProblemQuery { Recurrent = true, First = 10 }))).Problems);
            Assert.Equal((Other, number), (told.Problem.RecurrenceUnit, told.Problem.RecurrenceOf));
            Assert.Equal(number, (await RightsHost.As(caller, () => _cluster.Grains.GetGrain<IProblemsGrain>(GridKeys.Problems(City, Branch)).Get(told.Problem.Number)))!.Problem.RecurrenceOf);
        }
    }

    [Fact]
    public async Task What_was_cut_off_before_the_earlier_ledger_heard_of_it_comes_to_its_end()
    {
        await Close("unit", null);
        await Move(Act.MergeUnits);
        _cluster.Faults.Fail(GridKeys.Problems(City, Other), "problems", 1);
        await Assert.ThrowsAsync<StorageFailedException>(() => Report("again", null));
        await _cluster.Restart();

        var earlier = await GridCluster.WaitUntil(() => Listed(ProblemState.Failed), found => found.Count == 1, found => $"{found.Count} closures failed");

        Assert.Equal((1, 1), (earlier[0].Problem.Number, earlier[0].Problem.RecurredAs));
        Assert.Equal((1, Other, (int?)1), await Report("again", null) is { Problem: var again } ? (again.Number, again.RecurrenceUnit, again.RecurrenceOf) : default);
        Assert.Single((await Listed(ProblemState.Failed))[0].Problem.Entries, entry => entry.Act == Act.FailClosure);
    }

    private IOversightGrain Oversight => _cluster.Grains.GetGrain<IOversightGrain>(GridKeys.Grid(City));

    /// <summary>Reports a problem of the other branch and brings it to its closing.</summary>
    private async Task Close(string id, ItemKey? item)
    {
        var number = (await Change(id, County, Other, Report(item))).Problem.Number;
        foreach (var (by, step) in new[]
                 {
                     (Other, new ProblemCommand { Act = Act.ClaimProblem, Charged = new Actor { Code = $"{Other}-1" }, DueOn = new DateOnly(2026, 12, 1), Track = ProblemTrack.Immediate }),
                     (Other, new ProblemCommand { Act = Act.Rectify, Text = "已补岗" }),
                     (Other, new ProblemCommand { Act = Act.SubmitRectification, RootCause = "无人顶班", LastingMeasure = "轮值表" }),
                     (County, new ProblemCommand { Act = Act.CloseProblem, Text = "抽查三次在岗" }),
                 })
            await Change($"{id}-{step.Act}", by, Other, step with { Number = number });
    }

    private async Task Move(Act act)
    {
        await _cluster.Grid(City).Change(new StructureCommand { Id = "move", Act = act, Unit = Other, Other = Branch, Posts = act == Act.MovePost ? [Item.Post] : [], Actor = new Actor { Code = $"{City}-1" } });
        await Patience.Until("the item at its new unit", () => _cluster.Ledger(City, Branch).GetItem(Item));
    }

    private Task<ProblemView> Report(string id, ItemKey? item, string category = "工作纪律") => Change(id, County, Branch, Report(item) with { Category = category });

    private static ProblemCommand Report(ItemKey? item) => new() { Act = Act.ReportProblem, Text = "值班脱岗", Category = "工作纪律", Item = item };

    private async Task<List<ProblemView>> Listed(ProblemState state) =>
        (await Oversight.ListProblems(County, new ProblemQuery { State = state, First = 10 })).Problems;

    private Task<ProblemView> Change(string id, string by, string unit, ProblemCommand command) =>
        _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(command with { Id = id, Unit = unit, Actor = new Actor { Code = $"{by}-1" } });
}
