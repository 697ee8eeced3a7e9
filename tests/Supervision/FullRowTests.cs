using ResponsibilityGrid.Tests.Rights;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Supervision;

/// <summary>A unit that was looked at so often that its row is full, and part of it stands in the log.</summary>
public sealed class FullRowTests
{
    private const int Looks = SupervisionGrain.LogSize + 6;
    private static readonly Principal Clerk = new() { Subject = "key:clerk", Grid = City };

    [Fact, OnBothDatabases]
    public async Task Whoever_asks_first_after_a_stop_wakes_it_with_all_of_its_log()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter([Grant.AtStart(Clerk.Subject, Role.Clerk, County, null, DateTimeOffset.MinValue)]);
        for (var look = 0; look < Looks; look++) await grid.Record(grid.Look(Personnel, Item()));
        await grid.Cluster.Restart();

        var page = await RightsHost.As(Clerk, () => grid.Of(Branch).ListActions(new ActionQuery { First = 200 }));

        Assert.Equal((Looks, Looks), (page.Total, page.Actions.Count));
    }
}
