using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>A unit that came from another county: its past is the other's.</summary>
[Collection(nameof(RightsHost))]
public sealed class MovedUnitTests(RightsHost host)
{
    [Fact]
    public async Task Who_supervised_it_before_is_told_to_those_who_saw_it_then()
    {
        await host.Cluster.Grid(City).Enter([Unit("117", SmallItems.Other, 3, UnitKind.Branch)], [Place("117")]);
        await host.Cluster.Unit(City, "117").Record(Facts(Place("117")));
        await As(null, () => host.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(
            new StructureCommand { Id = "117-here", Act = Act.MoveUnit, Unit = "117", Other = County, Actor = SmallItems.Someone(SmallItems.CityHead) }));
        await GridCluster.WaitUntil(() => As(Clerk, () => host.Cluster.Graph(City).GetUnit("117", null)), unit => unit is not null, _ => "the county does not see it");
        var oversight = host.Cluster.Grains.GetGrain<IOversightGrain>(GridKeys.Grid(City));

        Assert.NotEmpty(await As(Clerk, () => oversight.ListSupervisors("117-1", null, null)));
        Assert.Equal(RefusalCode.NotFound, await Refused(Clerk, () => oversight.ListSupervisors("117-1", null, new Moment(new DateOnly(2026, 6, 1), DateTimeOffset.MaxValue))));
    }
}
