using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>Two silos may each have an activation of a unit for a moment after one has joined; whoever asks either of them is told what the row says.</summary>
public sealed class FluxTests
{
    [Fact]
    public async Task After_a_silo_has_joined_an_item_reads_as_its_row_whatever_its_ledger_remembers()
    {
        await using var cluster = await GridCluster.Start();
        await cluster.EnterItems();
        var key = ItemOf(Worker);
        await cluster.Do("a", AcceptItem, key, Worker);
        // As by another activation of the unit: this one is not told.
        var duty = DutiesOf(ItemsCluster.Pairs).Single(d => d.Code == key.Duty) with { ChangedIn = 1 };
        var item = cluster.Grains.GetGrain<IResponsibilityItemGrain>(GridKeys.Item(key));

        await cluster.Silos.StartSilosAsync(1, TestContext.Current.CancellationToken);
        await item.Act(Command("b", ReportItem, key, Worker), new ItemScene { Duty = duty, ListVersion = 1, Today = new(2026, 11, 22), IsOwner = true });

        Assert.Equal(2, (await cluster.Ledger(City, UnitOf(key)).GetItem(key))!.Version);
        Assert.Equal(2, (await cluster.Graph(City).GetItems([key], null)).Single()!.Version);
    }
}
