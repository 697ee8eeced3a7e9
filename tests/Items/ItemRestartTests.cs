using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>What is there again after a stop, and what a post entered before its unit knows of it does to a refinement.</summary>
[OnBothDatabases]
public sealed class ItemRestartTests : IAsyncLifetime
{
    private static readonly ItemKey Item = ItemOf(Worker), Parent = ItemOf(CountyHead);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

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
        // Six items of the list and a child; the one that was upheld against is retired.
        var counted = await Counted(o => o.ByState.Exists(t => t is { Of: ItemState.Submitted, Count: 1 }) && o.Items == 6);

        await _cluster.Restart();

        var after = await Counted(_ => true);
        Assert.Equal((counted.Items, counted.Overdue), (after.Items, after.Overdue));
        Assert.Equal(counted.ByState, after.ByState);
        Assert.Equal(before.Select(v => (v!.State, v.Version, v.DueOn, v.Percent)), (await Task.WhenAll(items.Select(_cluster.Read))).Select(v => (v!.State, v.Version, v.DueOn, v.Percent)));
    }

    [Fact]
    public async Task A_refinement_to_a_post_that_its_unit_lacks_as_yet_comes_with_the_post()
    {
        var place = Place(Branch, "岗位", 9);
        await _cluster.Grid(City).Enter([], [place]);
        await _cluster.Do("a", AcceptItem, Parent, CountyHead);
        var command = Command("r", RefineItem, Parent, CountyHead) with { Post = place.Code };
        var child = Made(await _cluster.Do(command));
        Assert.Null(await _cluster.Read(child));

        await _cluster.Unit(City, Branch).Record(Facts(place));
        var stands = await Patience.Until("the child at its post", async () =>
        {
            await _cluster.Do(command);
            return await _cluster.Read(child);
        });

        Assert.Equal((ItemState.Pending, 0), (stands.State, stands.Version));
        Assert.Single(await _cluster.HistoryOf(child));
        Assert.True((await _cluster.WaitUntilSettled(City)).Settled);
    }

    [Fact]
    public async Task A_dropped_duty_is_retired_and_keeps_its_history()
    {
        await _cluster.Do("a", AcceptItem, Item, Worker);
        await _cluster.Do("b", AcceptItem, Parent, CountyHead);
        await _cluster.List(City, List).Draft([DutiesOf(1)[0] with { Title = "改写" }], newVersion: true, whole: true);
        await _cluster.Issue(City, List);
        await Counted(o => o.Items == 4);

        Assert.Equal(ItemState.Retired, (await _cluster.Read(Item))!.State);
        Assert.Equal(AcceptItem, Assert.Single(await _cluster.HistoryOf(Item)).Act);
        Assert.Equal(RefusalCode.NotFound, (await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Do("c", ReportItem, Item, Worker))).Code);
        Assert.Equal((ItemState.Pending, 1), ((await _cluster.Read(Parent))!.State, (await _cluster.Read(Parent))!.Version));
        Assert.Equal(2, (await _cluster.Do("c", AcceptItem, Parent, CountyHead)).Entry.Version);
        Assert.Equal(["b", "c"], (await _cluster.HistoryOf(Parent)).Select(e => e.Command));
    }

    private static ItemKey Made(ItemReply reply) => Parent with { Post = reply.Entry.Subject!, Duty = reply.Entry.Other! };

    private Task<Overview> Counted(Func<Overview, bool> isEnough) => GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o.Settled && isEnough(o), o => $"{o.Items} items, {string.Join(' ', o.ByState)}, settled {o.Settled}");
}
