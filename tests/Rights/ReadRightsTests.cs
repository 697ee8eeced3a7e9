using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>What is seen of a grid by whom.</summary>
[Collection(nameof(RightsHost))]
public sealed class ReadRightsTests(RightsHost host)
{
    private const string Other = SmallItems.Other;

    private IGraphGrain Graph => host.Cluster.Graph(City);

    [Fact]
    public async Task A_clerk_sees_its_subtree_and_what_stands_above_it_and_nothing_beside()
    {
        Assert.NotNull(await As(Clerk, () => Graph.GetUnit(Branch, null)));
        var city = await As(Clerk, () => Graph.GetUnit(City, null));

        Assert.DoesNotContain(city!.Children, child => child.Code == Other);
        Assert.Contains(city.Children, child => child.Code == County);
        Assert.Contains(city.Sheet.Seats, seat => seat.Post.Code == SmallItems.CityHead);
        Assert.Null(await As(Clerk, () => Graph.GetUnit(Other, null)));
        Assert.Null(await As(Clerk, () => Graph.GetUnit(Other, new Moment(new DateOnly(2026, 11, 1), DateTimeOffset.MaxValue))));
    }

    [Fact]
    public async Task The_totals_of_the_city_are_published_and_only_visible_children_beside_them()
    {
        var whole = await host.Cluster.WaitUntilSettled(City);
        var seen = await As(Clerk, () => host.Cluster.OverviewOf(City, City));

        Assert.Equal((whole.Items, whole.Units), (seen.Items, seen.Units));
        Assert.Equal([County], seen.Children.Select(child => child.Unit));
        Assert.Equal(RefusalCode.NotFound, await Refused(Clerk, () => host.Cluster.OverviewOf(City, Other)));
    }

    [Fact]
    public async Task A_list_over_the_city_holds_the_own_subtree_page_by_page()
    {
        // Other tests open posts; a page is merged by what the city has heard of them.
        await host.Cluster.WaitUntilSettled(City);
        var whole = await As(Clerk, () => host.Cluster.Ledger(City, City).ListItems(new ItemQuery { First = 100 }));
        List<ItemView> paged = [];
        for (ItemCursor? after = null; ;)
        {
            var page = await As(Clerk, () => host.Cluster.Ledger(City, City).ListItems(new ItemQuery { First = 2, After = after }));
            if (page.Items.Count == 0) break;
            paged.AddRange(page.Items);
            after = page.Items[^1].Place();
        }

        Assert.Equal(whole.Items.Select(item => item.Key), paged.Select(item => item.Key));
        Assert.Equal(whole.TotalCount, whole.Items.Count);
        Assert.All(whole.Items, item => Assert.StartsWith("11", item.Unit, StringComparison.Ordinal));
        Assert.Contains(whole.Items, item => item.Key.Post == SmallItems.Worker);
    }

    [Fact]
    public async Task The_chain_of_an_own_item_is_seen_to_its_root_with_its_leaders()
    {
        var key = SmallItems.ItemOf(SmallItems.Worker);

        var (own, whole) = (await As(Clerk, () => Graph.GetChain(key, null)), await Graph.GetChain(key, null));

        Assert.Equal(whole.Select(link => link.Unit.Code), own.Select(link => link.Unit.Code));
        Assert.Equal(City, own[^1].Unit.Code);
        Assert.NotNull((await As(Clerk, () => Graph.GetItems([own[^1].Items[0].Key], null)))[0]);
        Assert.Empty(await As(RightsHost.Other, () => Graph.GetChain(key, null)));
        Assert.Null((await As(RightsHost.Other, () => Graph.GetItems([key], null)))[0]);
    }

    [Fact]
    public async Task Kin_are_those_that_are_seen()
    {
        var root = SmallItems.ItemOf(SmallItems.CityHead);

        Assert.Contains((await Graph.GetKin([root], above: false, null)).Items, kin => kin.Key.Post == SmallItems.Stranger);
        Assert.DoesNotContain((await As(Clerk, () => Graph.GetKin([root], above: false, null))).Items, kin => kin.Key.Post == SmallItems.Stranger);
        var (unseen, seen) = (SmallItems.ItemOf(SmallItems.Stranger), SmallItems.ItemOf(SmallItems.CountyHead));
        Assert.Equal([0, 1], (await As(Clerk, () => Graph.GetKin([unseen, seen], above: true, null))).Of.Select(kin => kin.Count));
    }

    [Fact]
    public async Task A_drawing_holds_what_is_shown_and_no_edge_beyond_it()
    {
        var drawn = await As(Clerk, () => Graph.GetGraph(new GraphQuery { Root = City, Depth = 5, Cap = 1000 }, null));

        Assert.Contains(drawn.Nodes, node => node.Code == Branch);
        Assert.DoesNotContain(drawn.Nodes, node => node.Code.Contains(Other));
        Assert.DoesNotContain(drawn.Edges, edge => edge.From.Contains(Other) || edge.To.Contains(Other));
    }

    [Fact]
    public async Task A_queue_is_shown_to_whoever_holds_the_post_or_sees_its_bureau_whole()
    {
        Assert.NotEmpty((await As(Worker, () => Graph.GetQueue(SmallItems.Worker, 5))).Mine);
        Assert.Equal(RefusalCode.NotFound, await Refused(Worker, () => Graph.GetQueue(SmallItems.CountyHead, 5)));
        Assert.Equal(RefusalCode.NotFound, await Refused(Clerk, () => Graph.GetQueue(SmallItems.Stranger, 5)));
        Assert.Equal(RefusalCode.NotFound, await Refused(Clerk, () => Graph.GetQueue(SmallItems.CityHead, 5)));
    }

    [Fact]
    public async Task A_functional_department_finds_only_the_items_of_its_line()
    {
        var page = await As(Legal, () => host.Cluster.Ledger(City, City).ListItems(new ItemQuery { First = 100 }));

        Assert.Empty(page.Items);
        Assert.Equal(0, (await As(Legal, () => host.Cluster.OverviewOf(City, City))).Items);
        Assert.NotNull(await As(Legal, () => Graph.GetUnit(Other, null)));
    }

    [Fact]
    public async Task Leaving_the_post_ends_what_followed_from_it()
    {
        var place = Place(Branch, "岗位", 60);
        await host.Cluster.Grid(City).Enter([], [place]);
        await host.Cluster.Unit(City, Branch).Record(Facts(place));
        var caller = new Principal { Subject = "account:leaver", Grid = City, Person = $"P{place.Code}" };
        await GridCluster.WaitUntil(async () => await Record.ExceptionAsync(() => As(caller, () => Graph.GetQueue(place.Code, 5))), failure => failure is null, _ => "not seen yet");
        Assert.NotEmpty((await As(caller, () => Graph.GetQueue(place.Code, 5))).Mine);

        await As(null, () => host.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(new UnitCommand
        {
            Id = "leave", Act = Act.Vacate, Post = place.Code, Person = $"P{place.Code}", On = new DateOnly(2026, 11, 21), Until = new DateOnly(2026, 11, 21), Actor = SmallItems.Someone(SmallItems.CityHead),
        }));

        await GridCluster.WaitUntil(async () => await Record.ExceptionAsync(() => As(caller, () => Graph.GetQueue(place.Code, 5))), failure => failure is GridRuleException { Code: RefusalCode.Forbidden }, _ => "still seen");
    }
}
