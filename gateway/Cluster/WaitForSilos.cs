using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ResponsibilityGrid.Gateway;

/// <summary>A gateway that starts before its silos waits for them and says so; it never gives up.</summary>
internal sealed class WaitForSilos(TimeProvider clock) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private string _said = "";

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        // Once for each reason, not once a second.
        if (_said != exception.GetType().Name)
            Console.WriteLine($"网关正在等待 silo：{exception.Message}");
        _said = exception.GetType().Name;
        await Task.Delay(Pause, clock, cancellationToken);
        return true;
    }
}

/// <summary>How many silos this gateway is connected to; without one it takes no work.</summary>
internal sealed class SilosInReach : IHealthCheck
{
    /// <summary>Told by the client. One until it says otherwise: it only speaks of changes.</summary>
    public int Count { get; set; } = 1;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Count > 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("No silo is in reach."));
}
