using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>A post whose closing is dated ahead, and what is begun there until its last day is over.</summary>
[OnBothDatabases]
public sealed class ClosedAheadTests : IAsyncLifetime
{
    private static readonly DateOnly Last = new(2026, 11, 25);
    private static readonly ItemKey Begun = ItemOf(Worker), Later = new(City, List, "2026-93", Worker);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems(2);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory, InlineData(Colleague), InlineData("110D1-5")]
    public async Task What_was_begun_after_the_command_is_the_heirs_on_the_day_after_and_is_counted_once(string heir)
    {
        if (heir != Colleague)
        {
            await _cluster.Grid(City).Enter([], [Place(Office, "岗位", 5)]);
            await _cluster.Unit(City, Office).Record(Facts(Place(Office, "岗位", 5)));
        }

        await Commands.Change(new UnitCommand { Id = "v", Act = Vacate, KeepsAll = true, Post = Worker, Person = $"P{Worker}", On = Last, Until = Last, Actor = Someone(CityHead) });
        await Commands.Change(new StructureCommand { Id = "x", Act = ClosePost, Post = Worker, Heirs = [new Heir(Worker, heir)], On = Last, Actor = Someone(CityHead) });
        await _cluster.Do("a", AcceptItem, Begun, Worker);
        await _cluster.Do("p", AcceptItem, ItemOf(CountyHead), CountyHead);
        await _cluster.Do(Command("f", RefineItem, ItemOf(CountyHead), CountyHead) with { Post = Worker });
        var child = Assert.Single(await _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, County)).ListChildren(ItemOf(CountyHead)));
        await _cluster.List(City, List).Draft([Duty(Later.Duty, "岗位", [4], new DateOnly(2026, 12, 10))], newVersion: true, whole: false);
        await _cluster.Issue(City, List);
        await Patience.Until("the item of the new version", () => _cluster.Read(Later));
        await _cluster.Do("l", AcceptItem, Later, Worker);
        var before = await Counted(o => o.ByState.Sum(t => t.Of == ItemState.Accepted ? t.Count : 0) == 3);

        _cluster.Clock.SetUtcNow(GridCluster.Noon.AddDays(3));
        Assert.Equal(before.Items, (await Counted(o => o.AsOf == Last)).Items);
        Assert.Equal(Worker, (await _cluster.Read(Begun))!.Post!.Code);
        _cluster.Clock.SetUtcNow(GridCluster.Noon.AddDays(4));

        var unit = heir[..heir.IndexOf('-')];
        foreach (var (item, state) in ((ItemKey, ItemState)[])[(Begun, ItemState.Accepted), (Later, ItemState.Accepted), (child, ItemState.Pending)])
        {
            var inherited = await Patience.Until($"{item} with the heir", async () => await _cluster.Ledger(City, unit).GetItem(item) is { } found && found.Post!.Code == heir ? found : null);
            Assert.Equal((state, (GapReason?)null), (inherited.State, inherited.Gap));
        }

        // What nobody had touched ends with its post: the heir has its own of the same duty.
        var after = await Counted(o => o.AsOf == Last.AddDays(1));
        Assert.Equal(before.Items - 1, after.Items);
        Assert.Equal(3, after.ByState.Single(t => t.Of == ItemState.Accepted).Count);
        var listed = (await _cluster.Ledger(City, City).ListItems(new ItemQuery { First = 100 })).Items;
        Assert.Equal((after.Items, after.Items), (listed.Count, listed.DistinctBy(i => i.Key).Count()));
        Assert.Equal(ItemState.InProgress, (await _cluster.Do(Command("r", ReportItem, Later, Worker) with { Actor = new Actor { Code = heir } })).Item.State);
    }

    [Fact]
    public async Task A_closing_of_a_day_to_come_names_an_heir_and_one_of_today_need_not()
    {
        await _cluster.Grid(City).Enter([], [Place(County, "班子成员", 5)]);
        var close = new StructureCommand { Id = "c", Act = ClosePost, Post = $"{County}-5", Actor = Someone(CityHead) };

        var refused = await Assert.ThrowsAsync<GridRuleException>(() => Commands.Change(close with { Id = "ahead", On = Last }));
        Assert.Equal((Rule.HeirRequired, "heir"), (refused.Rule, refused.Field));
        Assert.Empty(await _cluster.Grid(City).ListEntries($"{County}-5"));

        Assert.Equal(ClosePost, (await Commands.Change(close)).Entry.Act);
    }

    [Fact]
    public async Task On_the_last_day_of_a_post_without_an_heir_nothing_is_begun_that_would_stand_nowhere_tomorrow()
    {
        var (done, today) = (ItemOf(Worker, 2), new DateOnly(2026, 11, 22));
        foreach (var item in (ItemKey[])[Begun, done])
        {
            foreach (var act in (Act[])[AcceptItem, ReportItem, SubmitItem]) await _cluster.Do($"{item.Duty}{act}", act, item, Worker);
            await _cluster.Do($"{item.Duty}c", CloseItem, item, CountyHead);
        }

        await Commands.Change(new UnitCommand { Id = "v", Act = Vacate, KeepsAll = true, Post = Worker, Person = $"P{Worker}", On = today, Until = today, Actor = Someone(CityHead) });
        await Commands.Change(new StructureCommand { Id = "x", Act = ClosePost, Post = Worker, On = today, Actor = Someone(CityHead) });

        await _cluster.List(City, List).Draft([Duty(Later.Duty, "岗位", [4], new DateOnly(2026, 12, 10))], newVersion: true, whole: false);
        await _cluster.Issue(City, List);
        await Patience.Until("the item of the new version", () => _cluster.Read(Later));

        foreach (var act in (Act[])[AcceptItem, DisputeItem])
            Assert.Equal(Rule.PostNotStanding, (await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Do($"b{act}", act, Later, Worker))).Rule);
        Assert.Equal((ItemState.Pending, 0), (await _cluster.Read(Later))! is var still ? (still.State, still.Version) : default);
        Assert.Equal(ItemState.Accepted, (await _cluster.Do($"{done.Duty}{AcceptItem}", AcceptItem, done, Worker)).Item.State);

        _cluster.Clock.SetUtcNow(GridCluster.Noon.AddDays(1));
        await Counted(o => o.AsOf == today.AddDays(1));
        Assert.Null(await _cluster.Read(Later));
    }

    private ICommandsGrain Commands => _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    private Task<Overview> Counted(Func<Overview, bool> isEnough) => GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o.Settled && isEnough(o), o => $"{o.AsOf}: {string.Join(' ', o.ByState)}");
}
