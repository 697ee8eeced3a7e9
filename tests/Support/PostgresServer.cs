using Npgsql;
using ResponsibilityGrid.Cluster;
using Xunit;

[assembly: AssemblyFixture(typeof(ResponsibilityGrid.Tests.PostgresServer))]

namespace ResponsibilityGrid.Tests;

/// <summary>One PostgreSQL server for this run, started by the first test that asks, durable as in production.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // Many databases side by side, each with pools of its own.
    private const int Connections = 400;

    private readonly Lazy<Task<LocalPostgres>> _server = new(() => LocalPostgres.Start(maxConnections: Connections));
    private int _databases;

    /// <summary>An empty database of its own; returns how to reach it.</summary>
    public async Task<string> NewDatabase() => await (await _server.Value).Database($"grid{Interlocked.Increment(ref _databases)}");

    public async ValueTask DisposeAsync()
    {
        if (!_server.IsValueCreated) return;
        NpgsqlConnection.ClearAllPools();
        await (await _server.Value).DisposeAsync();
    }
}
