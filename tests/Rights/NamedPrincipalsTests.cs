using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>What the program does by itself it does under a name, and never with the pass of whoever woke it.</summary>
public sealed class NamedPrincipalsTests : IAsyncLifetime
{
    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems(2);
        await _cluster.WaitUntilSettled(City);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Pumps_and_sweepers_call_under_their_names()
    {
        await _cluster.Grains.GetGrain<ISweeperGrain>(GridKeys.Sweeper(City)).Sweep();

        Assert.Equal(["system:pump"], CallersOf(nameof(ILedgerGrain.Receive)));
        Assert.Contains("system:sweeper", CallersOf(nameof(IItemsGrain.Remind)));
        Assert.DoesNotContain("system:test", CallersOf(nameof(IItemsGrain.Remind)));
    }

    private IEnumerable<string> CallersOf(string method) => _cluster.Wire.Callers.Keys.Where(call => call.Method == method).Select(call => call.Caller).Distinct();
}
