using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>A row that was written past its ledger, which still says that there is none.</summary>
[OnBothDatabases]
public sealed class UntouchedTests : IClassFixture<ItemsCluster>
{
    private readonly GridCluster _cluster;
    private readonly int _pair;

    public UntouchedTests(ItemsCluster items) => (_cluster, _pair) = (items.Grid, items.NewPair());

    private ItemKey Item => ItemOf(Worker, _pair);

    [Fact]
    public async Task Nobody_is_turned_away_but_by_the_row()
    {
        await AcceptUnseen();

        Assert.Equal(2, (await _cluster.Do("b", ReportItem, Item, Worker)).Entry.Version);

        Assert.Equal(["a", "b"], (await _cluster.HistoryOf(Item)).Select(e => e.Command));
    }

    [Fact]
    public async Task The_row_is_not_written_over_and_the_repeat_finds_it()
    {
        await AcceptUnseen();

        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Do("a2", AcceptItem, Item, Worker));
        var refusal = await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Do("a2", AcceptItem, Item, Worker));

        Assert.Equal(RefusalCode.Refused, refusal.Code);
        Assert.Equal(1, (await _cluster.Do("a", AcceptItem, Item, Worker)).Entry.Version);
    }

    private async Task AcceptUnseen()
    {
        var item = _cluster.Grains.GetGrain<IResponsibilityItemGrain>(GridKeys.Item(Item));
        var duty = DutiesOf(ItemsCluster.Pairs).Single(d => d.Code == Item.Duty) with { ChangedIn = 1 };
        await item.Act(Command("a", AcceptItem, Item, Worker), new ItemScene { Duty = duty, ListVersion = 1, Today = new(2026, 11, 22), IsOwner = true });
        await _cluster.Silos.DeactivateAsync(item);
    }
}
