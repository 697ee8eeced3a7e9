using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>An item at an earlier moment of either clock, and the answer to a command that is repeated after others.</summary>
public sealed class ItemMomentTests : IClassFixture<ItemsCluster>
{
    private readonly GridCluster _cluster;
    private readonly int _pair;
    private readonly ItemKey _item;

    public ItemMomentTests(ItemsCluster items)
    {
        (_cluster, _pair) = (items.Grid, items.NewPair());
        _item = ItemOf(Worker, _pair);
    }

    [Fact]
    public async Task Version_progress_and_last_step_are_those_of_the_day()
    {
        var told = await Live();

        foreach (var (day, then) in told)
        {
            Assert.Equal(then, Shown(await At(new Moment(day, DateTimeOffset.MaxValue))));
            Assert.Equal(then, Shown(await Listed(new Moment(day, DateTimeOffset.MaxValue))));
        }
    }

    [Fact]
    public async Task Version_progress_and_last_step_are_those_that_were_known()
    {
        var before = _cluster.Clock.GetUtcNow();
        var told = await Live();
        var today = told[^1].Day;

        Assert.Equal((ItemState.Pending, 0, null, null), Shown(await At(new Moment(today, before.AddSeconds(-1)))));
        foreach (var (day, then) in told)
            Assert.Equal(then, Shown(await At(new Moment(today, Noon(day).AddHours(2)))));
    }

    [Fact]
    public async Task The_history_ends_at_the_moment_asked_for()
    {
        var told = await Live();
        var ledger = _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, Branch));
        var whole = (await ledger.ListHistory(_item, 0, 100)).Entries;

        for (var n = 0; n < told.Count; n++)
        {
            var then = await ledger.ListHistory(_item, 0, 100, new Moment(told[n].Day, DateTimeOffset.MaxValue));
            Assert.Equal(whole.Take(n + 1).Select(e => e.Number), then.Entries.Select(e => e.Number));
            Assert.Equal(n + 1, then.Total);
        }

        Assert.Equal(2, Assert.Single((await ledger.ListHistory(_item, 1, 1, new Moment(told[2].Day, DateTimeOffset.MaxValue))).Entries).Number);
    }

    [Fact]
    public async Task A_late_report_counts_from_the_day_that_it_was_true()
    {
        var start = Day();
        await _cluster.Do("a", AcceptItem, _item, Worker);
        _cluster.Clock.Advance(TimeSpan.FromDays(3));
        await _cluster.Do(Command("r", ReportItem, _item, Worker) with { On = start.AddDays(1), Percent = 30 });

        Assert.Equal((ItemState.InProgress, 2), ((await At(new Moment(start.AddDays(1), DateTimeOffset.MaxValue))).State, (await At(new Moment(start.AddDays(1), DateTimeOffset.MaxValue))).Version));
        Assert.Equal(1, (await At(new Moment(start, DateTimeOffset.MaxValue))).Version);
    }

    [Fact]
    public async Task A_repeated_command_shows_the_item_as_the_command_left_it()
    {
        await _cluster.Do("a", AcceptItem, _item, Worker);
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        var reminded = await _cluster.Do("m", LogReminder, _item, CountyHead);
        var first = await _cluster.Do("r1", ReportItem, _item, Worker);
        // More than the row holds: what is asked for has gone to the log.
        for (var number = 2; number < 40; number++)
        {
            _cluster.Clock.Advance(TimeSpan.FromMinutes(1));
            await _cluster.Do(Command($"r{number}", ReportItem, _item, Worker) with { Percent = 40 + number });
        }

        foreach (var told in (ItemReply[])[reminded, first])
        {
            var again = await _cluster.Do(told == first ? "r1" : "m", told == first ? ReportItem : LogReminder, _item, told == first ? Worker : CountyHead);
            Assert.Equal(told.Entry with { Evidence = null }, again.Entry with { Evidence = null });
            Assert.Equal(Shown(told.Item), Shown(again.Item));
            Assert.Equal(told.Item.Activity, again.Item.Activity);
        }

        Assert.Equal(79, (await _cluster.Read(_item))!.Percent);
    }

    /// <summary>A step a day, and how the item stood after it.</summary>
    private async Task<List<(DateOnly Day, (ItemState, int, int?, DateTimeOffset?) Then)>> Live()
    {
        List<(DateOnly, (ItemState, int, int?, DateTimeOffset?))> told = [];
        foreach (var (act, by, percent) in ((Act, string, int?)[])[(AcceptItem, Worker, null), (ReportItem, Worker, 30), (LogReminder, CountyHead, null), (ReportItem, Worker, 70), (SubmitItem, Worker, null), (ReturnItem, CountyHead, null), (ReportItem, Worker, 80)])
        {
            await _cluster.Do(Command($"{told.Count}", act, _item, by) with { Percent = percent });
            told.Add((Day(), Shown((await _cluster.Read(_item))!)));
            _cluster.Clock.Advance(TimeSpan.FromDays(1));
        }

        return told;
    }

    private DateOnly Day() => new GridSettings().DateAt(_cluster.Clock.GetUtcNow());

    private static DateTimeOffset Noon(DateOnly day) => new GridSettings().MidnightOf(day).AddHours(12);

    private async Task<ItemView> At(Moment at) => (await _cluster.Graph(City).GetItems([_item], at))[0]!;

    private async Task<ItemView> Listed(Moment at) =>
        Assert.Single((await _cluster.Graph(City).ListItems(City, new ItemQuery { Filter = new ItemFilter { Duties = [_item.Duty] }, First = 10 }, at)).Items, i => i.Key == _item);

    private static (ItemState State, int Version, int? Percent, DateTimeOffset? LastMoved) Shown(ItemView item) => (item.State, item.Version, item.Percent, item.LastMoved);
}
