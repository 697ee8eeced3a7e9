using ResponsibilityGrid.Tests.Rights;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Supervision;

/// <summary>What a stationed officer finds goes to the sender, wherever looks are told of (D1).</summary>
public sealed class HostSightTests
{
    private static readonly Principal Host = new() { Subject = "key:host", Grid = City }, Sender = new() { Subject = "key:sender", Grid = City };

    [Fact]
    public async Task The_host_hears_nothing_of_it_in_a_handover_or_a_review()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter(
            [Grant.AtStart(Host.Subject, Role.Clerk, Branch, null, DateTimeOffset.MinValue), Grant.AtStart(Sender.Subject, Role.Clerk, County, null, DateTimeOffset.MinValue)]);
        await grid.Record(grid.Look(Officer, Item(), clean: false) with { Duty = "监督", Task = "审开支" });
        await grid.Record(grid.Look(Personnel, Item()));

        Assert.Equal(Officer, Assert.Single((await Pack(grid, Sender))!.Findings).Officer);
        Assert.Contains((await Review(grid, Sender)).Disagreements, found => found.FoundBy == Discipline);

        Assert.Empty((await Pack(grid, Host))!.Findings);
        // Not even that the officer found nothing.
        Assert.Empty((await Review(grid, Host)).Disagreements);
    }

    private static Task<HandoverPack?> Pack(SupervisedGrid grid, Principal caller) =>
        RightsHost.As(caller, () => grid.Cluster.Grains.GetGrain<IHandoversGrain>(GridKeys.Grid(City)).GetPack($"{Branch}-2"));

    private static Task<ReviewView> Review(SupervisedGrid grid, Principal caller) =>
        RightsHost.As(caller, () => grid.Oversight.GetReview(Branch, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), 25));
}
