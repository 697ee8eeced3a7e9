using Npgsql;
using ResponsibilityGrid.Cluster;
using Xunit;

[assembly: AssemblyFixture(typeof(ResponsibilityGrid.Tests.PostgresServer))]

namespace ResponsibilityGrid.Tests;

/// <summary>One PostgreSQL server for this run, started by the first test that asks, durable as in production.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // Many databases side by side, each with pools of its own; a process that goes round all that were left behind would always be under way.
    private static readonly string[] Settings = ["max_connections=400", "autovacuum_naptime=1h"];

    private static readonly Lazy<Task<LocalPostgres>> Server = new(() => LocalPostgres.Start(null, Settings));
    private static readonly Lazy<Task<string>> Migrated = new(Migrate);
    private static int databases;

    /// <summary>An empty database of its own; returns how to reach it.</summary>
    public static async Task<string> NewDatabase() => await (await Server.Value).Database(NextName());

    /// <summary>The same with the schema in it, copied from one database that was migrated for all.</summary>
    public static async Task<string> MigratedDatabase() => await (await Server.Value).Database(NextName(), await Migrated.Value);

    private static string NextName() => $"grid{Interlocked.Increment(ref databases)}";

    private static async Task<string> Migrate()
    {
        const string Name = "migrated";
        Migrations.Apply(StorageProvider.PostgreSql, StorageSettings.PostgreSql(await (await Server.Value).Database(Name)).ConnectionString);
        return Name;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Server.IsValueCreated) return;
        NpgsqlConnection.ClearAllPools();
        await (await Server.Value).DisposeAsync();
    }
}
