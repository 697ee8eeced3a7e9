using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Supervision;

/// <summary>What was foreseen is what is found once it is done.</summary>
public sealed class ForecastTests : IAsyncLifetime
{
    private const string Neighbour = "120", Its = "120D1", Vacant = "111-9";

    private static readonly DateOnly Today = new(2026, 11, 22);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        PostEntry[] places =
        [
            Place(City), Place(County), Place(Office, "部门负责人"), Place(Branch), Place(Branch, "岗位", 2), Place(Branch, "岗位", 3), Place(Branch, "岗位", 9), Place(Neighbour), Place(Its, "部门负责人"),
        ];
        await _cluster.Grid(City).Enter([.. Tree, Unit(Neighbour, City, 2), Unit(Its, Neighbour, 2, UnitKind.Department)], [.. places]);
        foreach (var unit in places.GroupBy(p => p.Unit))
            await _cluster.Unit(City, unit.Key).Record(Facts([.. unit]) with { Fills = [.. unit.Where(p => p.Code != Vacant).Select(p => Fill(p.Code, $"P{p.Code}", Start))] });
        await _cluster.List(City, List).Draft([.. Duties, Duty("2026-3", "部门负责人", [1, 2], new DateOnly(2026, 9, 1))], newVersion: false, whole: false);
        await _cluster.Issue(City, List);
        await _cluster.WaitUntilSettled(City);
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_post_that_is_vacated_tears_the_gaps_that_were_foreseen()
    {
        var before = await Gaps(Today);
        var foreseen = await Foresee(new ForecastQuery { Post = $"{Branch}-2", On = Today.AddDays(-1) });

        Assert.Equal((Today, 1), (foreseen.ShowsOn, foreseen.Total));
        Assert.Equal([new Tally<GapReason>(GapReason.HolderLeft, 1)], foreseen.ByReason);
        Assert.Equal(before, await Gaps(Today));
        await Commands.Change(new UnitCommand { Id = "v", Actor = Head, Act = Act.Vacate, Post = $"{Branch}-2", Person = $"P{Branch}-2", On = Today.AddDays(-1) });

        Assert.Equal(Names(foreseen), (await Gaps(Today)).Except(before));
    }

    [Fact]
    public async Task A_merger_tears_the_gaps_that_were_foreseen()
    {
        var before = await Gaps(Today);
        var foreseen = await Foresee(new ForecastQuery { Unit = Office, Into = Its, On = Today });

        Assert.Equal([new Tally<GapReason>(GapReason.MissingPost, 1)], foreseen.ByReason);
        await Commands.Change(new StructureCommand { Id = "m", Actor = Head, Act = Act.MergeUnits, Unit = Office, Other = Its, On = Today });

        Assert.Equal(Names(foreseen), (await Gaps(Today)).Except(before));
    }

    [Fact]
    public async Task A_merger_of_counties_on_a_day_to_come_takes_along_the_gaps_there_are()
    {
        var foreseen = await Foresee(new ForecastQuery { Unit = County, Into = Neighbour, On = Today.AddDays(30) });

        Assert.Equal((Today.AddDays(30), 0), (foreseen.ShowsOn, foreseen.Total));
    }

    [Fact]
    public async Task What_the_rules_would_refuse_is_refused_and_what_is_not_there_not_found()
    {
        Assert.Equal(Rule.UnitsUnlike, (await Refused(new ForecastQuery { Unit = Office, Into = County, On = Today })).Rule);
        Assert.Equal(Rule.UnitsBelow, (await Refused(new ForecastQuery { Unit = County, On = Today })).Rule);
        Assert.Equal(RefusalCode.NotFound, (await Refused(new ForecastQuery { Post = "999-1", On = Today })).Code);
    }

    private static Actor Head => new() { Code = $"{City}-1" };

    private ICommandsGrain Commands => _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    private Task<ForecastView> Foresee(ForecastQuery query) => _cluster.Grains.GetGrain<IOversightGrain>(GridKeys.Grid(City)).Foresee(query with { First = 50 });

    private Task<GridRuleException> Refused(ForecastQuery query) => Assert.ThrowsAsync<GridRuleException>(() => Foresee(query));

    private async Task<List<string>> Gaps(DateOnly on) =>
        [.. (await _cluster.Graph(City).ListItems(City, new ItemQuery { Gaps = true, First = 500 }, new Moment(on, DateTimeOffset.MaxValue))).Items.Select(Name)];

    private static IEnumerable<string> Names(ForecastView view) => view.Items.Select(Name);

    private static string Name(ItemView item) => $"{item.Duty.Code} {item.Unit} {item.Post?.Code} {item.Gap}";
}
