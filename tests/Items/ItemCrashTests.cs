using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>A storage that fails before or after the commit, at every row that a command writes.</summary>
[OnBothDatabases]
public sealed class ItemCrashTests : IClassFixture<ItemsCluster>
{
    private readonly GridCluster _cluster;
    private readonly ItemKey _item, _parent;

    public ItemCrashTests(ItemsCluster items)
    {
        var pair = items.NewPair();
        (_cluster, _item, _parent) = (items.Grid, ItemOf(Worker, pair), ItemOf(CountyHead, pair));
    }

    [Theory]
    [InlineData(AcceptItem, false), InlineData(AcceptItem, true)]
    [InlineData(ReportItem, false), InlineData(ReportItem, true)]
    public async Task A_command_that_failed_is_there_only_if_its_row_is_and_the_repeat_says_which(Act act, bool isWritten)
    {
        if (act == ReportItem) await _cluster.Do("a", AcceptItem, _item, Worker);
        var before = (await _cluster.Read(_item))!.Version;
        Break(GridKeys.Item(_item), "item", isWritten);

        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Do("c", act, _item, Worker));
        await AssertLedgerAgrees(_item, before + (isWritten ? 1 : 0));

        var writes = WritesOf(GridKeys.Item(_item), "item");
        Assert.Equal(before + 1, (await _cluster.Do("c", act, _item, Worker)).Entry.Version);
        Assert.Equal(isWritten ? 0 : 1, WritesOf(GridKeys.Item(_item), "item") - writes);
        await AssertLedgerAgrees(_item, before + 1);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_refinement_whose_parent_row_failed_is_whole_or_not_at_all(bool isWritten)
    {
        await _cluster.Do("a", AcceptItem, _parent, CountyHead);
        Break(GridKeys.Item(_parent), "item", isWritten);

        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Do("r", RefineItem, _parent, CountyHead));

