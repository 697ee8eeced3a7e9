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
    public async Task The_history_names_what_the_heir_takes_over_although_nobody_may_hand_it_on()
    {
        await _cluster.List(City, List).Draft([.. DutiesOf(2).Select(d => d.Code == Begun.Duty ? d with { Delegable = false } : d)], newVersion: true, whole: true);
        await _cluster.Issue(City, List);
        await Patience.Until<object>("the new version", async () => (await _cluster.Read(Begun))!.ListVersion == 2 ? Begun : null);

        await Close();

        var told = $"由承接岗位承接，其中不可转派的事项：{Begun.Duty}";
        Assert.Equal((Colleague, told), (await _cluster.Grid(City).ListEntries(Worker)).Single(e => e.Act == ClosePost) is var entry ? (entry.Other, entry.Text) : default);
        Assert.Equal((Colleague, told), (await _cluster.Unit(City, Branch).ListEntries(Worker)).Single(e => e.Act == ClosePost) is var here ? (here.Other, here.Text) : default);
    }

    [Fact]
    public async Task Where_everything_may_be_handed_on_the_history_says_nothing_of_it()
    {
        await Close();

        Assert.Null((await _cluster.Grid(City).ListEntries(Worker)).Single(e => e.Act == ClosePost).Text);
    }

    [Fact]
    [OnBothDatabases]
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
    public async Task A_changed_duty_is_asked_for_anew_and_what_was_closed_stays_closed()
    {
        var done = ItemOf(Worker, 2);
        foreach (var act in (Act[])[AcceptItem, ReportItem, SubmitItem]) await _cluster.Do($"2{act}", act, done, Worker);
        await _cluster.Do("2c", CloseItem, done, CountyHead);
        await Close();
        await Inherited();

        await _cluster.List(City, List).Draft([.. DutiesOf(2).Select(d => d with { Title = $"改写{d.Code}" })], newVersion: true, whole: true);
        await _cluster.Issue(City, List);
        await Agree((ItemState.Pending, 11), (ItemState.Closed, 1));

        var (open, closed) = ((await _cluster.Read(Begun))!, (await _cluster.Read(done))!);
        Assert.Equal((Colleague, ItemState.Pending, 2, 2), (open.Post!.Code, open.State, open.Version, open.ListVersion));
        Assert.Equal((Colleague, ItemState.Closed), (closed.Post!.Code, closed.State));
        Assert.Equal(RefusalCode.Refused, (await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Do("again", AcceptItem, done, Colleague))).Code);
        Assert.Equal(3, (await _cluster.Do("b", AcceptItem, Begun, Colleague)).Item.Version);
        await Agree((ItemState.Pending, 10), (ItemState.Accepted, 1), (ItemState.Closed, 1));
    }

    [Fact]
    public async Task A_dropped_duty_can_still_be_read_at_the_heir()
    {
        await Close();
        await Inherited();
        await _cluster.List(City, List).Draft([.. DutiesOf(2).Take(1)], newVersion: true, whole: true);
        await _cluster.Issue(City, List);

        Assert.Equal(ItemState.Retired, (await Patience.Until("the item retired", async () => await _cluster.Read(Begun) is { State: ItemState.Retired } item ? item : null)).State);
        Assert.Equal(["a", "r"], (await _cluster.HistoryOf(Begun)).Select(e => e.Command));
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
    public async Task What_a_head_inherits_is_his_own_and_not_below_him()
    {
        var place = Place(Branch, number: 8);
        await Enter(place);
        var late = ItemOf(place.Code);
        await Patience.Until("the item of another head", () => _cluster.Read(late));
        await _cluster.Do("h", AcceptItem, late, place.Code);

        await Close(place.Code, BranchHead);
        var queue = await Patience.Until("the item with the head", async () => await _cluster.Graph(City).GetQueue(BranchHead, 25) is { Mine.Count: 3 } q ? q : null);

        Assert.Contains(late, queue.Mine.Select(i => i.Key));
        Assert.Equal(0, queue.Overdue.Total);
        Assert.Empty(queue.Overdue.Items);
    }

    [Fact]
    [OnBothDatabases]
    public async Task An_heir_in_another_unit_takes_it_there()
    {
        var heir = Place(Office, "岗位", 5);
        await Enter(heir);
        await _cluster.WaitUntilSettled(City);
        var history = await _cluster.HistoryOf(Begun);

        await Close(Worker, heir.Code);
        var item = await Patience.Until("the item in the other unit", () => _cluster.Ledger(City, Office).GetItem(Begun));

        Assert.Equal((Begun, Office, heir.Code, ItemState.InProgress, 2), (item.Key, item.Unit, item.Post!.Code, item.State, item.Version));
        Assert.Null(await _cluster.Read(Begun));
        Assert.Equal(history, (await _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, Office)).ListHistory(Begun, 0, 100)).Entries);
        Assert.Equal(ItemState.Submitted, (await _cluster.Do("s", SubmitItem, Begun, heir.Code)).Item.State);
        await Agree((ItemState.Pending, 12), (ItemState.Submitted, 1));
    }

    [Fact]
    [OnBothDatabases]
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

    private async Task Enter(PostEntry place)
    {
        await _cluster.Grid(City).Enter([], [place]);
        await _cluster.Unit(City, place.Unit).Record(Facts(place));
    }

    private async Task Close(string post = Worker, string heir = Colleague)
    {
        var commands = _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));
        await commands.Change(new UnitCommand { Id = "v", Act = Vacate, KeepsAll = true, Unit = Branch, Post = post, Person = $"P{post}", On = new DateOnly(2026, 11, 20), Until = new DateOnly(2026, 11, 20), Actor = Someone(CityHead) });
        await commands.Change(new StructureCommand { Id = "x", Act = ClosePost, Unit = Branch, Post = post, Heirs = [new Heir(post, heir)], On = new DateOnly(2026, 11, 21), Actor = Someone(CityHead) });
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
