using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ResponsibilityGrid.Gateway;

/// <summary>Asks the store at most once in ten seconds, however often somebody asks us.</summary>
internal sealed class StoragePing(IServiceProvider services, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromSeconds(2);
    // A gateway of cluster mode has no store of its own: its silos look after theirs.
    private readonly DbDataSource? _store = services.GetService<DbDataSource>();
    private readonly Lock _asking = new();
    private Task<HealthCheckResult>? _answer;
    private long _asked;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_store is null) return Task.FromResult(HealthCheckResult.Healthy());

        lock (_asking)
        {
            if (_answer is null || clock.GetElapsedTime(_asked) >= Fresh)
                (_asked, _answer) = (clock.GetTimestamp(), Ask(_store));
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
