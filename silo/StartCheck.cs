using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ResponsibilityGrid;

/// <summary>
/// Whether what a silo woke at its start has its numbers. Once it had, it is not asked again: lists come down and units move in while it serves.
/// </summary>
/// <remarks>A silo answers nobody's check before <see cref="WakeGrids"/> is through, so its units are in memory by then.</remarks>
internal sealed class StartCheck(LedgerGauges ledgers, TimeProvider clock) : IHealthCheck
{
    // A row that nobody can read leaves those above it unsettled for good; the others are worth serving.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly long _began = clock.GetTimestamp();
    private volatile bool _isOver;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        _isOver = _isOver || ledgers.AreSettled || clock.GetElapsedTime(_began) >= Patience;
        return Task.FromResult(_isOver ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The numbers are still being gathered."));
    }
}
