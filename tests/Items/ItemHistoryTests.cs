using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>A history longer than its row.</summary>
[OnBothDatabases]
public sealed class ItemHistoryTests : IClassFixture<ItemsCluster>
{
    private readonly GridCluster _cluster;
    private readonly ItemKey _item;

    public ItemHistoryTests(ItemsCluster items) => (_cluster, _item) = (items.Grid, ItemOf(Worker, items.NewPair()));

    [Fact]
    public async Task A_thousand_entries_are_read_by_pages_and_a_days_commands_stay_known()
    {
        await _cluster.Do("c1", AcceptItem, _item, Worker);
        for (var number = 2; number <= 1000; number++)
        {
            _cluster.Clock.Advance(TimeSpan.FromMinutes(2));
            await _cluster.Do(Report(number));
        }

        foreach (var size in (int[])[1, 15, 16, 17, 200, 1000])
            Assert.Equal(Enumerable.Range(1, 1000).Select(n => (n, $"c{n}")), (await _cluster.HistoryOf(_item, size)).Select(e => (e.Number, e.Command)));
        await Patience.Until<object>("the last log row", () => Task.FromResult<object?>(_cluster.Faults.Writes.Contains($"{GridKeys.ItemLog(GridKeys.Item(_item), 61)} item-log") ? _item : null));

        // 24 hours are the last 720 of them; all but the newest have left the row.
        await AssertKnown();
        await _cluster.Restart();
        await AssertKnown();
        Assert.Equal(Enumerable.Range(1, 1000), (await _cluster.HistoryOf(_item)).Select(e => e.Number));
    }

    [Fact]
    public async Task A_command_of_the_last_day_used_for_something_else_is_a_conflict_though_it_left_the_row()
    {
        await _cluster.Do("c1", AcceptItem, _item, Worker);
        for (var number = 2; number <= 70; number++) await _cluster.Do(Report(number));
        await _cluster.Restart();

        var refusal = await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Do(Report(3) with { Digest = 99 }));

        Assert.Equal((RefusalCode.Conflict, "commandId"), (refusal.Code, refusal.Field));
    }

    [Theory]
    [InlineData(AcceptItem), InlineData(DisputeItem), InlineData(ExtendItem), InlineData(LogReminder)]
    public async Task A_first_touch_writes_one_row_and_a_repeat_none(Act act)
    {
        var writes = await WritesAtRest();

        var by = act == LogReminder ? CountyHead : Worker;
        await _cluster.Do("c", act, _item, by);
        Assert.Equal([$"{GridKeys.Item(_item)} item"], Since(writes));
        await _cluster.Do("c", act, _item, by);
        await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Do("refused", CloseItem, _item, CountyHead));

        Assert.Single(Since(writes));
    }

    [Fact]
    public async Task Every_report_writes_one_row_and_older_entries_are_moved_apart_from_it()
    {
        await _cluster.Do("c1", AcceptItem, _item, Worker);
        var writes = await WritesAtRest();
        for (var number = 2; number <= 100; number++) await _cluster.Do(Report(number));
        await Patience.Until<object>("the tenth log row", () => Task.FromResult<object?>(Written("item-log", writes) >= 10 ? _item : null), seen: () => $"{Written("item-log", writes)} {Written("item", writes)}");

        Assert.Equal(99, Written("item", writes));
        Assert.Equal(Since(writes).Count(), Written("item-log", writes) + Written("item", writes));
    }

    /// <summary>How many writes there were. Reminding goes its own way; after this there is nobody left to remind.</summary>
    private async Task<int> WritesAtRest()
    {
        await _cluster.Grains.GetGrain<ISweeperGrain>(GridKeys.Sweeper(SmallGrid.City)).Sweep();
        return _cluster.Faults.Writes.Count;
    }

    /// <summary>Every write but what other tests' items still move to their logs.</summary>
    private IEnumerable<string> Since(int writes) => _cluster.Faults.Writes.Skip(writes).Where(w => w[0] is not ('i' or 'j') || w.Contains(GridKeys.Item(_item)[2..], StringComparison.Ordinal));

    private int Written(string state, int after) => Since(after).Count(w => w.EndsWith($" {state}", StringComparison.Ordinal));

    private async Task AssertKnown()
    {
        var writes = _cluster.Faults.Writes.Count;
        for (var number = 1000; number > 1000 - 720; number -= 45)
        {
            var again = await _cluster.Do(Report(number));
            Assert.Equal((number, number, number % 101), (again.Entry.Number, again.Entry.Version, again.Item.Percent));
        }

        Assert.Empty(Since(writes));
    }

    private ItemCommand Report(int number) => Command($"c{number}", ReportItem, _item, Worker) with { Digest = (ulong)number, Percent = number % 101 };
}
