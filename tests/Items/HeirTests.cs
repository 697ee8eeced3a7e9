using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>What becomes of the items of a post that is closed.</summary>
public sealed class HeirTests : IAsyncLifetime
{
    private static readonly ItemKey Begun = ItemOf(Worker), Untouched = ItemOf(Worker, 2), Own = ItemOf(Colleague);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems(2);
        await _cluster.Do("a", AcceptItem, Begun, Worker);
        await _cluster.Do("r", ReportItem, Begun, Worker);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task What_was_begun_is_in_the_heirs_ledger_as_it_was()
    {
        var (before, history) = ((await _cluster.Read(Begun))!, await _cluster.HistoryOf(Begun));

        await Close();
        var after = await Inherited();

        Assert.Equal((before.Key, before.State, before.Version, before.DueOn, before.Percent), (after.Key, after.State, after.Version, after.DueOn, after.Percent));
        Assert.Equal(history, await _cluster.HistoryOf(Begun));
        Assert.Equal(0, (await _cluster.Read(Own))!.Version);
        Assert.Null(await _cluster.Read(Untouched));
    }

    [Fact]
    public async Task The_heir_carries_it_on_and_the_numbers_agree()
    {
        await Close();
        await Inherited();

        Assert.Equal(3, (await _cluster.Do("s", SubmitItem, Begun, Colleague)).Item.Version);
        await Agree((ItemState.Pending, 10), (ItemState.Submitted, 1));
        await _cluster.Do("c", CloseItem, Begun, CountyHead);
        await Agree((ItemState.Pending, 10), (ItemState.Closed, 1));
    }

    [Fact]
    public async Task A_child_that_nobody_touched_yet_goes_to_the_heir()
    {
        await _cluster.Do("p", AcceptItem, ItemOf(CountyHead), CountyHead);
        await _cluster.Do(Command("f", RefineItem, ItemOf(CountyHead), CountyHead) with { Post = Worker });
        var child = Assert.Single(await _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, County)).ListChildren(ItemOf(CountyHead)));

        await Close();
        await Inherited();

        Assert.Equal(Colleague, (await _cluster.Read(child))!.Post!.Code);
        await _cluster.Do("w", AcceptItem, child, Colleague);
        await Agree((ItemState.Pending, 9), (ItemState.Accepted, 2), (ItemState.InProgress, 1));
    }

    [Fact]
    public async Task The_heirs_queue_has_it_once_and_a_head_who_inherits_is_not_below_himself()
    {
        await Close();
        await Inherited();

        var heir = await _cluster.Graph(City).GetQueue(Colleague, 25);
        var head = await _cluster.Graph(City).GetQueue(BranchHead, 25);

        Assert.Equal([Begun], heir.Mine.Where(i => i.State == ItemState.InProgress).Select(i => i.Key));
        Assert.Equal(3, heir.Mine.Count);
        Assert.DoesNotContain(head.Mine, i => i.Key == Begun);
    }

    [Fact]
    public async Task After_a_stop_it_is_there_again()
    {
        await Close();
        await Inherited();
        await Agree((ItemState.Pending, 10), (ItemState.InProgress, 1));

        await _cluster.Restart();
        await _cluster.WaitUntilSettled(City);

        await Inherited();
        await Agree((ItemState.Pending, 10), (ItemState.InProgress, 1));
        Assert.Equal(ItemState.Submitted, (await _cluster.Do("s", SubmitItem, Begun, Colleague)).Item.State);
    }

    private async Task Close()
    {
        var commands = _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));
        await commands.Change(new UnitCommand { Id = "v", Act = Vacate, Unit = Branch, Post = Worker, Person = $"P{Worker}", On = new DateOnly(2026, 11, 20), Actor = Someone(CityHead) });
        await commands.Change(new StructureCommand { Id = "x", Act = ClosePost, Unit = Branch, Post = Worker, Heirs = [new Heir(Worker, Colleague)], On = new DateOnly(2026, 11, 21), Actor = Someone(CityHead) });
    }

    private Task<ItemView> Inherited() => Patience.Until("the item with the heir", async () => await _cluster.Read(Begun) is { } item && item.Post!.Code == Colleague ? item : null);

    /// <summary>Counted from the top, and listed.</summary>
    private async Task Agree(params (ItemState Of, int Count)[] states)
    {
        await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o.Settled && o.ByState.Select(t => (t.Of, t.Count)).SequenceEqual(states), o => string.Join(' ', o.ByState));
        var listed = await _cluster.Ledger(City, City).ListItems(new ItemQuery { First = 100 });
        Assert.Equal(states, listed.Items.GroupBy(i => i.State).OrderBy(g => g.Key).Select(g => (g.Key, g.Count())));
        Assert.Equal(listed.Items.Count, listed.TotalCount);
    }
}
