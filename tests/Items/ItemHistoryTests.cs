using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>A history longer than its row.</summary>
public sealed class ItemHistoryTests : IAsyncLifetime
{
    private static readonly ItemKey Item = ItemOf(Worker);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_thousand_entries_are_read_by_pages_and_a_days_commands_stay_known()
    {
        await _cluster.Do("c1", AcceptItem, Item, Worker);
        for (var number = 2; number <= 1000; number++)
        {
            _cluster.Clock.Advance(TimeSpan.FromMinutes(2));
            await _cluster.Do(Report(number));
        }

        foreach (var size in (int[])[1, 15, 16, 17, 200, 1000])
            Assert.Equal(Enumerable.Range(1, 1000).Select(n => (n, $"c{n}")), (await _cluster.HistoryOf(Item, size)).Select(e => (e.Number, e.Command)));
        await Patience.Until<object>("the last log row", () => Task.FromResult<object?>(_cluster.Faults.Writes.Contains($"{GridKeys.ItemLog(GridKeys.Item(Item), 61)} item-log") ? Item : null));

        // 24 hours are the last 720 of them; all but the newest have left the row.
        await AssertKnown();
        await _cluster.Restart();
        await AssertKnown();
        Assert.Equal(Enumerable.Range(1, 1000), (await _cluster.HistoryOf(Item)).Select(e => e.Number));
    }

    [Fact]
    public async Task A_command_of_the_last_day_used_for_something_else_is_a_conflict_though_it_left_the_row()
    {
        await _cluster.Do("c1", AcceptItem, Item, Worker);
        for (var number = 2; number <= 70; number++) await _cluster.Do(Report(number));
        await _cluster.Restart();

        var refusal = await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Do(Report(3) with { Digest = 99 }));

        Assert.Equal((RefusalCode.Conflict, "commandId"), (refusal.Code, refusal.Field));
    }

    [Theory]
    [InlineData(AcceptItem), InlineData(DisputeItem), InlineData(ExtendItem), InlineData(LogReminder)]
    public async Task A_first_touch_writes_one_row_and_a_repeat_none(Act act)
    {
        var writes = _cluster.Faults.Writes.Count;

        await _cluster.Do("c", act, Item, Worker);
        Assert.Equal([$"{GridKeys.Item(Item)} item"], _cluster.Faults.Writes.Skip(writes));
        await _cluster.Do("c", act, Item, Worker);
        await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Do("refused", CloseItem, Item, CountyHead));

        Assert.Equal(1, _cluster.Faults.Writes.Count - writes);
    }

    [Fact]
    public async Task Every_report_writes_one_row_and_sixteen_entries_at_a_time_move_apart_from_it()
    {
        await _cluster.Do("c1", AcceptItem, Item, Worker);
        var writes = _cluster.Faults.Writes.Count;
        for (var number = 2; number <= 100; number++) await _cluster.Do(Report(number));
        await Patience.Until<object>("the fifth log row", () => Task.FromResult<object?>(Written("item-log", writes) == 5 && Written("item", writes) == 99 + 5 ? Item : null), seen: () => $"{Written("item-log", writes)} {Written("item", writes)}");

        Assert.Equal(_cluster.Faults.Writes.Count - writes, Written("item-log", writes) + Written("item", writes));
    }

    private int Written(string state, int after) => _cluster.Faults.Writes.Skip(after).Count(w => w.EndsWith($" {state}", StringComparison.Ordinal));

    private async Task AssertKnown()
    {
        var writes = _cluster.Faults.Writes.Count;
        for (var number = 1000; number > 1000 - 720; number -= 45)
        {
            var again = await _cluster.Do(Report(number));
            Assert.Equal((number, number, number % 101), (again.Entry.Number, again.Entry.Version, again.Item.Percent));
        }

        Assert.Equal(writes, _cluster.Faults.Writes.Count);
    }

    private static ItemCommand Report(int number) => Command($"c{number}", ReportItem, Item, Worker) with { Digest = (ulong)number, Percent = number % 101 };
}
