using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>What a cascade does when days pass and processes end.</summary>
public sealed class CascadeTimeTests : IAsyncLifetime
{
    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await GridCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Midnight_in_the_citys_zone_changes_numbers_without_a_write()
    {
        await _cluster.EnterSmall();
        // Covered since 29 August: 21 November is the 85th day, 22 November is past it for one who began a day later.
        await _cluster.Unit(City, Branch).Record(new UnitFacts { Fills = [Fill($"{Branch}-1", $"P{Branch}-1", Start, new(2026, 8, 29)), Fill($"{Branch}-1", "P9", new(2026, 8, 31), kind: FillKind.Acting)] });
        await _cluster.Issue(City, List);
        var before = await _cluster.WaitUntilSettled(City);
        Assert.Equal((0, 3), (before.Unassigned, before.Overdue));
        var writes = Writes();

        _cluster.Clock.SetUtcNow(new(2026, 11, 22, 15, 59, 59, TimeSpan.Zero));
        Assert.Equal(0, (await _cluster.WaitUntilSettled(City)).Unassigned);
        _cluster.Clock.SetUtcNow(new(2026, 11, 22, 16, 0, 0, TimeSpan.Zero));

        var after = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o is { Settled: true, Unassigned: 1 }, o => $"{o.Unassigned} unassigned on {o.AsOf}, settled {o.Settled}");
        Assert.Equal(new DateOnly(2026, 11, 23), after.AsOf);
        Assert.Equal(GapReason.ActingPastLimit, Assert.Single(after.GapsByReason).Of);

        _cluster.Clock.SetUtcNow(new(2026, 12, 10, 16, 0, 0, TimeSpan.Zero));
        await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o is { Settled: true, Overdue: 4 }, o => $"{o.Overdue} overdue on {o.AsOf}");
        Assert.Equal(writes, Writes());

        // Reminders are noted in ledgers, and whether one falls due here is nothing that numbers hang on.
        int Writes() => _cluster.Faults.Writes.Count(write => !write.EndsWith(" ledger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_of_next_year_comes_into_force_with_the_year()
    {
        await _cluster.EnterSmall();
        await _cluster.List(City, "2027").Draft([Duty("2027-1", "主要负责人", [1, 2, 3], new(2027, 6, 30))], newVersion: false, whole: false);
        await _cluster.Issue(City, "2027");
        Assert.Equal(0, (await _cluster.WaitUntilSettled(City)).Items);

        _cluster.Clock.SetUtcNow(new(2026, 12, 31, 16, 0, 0, TimeSpan.Zero));

        await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o is { Settled: true, Items: 3 }, o => $"{o.Items} of 3 items on {o.AsOf}");
    }

    [Fact]
    [OnBothDatabases]
    public async Task After_a_restart_everything_is_there_and_nothing_is_written()
    {
        const string City = WeifangGrid.City;
        await _cluster.EnterWeifang();
        await _cluster.Issue(City, "2026");
        var before = await _cluster.WaitUntilSettled(City);
        var writes = await WritesAtRest();

        await _cluster.Restart();

        var after = await _cluster.WaitUntilSettled(City);
        Assert.Equal((before.Items, before.Posts, before.Persons, before.Unassigned, before.Overdue), (after.Items, after.Posts, after.Persons, after.Unassigned, after.Overdue));
        Assert.Equal(before.ByDepth, after.ByDepth);
        Assert.Equal(3502, (await _cluster.Ledger(City, City).GetCascade("2026")).Levels.Sum(l => l.ItemsComplete));
        Assert.Equal(writes, _cluster.Faults.Writes.Count);
    }

    /// <summary>How many rows were written once nobody writes any more: the index of persons follows an import by itself.</summary>
    private async Task<int> WritesAtRest()
    {
        var (quiet, last) = (0, -1);
        await Patience.Until("no more writes", () =>
        {
            var now = _cluster.Faults.Writes.Count;
            (quiet, last) = (now == last ? quiet + 1 : 0, now);
            return Task.FromResult(quiet > 100 ? this : null);
        });
        return last;
    }

    [Theory]
    [OnBothDatabases]
    [InlineData(City), InlineData(County), InlineData(Branch)]
    public async Task A_lost_activation_is_counted_again(string unit)
    {
        await _cluster.EnterSmall();
        await _cluster.Issue(City, List);
        await _cluster.WaitUntilSettled(City);

        await _cluster.Silos.DeactivateAsync(_cluster.Ledger(City, unit));
        await _cluster.Unit(City, Branch).Record(Facts(Place(Branch, "岗位", 2)) with { Fills = [Fill($"{Branch}-2", $"P{Branch}-2", Start, new(2026, 11, 21))] });

        var city = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o is { Settled: true, Unassigned: 1 }, o => $"{o.Unassigned} unassigned, {o.Items} items, settled {o.Settled}");
        Assert.Equal(4, city.Items);
        Assert.Equal(GapReason.HolderLeft, Assert.Single(city.GapsByReason).Of);
    }

    [Fact]
    [OnBothDatabases]
    public async Task A_lost_activation_counts_on_the_next_day_too()
    {
        await _cluster.EnterSmall();
        await _cluster.Issue(City, List);
        await _cluster.WaitUntilSettled(City);

        await _cluster.Silos.DeactivateAsync(_cluster.Ledger(City, Branch));
        _cluster.Clock.Advance(TimeSpan.FromDays(20));

        var city = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o is { Settled: true, Overdue: 4 }, o => $"{o.Overdue} overdue on {o.AsOf}, settled {o.Settled}");
        Assert.Equal(4, city.Items);
    }
}
