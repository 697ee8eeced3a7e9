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

    private static readonly Lazy<Task<LocalPostgres>> Server = new(() => LocalPostgres.Start(maxConnections: Connections));
    private static int databases;

    /// <summary>An empty database of its own; returns how to reach it.</summary>
    public static async Task<string> NewDatabase() => await (await Server.Value).Database($"grid{Interlocked.Increment(ref databases)}");

    public async ValueTask DisposeAsync()
    {
        if (!Server.IsValueCreated) return;
        NpgsqlConnection.ClearAllPools();
        await (await Server.Value).DisposeAsync();
    }
}
