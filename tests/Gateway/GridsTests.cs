using Microsoft.Extensions.Configuration;
using Orleans.TestingHost;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

[OnBothDatabases]
public sealed class GridsTests : IAsyncLifetime
{
    private GridDatabase database = null!;
    private InProcessTestCluster cluster = null!;

    [Fact]
    public async Task A_code_means_the_only_grid_or_names_its_own()
    {
        var grids = new Grids(cluster.Client);
        Assert.Equal(RefusalCode.NotFound, (await Assert.ThrowsAsync<GridRuleException>(async () => await grids.Find("A1"))).Code);

        await Enter("A");
        Assert.Equal(new Place("A", "A1", null), await grids.Find("A1"));
        Assert.Null(await grids.Find("B/B1"));

        await Enter("B");
        Assert.Equal(new Place("B", "B1", null), await grids.Find("B/B1"));
        Assert.Equal(new Place("A", "A1", null), await grids.Find("A/A1"));
        var refused = await Assert.ThrowsAsync<GridRuleException>(async () => await grids.Find("A1"));
        Assert.Equal(RefusalCode.BadUserInput, refused.Code);
        Assert.DoesNotContain("B", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_import_a_code_is_no_longer_taken_for_the_only_grids()
    {
        await Enter("A");
        var grids = new Grids(cluster.Client);
        Assert.Equal("A", (await grids.Find("A1"))!.Value.Grid);

        await Enter("B");
        await grids.Refresh();

        await Assert.ThrowsAsync<GridRuleException>(async () => await grids.Find("A1"));
    }

    [Fact]
    public async Task A_grid_that_nobody_entered_is_not_found()
    {
        var graph = cluster.Client.GetGrain<IGraphGrain>(GridKeys.Grid("Z"));

        Assert.Equal(RefusalCode.NotFound, (await Assert.ThrowsAsync<GridRuleException>(() => graph.GetUnit("Z1", null))).Code);
    }

    public async ValueTask InitializeAsync()
    {
        database = await GridDatabase.ForCluster();
        var silos = new InProcessTestClusterBuilder(1);
        silos.UseTestPasses();
        silos.ConfigureHost(host => host.Configuration.AddInMemoryCollection(database.Configuration));
        silos.ConfigureSilo((_, silo) => silo.AddGridStorage(silo.Configuration).AddGridGrains().UseInMemoryReminderService());
        cluster = silos.Build();
        await cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await database.DisposeAsync();
    }

    private Task<Structure> Enter(string grid) =>
        cluster.Client.GetGrain<IGridGrain>(GridKeys.Grid(grid)).Enter([new UnitEntry { Code = grid, Name = grid, Level = 1 }], []);
}
