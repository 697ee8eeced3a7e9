using Xunit;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>The sample municipality, cascaded on two silos; its numbers were counted by hand-written scripts before there was a grid.</summary>
[OnBothDatabases]
public sealed class WeifangTruthTests(WeifangGrid weifang) : IClassFixture<WeifangGrid>
{
    private const string City = WeifangGrid.City;

    [Fact]
    public async Task The_city_counts_what_was_counted_without_it()
    {
        var city = await weifang.Cluster.WaitUntilSettled(City);

        Assert.Equal((237, 1123, 1076), (city.Units, city.Posts, city.Persons));
        Assert.Equal(4899, city.Items);
        Assert.Equal([168, 1703, 1830, 1198], city.ByLevel.Select(t => t.Count));
        Assert.Equal([32, 898, 1651, 2318], city.ByDepth.Select(t => t.Count));
        Assert.Equal((47, 213, 2244, 834), (city.VacantPosts, city.Unassigned, city.Overdue, city.KeyFew));
        Assert.Equal([213], city.GapsByReason.Where(t => t.Of is not GapReason.UnitNotReached).GroupBy(_ => 1).Select(g => g.Sum(t => t.Count)));
        Assert.Equal(
            "业务规范=714 专项整治=387 作风建设=790 协同监督=498 执纪问责=57 政治监督=85 数字监督=272 派驻监督=514 警示教育=865 责任落实=444 选人用人=202 队伍建设=71".Split(' ').Order(),
            city.ByAspect.Select(t => $"{t.Of}={t.Count}").Order());
        Assert.Equal([4899, 4899], [city.ByLayer.Sum(t => t.Count), city.ByState.Sum(t => t.Count)]);
    }

    [Fact]
    public async Task Everything_is_reached_and_each_level_is_whole()
    {
        await weifang.Cluster.WaitUntilSettled(City);

        var cascade = await weifang.Cluster.Ledger(City, City).GetCascade("2026");

        Assert.Empty(cascade.Unreached);
        Assert.Equal([168, 1703, 1830, 1198], cascade.Levels.Select(l => l.ItemsComplete + l.ItemsBroken));
        Assert.Equal(3502, cascade.Levels.Sum(l => l.ItemsComplete));
        Assert.Equal(237, cascade.Levels.Sum(l => l.UnitsTotal));
    }

    [Fact]
    public async Task The_same_question_asked_of_every_unit_gets_the_same_numbers()
    {
        var fromRollUps = await weifang.Cluster.WaitUntilSettled(City);

        var counted = await weifang.Cluster.Graph(City).GetOverview(City, null, new Moment(fromRollUps.AsOf, weifang.Cluster.Clock.GetUtcNow()));

        Same(fromRollUps, counted);
        Assert.Equal(fromRollUps.Children.Count, counted.Children.Count);
        foreach (var (one, other) in fromRollUps.Children.Zip(counted.Children)) Same(one, other);
    }

    [Fact]
    public async Task A_page_of_the_city_is_the_page_of_a_full_scan()
    {
        var city = await weifang.Cluster.WaitUntilSettled(City);
        var query = new ItemQuery { First = 60, Filter = new ItemFilter { Overdue = true } };
        var at = new Moment(city.AsOf, weifang.Cluster.Clock.GetUtcNow());

        for (var pages = 0; pages < 4; pages++)
        {
            var merged = await weifang.Cluster.Ledger(City, City).ListItems(query);
            var scanned = await weifang.Cluster.Graph(City).ListItems(City, query, at);
            Assert.Equal(2244, merged.TotalCount);
            Assert.Equal(scanned.Items.Select(i => i.Key), merged.Items.Select(i => i.Key));
            query = query with { After = merged.Items[^1].Place() };
        }
    }

    [Fact]
    public async Task Issuing_twice_changes_nothing()
    {
        await weifang.Cluster.WaitUntilSettled(City);
        // Reminding goes its own way; after this there is nobody left to remind.
        await weifang.Cluster.Grains.GetGrain<ISweeperGrain>(GridKeys.Sweeper(City)).Sweep();
        var before = weifang.Cluster.Faults.Writes.Count;

        var again = await weifang.Cluster.Issue(City, "2026");

        Assert.Equal(1, again.Number);
        Assert.Equal(4899, (await weifang.Cluster.WaitUntilSettled(City)).Items);
        Assert.Equal(before, weifang.Cluster.Faults.Writes.Count);
    }

    [Fact]
    public async Task Numbers_that_come_late_or_twice_change_nothing()
    {
        await weifang.Cluster.WaitUntilSettled(City);
        var ledger = weifang.Cluster.Ledger(City, City);
        var held = await ledger.Receive(new RollUp { Unit = "370702" });

        foreach (var old in (RollUp[])[held, held with { Number = held.Number - 1, Posts = 7 }, held with { Epoch = held.Epoch - 1, Posts = 9 }, held])
        {
            var now = await ledger.Receive(old);
            // The county itself may have spoken meanwhile.
            Assert.False(held.IsNewerThan(now));
            Assert.Equal(held.Posts, now.Posts);
        }

        Assert.Equal(1123, (await weifang.Cluster.WaitUntilSettled(City)).Posts);
    }

    [Fact]
    public async Task An_unknown_unit_is_refused_by_every_question()
    {
        foreach (var ask in (Func<Task>[])
        [
            () => weifang.Cluster.OverviewOf(City, "999999"),
            () => weifang.Cluster.Ledger(City, "999999").ListItems(new ItemQuery { First = 5 }),
            () => weifang.Cluster.Unit(City, "999999").Record(new UnitFacts()),
            () => weifang.Cluster.OverviewOf("999", "999"),
        ])
            Assert.Equal(RefusalCode.NotFound, (await Assert.ThrowsAsync<GridRuleException>(ask)).Code);
    }

    private static void Same(Overview one, Overview other)
    {
        Assert.Equal(
            (one.Unit, one.Units, one.Posts, one.Persons, one.Items, one.VacantPosts, one.Unassigned, one.Overdue, one.KeyFew),
            (other.Unit, other.Units, other.Posts, other.Persons, other.Items, other.VacantPosts, other.Unassigned, other.Overdue, other.KeyFew));
        Assert.Equal(one.ByLevel, other.ByLevel);
        Assert.Equal(one.ByDepth, other.ByDepth);
        Assert.Equal(one.ByAspect, other.ByAspect);
        Assert.Equal(one.GapsByReason, other.GapsByReason);
    }
}

/// <summary>Weifang, issued. Tests that share it only read.</summary>
public sealed class WeifangGrid : IAsyncLifetime
{
    public const string City = "370700";

    public GridCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Cluster = await GridCluster.Start();
        await Cluster.EnterWeifang();
        await Cluster.Issue(City, "2026");
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
