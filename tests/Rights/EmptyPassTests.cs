using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>A text that is no pass opens nothing, on silos too that have only just come up and signed nothing yet.</summary>
public sealed class EmptyPassTests : IAsyncLifetime
{
    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await GridCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task An_empty_pass_is_nobodys()
    {
        TestPasses.Forge("");

        // On whichever silo each of them lives.
        foreach (var grid in Enumerable.Range(0, 16).Select(n => $"{n}"))
        {
            var refusal = await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Grid(grid).Enter([Unit(grid, null, 1)], []));
            Assert.Equal(RefusalCode.Unauthenticated, refusal.Code);
        }
    }
}
