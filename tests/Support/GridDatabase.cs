using Microsoft.Data.Sqlite;

namespace ResponsibilityGrid.Tests;

/// <summary>A fresh database, and hosts that keep grains there.</summary>
public sealed class GridDatabase : IAsyncDisposable
{
    // One for all, so that silos that are started again on a database read what is sealed in it.
    private static readonly string Key = DataKeys.Make();

    private readonly List<StorageHost> _hosts = [];
    private readonly string? _directory;

    private GridDatabase(StorageSettings settings, string? directory) => (Settings, _directory) = (settings, directory);

    public StorageSettings Settings { get; }

    /// <summary>What tests of a cluster run on, with the schema in it: SQLite, unless the run says otherwise.</summary>
    public static Task<GridDatabase> ForCluster() =>
        Migrated(Environment.GetEnvironmentVariable("GRID_TEST_DATABASE") is "postgresql" ? StorageProvider.PostgreSql : StorageProvider.Sqlite);

    /// <summary>With the schema in it.</summary>
    public static async Task<GridDatabase> Migrated(StorageProvider provider)
    {
        if (provider is StorageProvider.PostgreSql) return new(StorageSettings.PostgreSql(await PostgresServer.MigratedDatabase()), null);
        var database = await New(provider);
        database.Migrate();
        return database;
    }

    /// <summary>An empty one.</summary>
    public static async Task<GridDatabase> New(StorageProvider provider)
    {
        if (provider is StorageProvider.PostgreSql)
            return new(StorageSettings.PostgreSql(await PostgresServer.NewDatabase()), null);

        var directory = Directory.CreateTempSubdirectory("grid-sqlite-").FullName;
        return new(StorageSettings.Sqlite(Path.Combine(directory, "grid.db")), directory);
    }

    public IReadOnlyList<string> Migrate() => Migrations.Apply(Settings.Provider, Settings.ConnectionString);

    /// <summary>What a silo is configured by to keep its grains here.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Configuration =>
    [
        new("Storage:Provider", Settings.Provider is StorageProvider.Sqlite ? "sqlite" : "postgresql"),
        new("Storage:ConnectionString", Settings.ConnectionString),
        new(DataKeys.Setting, Key),
    ];

    /// <summary>The storage of a silo of its own, as another process would have it.</summary>
    public async Task<StorageHost> Start()
    {
        var host = await StorageHost.Start(Settings);
        _hosts.Add(host);
        return host;
    }

    public async Task<T?> Scalar<T>(string sql)
    {
        await using var source = Storage.Open(Settings);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public async Task Execute(string sql)
    {
        await using var source = Storage.Open(Settings);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        if (_directory is null) return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
