using ResponsibilityGrid.Cluster;

namespace ResponsibilityGrid.Bench;

/// <summary>An empty database for every grid that is measured.</summary>
internal sealed class Databases : IAsyncDisposable
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("grid-bench-");
    private LocalPostgres? _server;
    private int _count;

    /// <summary>The databases asked for, as far as this machine has them.</summary>
    public static IEnumerable<StorageProvider> AtHand(BenchOptions options)
    {
        if (options.Database is "sqlite" or "both") yield return StorageProvider.Sqlite;
        if (options.Database is "sqlite") yield break;
        if (LocalPostgres.Binaries is not null) yield return StorageProvider.PostgreSql;
        else Console.Error.WriteLine("No PostgreSQL server on this machine: measured without.");
    }

    /// <summary>Makes databases of one kind, each empty and with the schema.</summary>
    public async Task<Func<Task<StorageSettings>>> New(StorageProvider provider)
    {
        if (provider is StorageProvider.PostgreSql) _server ??= await LocalPostgres.Start();
        return async () =>
        {
            var name = $"grid{++_count}";
            var settings = provider is StorageProvider.Sqlite
                ? StorageSettings.Sqlite(Path.Combine(_files.FullName, $"{name}.db"))
                : StorageSettings.PostgreSql(await _server!.Database(name));
            Migrations.Apply(settings.Provider, settings.ConnectionString);
            return settings;
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _files.Delete(recursive: true);
    }
}
