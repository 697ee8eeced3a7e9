using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>A post has as many days to accept its items as any other, from the day on which it has them.</summary>
public sealed class FirstDaysTests : IAsyncLifetime
{
    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterSmall();
        await _cluster.Issue(City, List);
        await _cluster.WaitUntilSettled(City);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task The_items_of_a_new_post_are_not_late_on_its_first_day()
    {
        _cluster.Clock.Advance(TimeSpan.FromDays(10));
        var today = new GridSettings().DateAt(_cluster.Clock.GetUtcNow());

        await _cluster.Grid(City).Change(new StructureCommand { Id = "c1", Act = Act.CreatePost, Unit = Branch, Post = $"{Branch}-9", Name = "新岗位", Layer = "岗位", On = today, Actor = new Actor { Code = City } });

        var items = (await _cluster.Ledger(City, Branch).ListItems(new ItemQuery { OwnOnly = true, First = 100 })).Items;
        Assert.False(items.Single(item => item.Key.Post == $"{Branch}-9").IsUnaccepted);
        Assert.True(items.Single(item => item.Key.Post == $"{Branch}-2").IsUnaccepted);
    }
}
