using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ResponsibilityGrid;

/// <summary>Asks the store at most once in ten seconds, however often somebody asks us.</summary>
internal sealed class StoragePing(DbDataSource store, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromSeconds(2);
    private readonly Lock _asking = new();
    private Task<HealthCheckResult>? _answer;
    private long _asked;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (_asking)
        {
            if (_answer is null || clock.GetElapsedTime(_asked) >= Fresh)
                (_asked, _answer) = (clock.GetTimestamp(), Ask(store));
            return _answer;
        }
    }

    private static async Task<HealthCheckResult> Ask(DbDataSource store)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await using var command = store.CreateCommand("SELECT QueryKey FROM OrleansQuery");
            await command.ExecuteScalarAsync(patience.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is DbException or OperationCanceledException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", failure);
        }
    }
}
