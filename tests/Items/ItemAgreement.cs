using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>Row, item, page and overview say the same, at the latest after the ledger's own look at the rows.</summary>
internal static class ItemAgreement
{
    public static async Task Check(GridCluster cluster, ItemKey item, int version)
    {
        var view = await GridCluster.WaitUntil(async () => (await cluster.Read(item))!, v => v?.Version == version, v => $"the ledger has version {v?.Version}, not {version}");
        var history = await cluster.HistoryOf(item);
        Assert.Equal(version, history.Count(e => e.Act is not (Act.LogReminder or Act.ChargeItem)));
        Assert.Equal(history.LastOrDefault()?.State ?? ItemState.Pending, view.State);

        var page = await cluster.Ledger(City, UnitOf(item)).ListItems(new ItemQuery { First = 200, OwnOnly = true });
        Assert.Equal((view.State, view.Version), page.Items.Where(i => i.Key == item).Select(i => (i.State, i.Version)).Single());
        var own = await cluster.OverviewOf(City, UnitOf(item));
        Assert.Equal(page.Items.Count(i => i.State == view.State), Count(own) - own.Children.Sum(Count));

        int Count(Overview overview) => overview.ByState.Where(t => t.Of == view.State).Sum(t => t.Count);
    }
}
