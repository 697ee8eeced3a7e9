using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>A storage that fails before or after the commit, at every row that a command writes.</summary>
public sealed class ItemCrashTests : IAsyncLifetime
{
    private static readonly ItemKey Item = ItemOf(Worker), Parent = ItemOf(CountyHead);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData(AcceptItem, false), InlineData(AcceptItem, true)]
    [InlineData(ReportItem, false), InlineData(ReportItem, true)]
    public async Task A_command_that_failed_is_there_only_if_its_row_is_and_the_repeat_says_which(Act act, bool isWritten)
    {
        if (act == ReportItem) await _cluster.Do("a", AcceptItem, Item, Worker);
        var before = (await _cluster.Read(Item))!.Version;
        Break(GridKeys.Item(Item), "item", isWritten);

        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Do("c", act, Item, Worker));
        await AssertLedgerAgrees(Item, before + (isWritten ? 1 : 0));

        var writes = WritesOf(GridKeys.Item(Item), "item");
        Assert.Equal(before + 1, (await _cluster.Do("c", act, Item, Worker)).Entry.Version);
        Assert.Equal(isWritten ? 0 : 1, WritesOf(GridKeys.Item(Item), "item") - writes);
        await AssertLedgerAgrees(Item, before + 1);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_refinement_whose_parent_row_failed_is_whole_or_not_at_all(bool isWritten)
    {
        await _cluster.Do("a", AcceptItem, Parent, CountyHead);
        Break(GridKeys.Item(Parent), "item", isWritten);

        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Do("r", RefineItem, Parent, CountyHead));

        if (isWritten) await Appears(await OnlyChild());
        else Assert.Empty(await Children());
        var child = Made(await _cluster.Do("r", RefineItem, Parent, CountyHead));
        Assert.Equal(child, await OnlyChild());
        await AssertLedgerAgrees(child, 0);
        await AssertLedgerAgrees(Parent, 2);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_child_whose_row_failed_comes_by_itself_and_once(bool isWritten)
    {
        await _cluster.Do("a", AcceptItem, Parent, CountyHead);
        // Which code the child will have follows from parent and command alone.
        var foreseen = new PureItems();
        foreseen.Do(Command("a", AcceptItem, Parent, CountyHead));
        foreseen.Do(Command("r", RefineItem, Parent, CountyHead));
        var child = foreseen.Stored[Parent].Charges[0].Key;
        Break(GridKeys.Item(child), "item", isWritten);

        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Do("r", RefineItem, Parent, CountyHead));
        await Appears(child);

        Assert.Equal(child, Made(await _cluster.Do("r", RefineItem, Parent, CountyHead)));
        await AssertLedgerAgrees(child, 0);
        Assert.Single(await _cluster.HistoryOf(child));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_childs_limit_that_was_not_written_moves_by_itself(bool isWritten)
    {
        await _cluster.Do("a", AcceptItem, Parent, CountyHead);
        var child = Made(await _cluster.Do("r", RefineItem, Parent, CountyHead));
        Break(GridKeys.Item(child), "item", isWritten);

        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Do("e", ExtendItem, Parent, CountyHead));

        var extended = await Patience.Until("the child's new limit", () => Unless<GridRuleException>(() => _cluster.Do("e", ExtendItem, child, CountyHead)), seconds: 20);
        Assert.Equal(new(2027, 1, 31), extended.Item.DueOn);
    }

    [Theory]
    [InlineData("item-log", false), InlineData("item-log", true)]
    [InlineData("item", false), InlineData("item", true)]
    public async Task Entries_on_their_way_to_the_log_are_never_lost_or_doubled(string row, bool isWritten)
    {
        await _cluster.Do("c1", AcceptItem, Item, Worker);
        for (var number = 2; number < 32; number++) await _cluster.Do($"c{number}", ReportItem, Item, Worker);
        var (item, log) = (GridKeys.Item(Item), GridKeys.ItemLog(GridKeys.Item(Item), 1));
        // The 32nd command goes through; what it starts is what breaks.
        if (row == "item") _cluster.Faults.Spare(item, row, 1);
        Break(row == "item" ? item : log, row, isWritten);

        await _cluster.Do("c32", ReportItem, Item, Worker);
        await Patience.Until<object>("the fault", () => Task.FromResult<object?>(_cluster.Faults.IsSpent(row == "item" ? item : log, row) ? row : null));
        await _cluster.Do("c33", ReportItem, Item, Worker);

        await Patience.Until<object>("the log", () => Task.FromResult<object?>(WritesOf(log, "item-log") > 0 ? row : null));
        Assert.Equal(Enumerable.Range(1, 33).Select(n => (n, $"c{n}")), (await _cluster.HistoryOf(Item, pageSize: 7)).Select(e => (e.Number, e.Command)));
        Assert.Equal(5, (await _cluster.Do("c5", ReportItem, Item, Worker)).Entry.Number);
        await AssertLedgerAgrees(Item, 33);
    }

    [Fact]
    public async Task Under_faults_at_every_other_command_each_counts_once()
    {
        await _cluster.Do("a", AcceptItem, Item, Worker);
        await Parallel.ForEachAsync(Enumerable.Range(1, 40), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            if (number % 2 == 0) Break(GridKeys.Item(Item), "item", isWritten: number % 4 == 0);
            await Patience.Until($"r{number}", () => Unless<StorageFailedException>(() => _cluster.Do($"r{number}", ReportItem, Item, Worker)));
        });

        var history = await _cluster.HistoryOf(Item);
        Assert.Equal(Enumerable.Range(1, 40).Select(n => $"r{n}").Order(), history.Skip(1).Select(e => e.Command).Order());
        Assert.Equal(Enumerable.Range(1, 41), history.Select(e => e.Number));
        await AssertLedgerAgrees(Item, 41);
    }

    [Fact]
    public async Task After_all_silos_stopped_the_touched_items_are_there_again()
    {
        await _cluster.Do("a", AcceptItem, Parent, CountyHead);
        var child = Made(await _cluster.Do("r", RefineItem, Parent, CountyHead));
        foreach (var act in (Act[])[AcceptItem, ReportItem, SubmitItem]) await _cluster.Do($"{act}", act, Item, Worker);
        await _cluster.Do("d", DisputeItem, ItemOf(BranchHead), BranchHead);
        await _cluster.Do("u", UpholdDispute, ItemOf(BranchHead), CityHead);
        var items = ((ItemKey[])[Parent, child, Item, ItemOf(BranchHead), ItemOf(Colleague)]).ToList();
        var before = await Task.WhenAll(items.Select(_cluster.Read));
        var counted = await Counted(o => o.ByState.Exists(t => t is { Of: ItemState.Submitted, Count: 1 }) && o.Items == 6);

        await _cluster.Restart();

        var after = await Counted(_ => true);
        Assert.Equal((counted.Items, counted.Overdue), (after.Items, after.Overdue));
        Assert.Equal(counted.ByState, after.ByState);
        Assert.Equal(before.Select(v => (v!.State, v.Version, v.DueOn, v.Percent)), (await Task.WhenAll(items.Select(_cluster.Read))).Select(v => (v!.State, v.Version, v.DueOn, v.Percent)));
    }

    private static async Task<ItemReply?> Unless<T>(Func<Task<ItemReply>> act) where T : Exception
    {
        try
        {
            return await act();
        }
        catch (T)
        {
            return null;
        }
    }

    private void Break(string key, string state, bool isWritten)
    {
        if (isWritten) _cluster.Faults.FailAfter(key, state, times: 1);
        else _cluster.Faults.Fail(key, state, times: 1);
    }

    private int WritesOf(string key, string state) => _cluster.Faults.Writes.Count(w => w == $"{key} {state}");

    private static ItemKey Made(ItemReply reply) => Parent with { Post = reply.Entry.Subject!, Duty = reply.Entry.Other! };

    private Task<List<ItemKey>> Children() => _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, County)).ListChildren(Parent);

    private Task<ItemKey> OnlyChild() => Patience.Until("the child at its parent", async () => (await Children()).SingleOrDefault());

    private Task<ItemView> Appears(ItemKey child) => Patience.Until("the child in its ledger", () => _cluster.Read(child), seconds: 20);

    private Task<Overview> Counted(Func<Overview, bool> isEnough) => GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o.Settled && isEnough(o), o => $"{o.Items} items, {string.Join(' ', o.ByState)}, settled {o.Settled}");

    private Task AssertLedgerAgrees(ItemKey item, int version) => ItemAgreement.Check(_cluster, item, version);
}
