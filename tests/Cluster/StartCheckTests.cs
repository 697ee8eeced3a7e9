using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

public sealed class StartCheckTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _clock = new();
    private readonly LedgerGauges _ledgers;
    private readonly StartCheck _check;

    public StartCheckTests()
    {
        _ledgers = new LedgerGauges(_services.GetRequiredService<IMeterFactory>());
        _check = new StartCheck(_ledgers, _clock);
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task A_silo_without_ledgers_takes_work_at_once() => Assert.Equal(HealthStatus.Healthy, await Status());

    [Fact]
    public async Task A_silo_takes_work_once_the_last_of_its_ledgers_is_settled()
    {
        Note("370000", isSettled: false);
        Note("37000702", isSettled: true);
        Assert.Equal(HealthStatus.Unhealthy, await Status());

        Note("370000", isSettled: true);
        Assert.Equal(HealthStatus.Healthy, await Status());
    }

    [Fact]
    public async Task What_moves_in_or_comes_down_later_does_not_turn_requests_away()
    {
        Assert.Equal(HealthStatus.Healthy, await Status());

        Note("37000702", isSettled: false);
        Assert.Equal(HealthStatus.Healthy, await Status());
    }

    [Fact]
    public async Task A_ledger_that_never_settles_holds_it_up_for_half_a_minute_only()
    {
        Note("370000", isSettled: false);
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(HealthStatus.Unhealthy, await Status());

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HealthStatus.Healthy, await Status());
    }

    private void Note(string unit, bool isSettled) => _ledgers.Note("370000", unit, new Pulse(isSettled, null, null));

    private async Task<HealthStatus> Status() => (await _check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status;
}
