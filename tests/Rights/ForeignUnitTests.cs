using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>A unit that the caller does not see is turned down before anything is done for it.</summary>
public sealed class ForeignUnitTests
{
    private const string Unread = "127";

    [Fact]
    public async Task Nothing_is_gathered_for_the_numbers_of_an_earlier_day()
    {
        await using var cluster = await GridCluster.Start();
        await cluster.EnterItems();
        await cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter([Grant.AtStart(Clerk.Subject, Role.Clerk, County, null, DateTimeOffset.MinValue)]);
        cluster.Faults.FailRead(GridKeys.Unit(City, Unread), "unit", int.MaxValue);
        await cluster.Grid(City).Enter([Unit(Unread, SmallItems.Other, 3, UnitKind.Branch)], []);
        var (graph, past) = (cluster.Graph(City), new Moment(new DateOnly(2026, 6, 1), DateTimeOffset.MaxValue));

        // Its row cannot be read, and nobody notices: it is not asked.
        Assert.Equal(RefusalCode.NotFound, await Refused(Clerk, () => graph.GetOverview(Unread, null, past)));
        Assert.Equal(RefusalCode.NotFound, await Refused(Clerk, () => graph.GetCascade(Unread, List, past)));
        Assert.Equal(RefusalCode.NotFound, await Refused(Clerk, () => graph.ListItems(Unread, new ItemQuery { First = 10 }, past)));
    }
}