        if (isWritten) await Appears(await OnlyChild());
        else Assert.Empty(await Children());
        var child = Made(await _cluster.Do("r", RefineItem, _parent, CountyHead));
        Assert.Equal(child, await OnlyChild());
        await AssertLedgerAgrees(child, 0);
        await AssertLedgerAgrees(_parent, 2);
    }

    [Fact]
    public async Task A_parent_stays_open_for_a_child_of_which_nobody_could_tell_its_unit()
    {
        foreach (var (id, act) in new[] { ("a", AcceptItem), ("p", ReportItem) }) await _cluster.Do(id, act, _parent, CountyHead);
        var child = ForeseenChild();
        // For as long as this takes, and longer.
        _cluster.Faults.Fail(GridKeys.Item(child), "item", 1000);
        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Do("r", RefineItem, _parent, CountyHead));
        await _cluster.Do("s", SubmitItem, _parent, CountyHead);

        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Do("c", CloseItem, _parent, CityHead));
        _cluster.Faults.Fail(GridKeys.Item(child), "item", 0);

        // Whoever closes tells the child's unit before anything else.
        Assert.Contains("尚未销号", (await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Do("c", CloseItem, _parent, CityHead))).Message, StringComparison.Ordinal);
        Assert.Equal(ItemState.Pending, (await _cluster.Read(child))!.State);
        Assert.Equal(ItemState.Submitted, (await _cluster.Read(_parent))!.State);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_child_whose_row_failed_comes_by_itself_and_once(bool isWritten)
    {
        await _cluster.Do("a", AcceptItem, _parent, CountyHead);
        var child = ForeseenChild();
        Break(GridKeys.Item(child), "item", isWritten);

        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Do("r", RefineItem, _parent, CountyHead));
        await Appears(child);

        Assert.Equal(child, Made(await _cluster.Do("r", RefineItem, _parent, CountyHead)));
        await AssertLedgerAgrees(child, 0);
        Assert.Single(await _cluster.HistoryOf(child));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_childs_limit_that_was_not_written_moves_by_itself(bool isWritten)
    {
        await _cluster.Do("a", AcceptItem, _parent, CountyHead);
        var child = Made(await _cluster.Do("r", RefineItem, _parent, CountyHead));
        Break(GridKeys.Item(child), "item", isWritten);

        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Do("e", ExtendItem, _parent, CountyHead));

        var extended = await Patience.Until("the child's new limit", () => Unless<GridRuleException>(() => _cluster.Do("e", ExtendItem, child, CountyHead)), seconds: 20);
        Assert.Equal(new(2027, 1, 31), extended.Item.DueOn);
    }

    [Theory]
    [InlineData("item-log", false), InlineData("item-log", true)]
    [InlineData("item", false), InlineData("item", true)]
    public async Task Entries_on_their_way_to_the_log_are_never_lost_or_doubled(string row, bool isWritten)
    {
        await _cluster.Do("c1", AcceptItem, _item, Worker);
        for (var number = 2; number < 16; number++) await _cluster.Do($"c{number}", ReportItem, _item, Worker);
        var (item, log) = (GridKeys.Item(_item), GridKeys.ItemLog(GridKeys.Item(_item), 1));
        // The 16th command starts the log row; the write of the 17th leaves out what stands there.
        if (row == "item-log") Break(log, row, isWritten);
        await _cluster.Do("c16", ReportItem, _item, Worker);
        await Patience.Until<object>("the log", () => Task.FromResult<object?>(row == "item-log" ? (_cluster.Faults.IsSpent(log, row) ? row : null) : WritesOf(log, "item-log") > 0 ? row : null));
        if (row == "item") Break(item, row, isWritten);
        await Patience.Until("c17", () => Unless<StorageFailedException>(() => _cluster.Do("c17", ReportItem, _item, Worker)));
        await _cluster.Do("c18", ReportItem, _item, Worker);

        await Patience.Until<object>("the log", () => Task.FromResult<object?>(WritesOf(log, "item-log") > 0 ? row : null));
        Assert.Equal(Enumerable.Range(1, 18).Select(n => (n, $"c{n}")), (await _cluster.HistoryOf(_item, pageSize: 7)).Select(e => (e.Number, e.Command)));
        Assert.Equal(5, (await _cluster.Do("c5", ReportItem, _item, Worker)).Entry.Number);
        await AssertLedgerAgrees(_item, 18);
    }

    [Fact]
    public async Task Under_faults_at_every_other_command_each_counts_once()
    {
        await _cluster.Do("a", AcceptItem, _item, Worker);
        await Parallel.ForEachAsync(Enumerable.Range(1, 40), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            if (number % 2 == 0) Break(GridKeys.Item(_item), "item", isWritten: number % 4 == 0);
            await Patience.Until($"r{number}", () => Unless<StorageFailedException>(() => _cluster.Do($"r{number}", ReportItem, _item, Worker)));
        });

        var history = await _cluster.HistoryOf(_item);
        Assert.Equal(Enumerable.Range(1, 40).Select(n => $"r{n}").Order(), history.Skip(1).Select(e => e.Command).Order());
        Assert.Equal(Enumerable.Range(1, 41), history.Select(e => e.Number));
        await AssertLedgerAgrees(_item, 41);
    }

    /// <summary>Which code the child will have follows from parent and command alone.</summary>
    private ItemKey ForeseenChild()
    {
        var foreseen = new PureItems();
        foreseen.Issued = foreseen.Issued with { Duties = [.. DutiesOf(ItemsCluster.Pairs).Select(d => d with { ChangedIn = 1 })] };
        foreseen.Do(Command("a", AcceptItem, _parent, CountyHead));
        foreseen.Do(Command("r", RefineItem, _parent, CountyHead));
        return foreseen.Stored[_parent].Charges[0].Key;
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

    private ItemKey Made(ItemReply reply) => _parent with { Post = reply.Entry.Subject!, Duty = reply.Entry.Other! };

    private Task<List<ItemKey>> Children() => _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, County)).ListChildren(_parent);

    private Task<ItemKey> OnlyChild() => Patience.Until("the child at its parent", async () => (await Children()).SingleOrDefault());

    private Task<ItemView> Appears(ItemKey child) => Patience.Until("the child in its ledger", () => _cluster.Read(child), seconds: 20);

    private Task AssertLedgerAgrees(ItemKey item, int version) => ItemAgreement.Check(_cluster, item, version);
}
