using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>An item made by refining, an item that was closed: in lists, in the drawing and among kin.</summary>
public sealed class RefinedReadTests : IAsyncLifetime
{
    private static readonly ItemKey Parent = ItemOf(CountyHead);

    private GridCluster _cluster = null!;
    private ItemKey _child = null!;

    private Moment Now => new(new GridSettings().DateAt(_cluster.Clock.GetUtcNow()), DateTimeOffset.MaxValue);

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems();
        await _cluster.Do("a", AcceptItem, Parent, CountyHead);
        await _cluster.Do("r", RefineItem, Parent, CountyHead);
        _child = Assert.Single(await _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, County)).ListChildren(Parent));
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData("逐户排查", 1), InlineData("事项2026-11", 5), InlineData("无此文字", 0)]
    public async Task It_is_found_by_its_own_words_and_by_its_dutys(string text, int count)
    {
        var query = new ItemQuery { Filter = new ItemFilter { Text = text }, First = 10 };

        var listed = await GridCluster.WaitUntil(() => _cluster.Ledger(City, City).ListItems(query), p => p.TotalCount == count, p => $"{p.TotalCount} of {count} with \"{text}\"");
        var dated = await _cluster.Graph(City).ListItems(City, query, Now);

        Assert.Equal(count, listed.Items.Count);
        Assert.Equal(listed.Items.Select(i => i.Key), dated.Items.Select(i => i.Key));
        Assert.Equal(count, dated.TotalCount);
        Assert.Equal(count > 0, listed.Items.Exists(i => i.Key == _child));
    }

    [Fact]
    public async Task Pages_by_its_words_are_walked_without_gap_or_repetition()
    {
        var query = new ItemQuery { Filter = new ItemFilter { Text = "事项2026-11" }, First = 2 };
        var seen = new List<ItemKey>();
        await GridCluster.WaitUntil(() => _cluster.Ledger(City, City).ListItems(query), p => p.TotalCount == 5, p => $"{p.TotalCount} of 5");
        for (ItemPage page; (page = await _cluster.Ledger(City, City).ListItems(query)).Items.Count > 0; query = query with { After = page.Items[^1].Place() })
            seen.AddRange(page.Items.Select(i => i.Key));

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task The_drawing_shows_what_the_list_lists(bool isDated)
    {
        foreach (var act in (Act[])[AcceptItem, ReportItem, SubmitItem]) await _cluster.Do($"{act}", act, ItemOf(BranchHead), BranchHead);
        await _cluster.Do("c", CloseItem, ItemOf(BranchHead), CityHead);

        foreach (var filter in (ItemFilter[])[new(), new() { Overdue = true }, new() { States = [ItemState.Accepted] }, new() { States = [ItemState.Closed] }, new() { Text = "逐户排查" }])
        {
            var drawn = await Draw(filter);
            var listed = await _cluster.Graph(City).ListItems(City, new ItemQuery { Filter = filter, First = 100 }, Now);
            Assert.Equal(listed.Items.Select(i => $"{i.Key.List}/{i.Key.Duty}/{i.Key.Post}").Order(), drawn.Nodes.Where(n => n.Kind == NodeKind.Item).Select(n => n.Code).Order());
        }

        Assert.DoesNotContain((await Draw(new() { Overdue = true })).Nodes, n => n.Code.EndsWith(BranchHead, StringComparison.Ordinal) && n.Kind == NodeKind.Item);
        Assert.Contains((await Draw(new())).Edges, e => e.Kind == EdgeKind.Refines && e.From.Contains(_child.Duty, StringComparison.Ordinal) && e.To.EndsWith($"{Parent.Duty}/{Parent.Post}", StringComparison.Ordinal));

        Task<GraphView> Draw(ItemFilter filter) => _cluster.Graph(City).GetGraph(new GraphQuery { Root = City, Depth = 9, Cap = 1000, Items = filter }, isDated ? Now : null);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Kin_of_many_are_those_of_each(bool isDated)
    {
        Moment? at = isDated ? Now : null;
        List<ItemKey> items = [.. ItemsOf(1), _child];
        foreach (var above in (bool[])[true, false])
        {
            var many = await _cluster.Graph(City).GetKin(items, above, at);
            for (var n = 0; n < items.Count; n++)
            {
                var alone = await _cluster.Graph(City).GetKin([items[n]], above, at);
                Assert.Equal(alone.Of[0], many.Of[n]);
                Assert.Subset(many.Items.Select(i => i.Key).ToHashSet(), alone.Items.Select(i => i.Key).ToHashSet());
            }
        }

        var kin = await _cluster.Graph(City).GetKin([_child, Parent], above: true, at);
        Assert.Equal([Parent, ItemOf(CityHead)], kin.Of.Select(of => Assert.Single(of)));
        Assert.Contains(_child, (await _cluster.Graph(City).GetKin([Parent], above: false, at)).Of[0]);
    }
}
