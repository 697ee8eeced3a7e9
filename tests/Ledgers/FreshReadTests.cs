using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>What was answered as done shows in every answer that begins later, whichever silo gives it.</summary>
public sealed class FreshReadTests : IAsyncLifetime
{
    private static readonly ItemKey Item = new(City, List, "2026-2", $"{Branch}-2");

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await GridCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_recorded_name_shows_at_once_in_item_chain_unit_and_page()
    {
        await _cluster.EnterSmall();
        await _cluster.Issue(City, List);
        await _cluster.WaitUntilSettled(City);

        for (var round = 1; round <= 40; round++)
        {
            var name = $"人员{round}";
            await _cluster.Unit(City, Branch).Record(new UnitFacts { Fills = [Fill(Item.Post, $"P{Item.Post}", Start) with { Name = name }] });

            var graph = _cluster.Graph(City);
            Assert.Equal(name, (await graph.GetItems([Item], null))[0]!.Holders.Single().Name);
            Assert.Equal(name, (await graph.GetChain(Item, null))[0].Items[0].Holders.Single().Name);
            Assert.Equal(name, (await graph.GetUnit(Branch, null))!.Sheet.Seats.Single(s => s.Post.Code == Item.Post).Holders.Single().Name);
            Assert.Equal(name, (await _cluster.Ledger(City, City).ListItems(new ItemQuery { First = 10 })).Items.Single(i => i.Key == Item).Holders.Single().Name);
            // Every other round waits until the numbers are shown again, so that the write meets both a standing and none.
            if (round % 2 == 0) await _cluster.WaitUntilSettled(City);
        }
    }

    [Fact]
    [OnBothDatabases]
    public async Task A_write_that_failed_leaves_no_answer_behind_that_nobody_stored()
    {
        await _cluster.EnterSmall();
        await _cluster.Issue(City, List);
        await _cluster.WaitUntilSettled(City);
        _cluster.Faults.Fail(GridKeys.Unit(City, Branch), "unit", times: 1);

        await Assert.ThrowsAsync<StorageFailedException>(() =>
            _cluster.Unit(City, Branch).Record(new UnitFacts { Fills = [Fill(Item.Post, $"P{Item.Post}", Start) with { Name = "无人" }] }));

        Assert.Equal($"P{Item.Post}", (await _cluster.Graph(City).GetItems([Item], null))[0]!.Holders.Single().Name);
    }
}
