using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>What happens to a cascade while the grid lives: blocked writes, later units and posts, moves, versions, midnights, restarts.</summary>
[OnBothDatabases]
public sealed class CascadeClusterTests : IAsyncLifetime
{
    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await GridCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_blocked_ledger_leaves_its_subtree_unreached_and_nobody_else()
    {
        const string City = WeifangGrid.City, County = "370702";
        await _cluster.EnterWeifang();
        await _cluster.WaitUntilSettled(City);
        _cluster.Faults.Block(GridKeys.Unit(City, County), "ledger");

        await _cluster.Issue(City, "2026");

        var below = new Outline(await _cluster.Grid(City).GetStructure(), new Moment(new(2026, 11, 22), DateTimeOffset.MaxValue)).Preorder(County).ToList();
        var blocked = await GridCluster.WaitUntil(() => Cascade(City), c => c.Unreached.Count == below.Count, c => $"{c.Unreached.Count} units are unreached, not {below.Count}");
        Assert.Equal(below.Order(StringComparer.Ordinal), blocked.Unreached);
        Assert.False(blocked.Settled);
        Assert.Equal(below.Count, (await _cluster.OverviewOf(City, City)).GapsByReason.Single(t => t.Of == GapReason.UnitNotReached).Count);

        _cluster.Faults.Unblock(GridKeys.Unit(City, County), "ledger");

        var city = await _cluster.WaitUntilSettled(City);
        Assert.Equal(4899, city.Items);
        Assert.Empty((await Cascade(City)).Unreached);
    }

    [Fact]
    public async Task Later_posts_and_units_get_their_items()
    {
        await _cluster.EnterSmall();
        await _cluster.Issue(City, List);
        Assert.Equal(4, (await _cluster.WaitUntilSettled(City)).Items);

        await Add(Place("120"), Unit("120", City, 2));
        await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o is { Settled: true, Items: 5, Units: 5, Persons: 5 }, o => $"{o.Items} items in {o.Units} units, settled {o.Settled}");
        await Add(Place(Branch, "岗位", 3));
        await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o is { Settled: true, Items: 6 }, o => $"{o.Items} items");

        Assert.Empty((await Cascade(City)).Unreached);
    }

    [Fact]
    public async Task A_moved_unit_takes_its_items_along()
    {
        await _cluster.EnterSmall();
        await _cluster.Issue(City, List);
        await _cluster.Grid(City).Enter([Unit("120", City, 2)], []);
        await _cluster.WaitUntilSettled(City);

        await _cluster.Grid(City).Enter([Unit(Branch, "120", 3, UnitKind.Branch)], []);

        var county = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, "120"), o => o is { Settled: true, Items: 2 }, o => $"{o.Items} items, settled {o.Settled}");
        Assert.Equal(2, county.Units);
        var city = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o is { Settled: true, Items: 4, Units: 5 }, o => $"{o.Items} items, settled {o.Settled}");
        Assert.Equal([1, 2], city.Children.Single(c => c.Unit == County) is var old ? [old.Items, old.Units] : []);
        Assert.Equal(GapReason.MissingPost, Assert.Single(city.GapsByReason).Of);
    }

    [Fact]
    public async Task A_new_version_reaches_everybody_and_keeps_what_did_not_change()
    {
        await _cluster.EnterSmall();
        await _cluster.Issue(City, List);
        await _cluster.WaitUntilSettled(City);

        var difference = await _cluster.List(City, List).Draft(
            [Duties[0], Duty("2026-3", "岗位", [4], new(2026, 11, 1)) with { Refines = "2026-1" }], newVersion: true, whole: true);
        Assert.Equal("2026-3, 2026-2", $"{difference.Added.Single()}, {difference.Dropped.Single()}");
        Assert.Equal(2, (await _cluster.Issue(City, List)).Number);

        var city = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o is { Settled: true, Overdue: 4 }, o => $"{o.Overdue} of 4 overdue, settled {o.Settled}");
        Assert.Equal(4, city.Items);
        var kept = await _cluster.Ledger(City, Branch).GetItem(new ItemKey(City, List, "2026-1", $"{Branch}-1"));
        Assert.Equal((2, 1), (kept!.ListVersion, kept.Duty.ChangedIn));
        Assert.Equal(ItemState.Retired, (await _cluster.Ledger(City, Branch).GetItem(new ItemKey(City, List, "2026-2", $"{Branch}-2")))!.State);
        Assert.Null(await _cluster.Ledger(City, Branch).GetItem(new ItemKey(City, List, "2026-9", $"{Branch}-2")));
        Assert.Equal(3, (await _cluster.Graph(City).GetOverview(City, null, new Moment(new(2026, 11, 21), GridCluster.Noon))).Overdue);
    }

    private Task<CascadeView> Cascade(string grid) => _cluster.Ledger(grid, grid).GetCascade("2026");

    private async Task Add(PostEntry place, params List<UnitEntry> units)
    {
        await _cluster.Grid(City).Enter(units, [place]);
        await _cluster.Unit(City, place.Unit).Record(Facts(place));
    }
}
