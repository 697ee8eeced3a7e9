using System.Reflection;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Sqlite.Helpers;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ResponsibilityGrid;

/// <summary>Brings a database to the schema of this program. Scripts only ever grow in number; each runs once.</summary>
public static class Migrations
{
    // Any number, as long as nobody else of this database uses it.
    private const long Turn = 0x67726964;

    /// <summary>Runs the scripts that the database has not seen; several processes may do so at once.</summary>
    /// <returns>The names of the scripts that ran, in order.</returns>
    /// <exception cref="SchemaRefusedException">The database is newer than this program, or a script failed.</exception>
    public static IReadOnlyList<string> Apply(StorageProvider provider, string connectionString) => provider switch
    {
        StorageProvider.Sqlite => ApplyToSqlite(connectionString),
        _ => ApplyToPostgreSql(connectionString),
    };

    private static IReadOnlyList<string> ApplyToSqlite(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(file) is { Length: > 0 } directory) Directory.CreateDirectory(directory);

        using var database = new SqliteDataSource(connectionString);
        using var connection = (SqliteConnection)database.OpenConnection();
        Execute(connection, "PRAGMA journal_mode = WAL");
        // All scripts in one transaction that is also the lock: who comes second finds everything done.
        Execute(connection, "BEGIN IMMEDIATE");
        var applied = Upgrade(DeployChanges.To.SqliteDatabase(new SharedConnection(connection)).WithoutTransaction(), StorageProvider.Sqlite);
        Execute(connection, "COMMIT");
        return applied;
    }

    private static IReadOnlyList<string> ApplyToPostgreSql(string connectionString)
    {
        // Held by a connection of its own, so that it outlasts the transactions of the scripts and ends with the process.
        var waiting = new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0, Pooling = false };
        using var turn = new NpgsqlConnection(waiting.ConnectionString);
        turn.Open();
        Execute(turn, $"SELECT pg_advisory_lock({Turn})");
        return Upgrade(DeployChanges.To.PostgresqlDatabase(connectionString).WithTransactionPerScript(), StorageProvider.PostgreSql);
    }

    private static IReadOnlyList<string> Upgrade(UpgradeEngineBuilder builder, StorageProvider provider)
    {
        // Scripts contain $ and the provider's @parameters: they are text, not templates.
        var engine = builder.WithScripts(Scripts(provider)).WithVariablesDisabled().LogTo(new NoOpUpgradeLog()).Build();
        if (engine.GetExecutedButNotDiscoveredScripts() is { Count: > 0 } unknown)
            throw new SchemaRefusedException($"The database is newer than this program: it has {string.Join(", ", unknown)}, which this version does not know. Start the newer version.");

        var result = engine.PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new SchemaRefusedException($"Schema script {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
    }

    private static IEnumerable<SqlScript> Scripts(StorageProvider provider)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $"{provider}/";
        return from name in assembly.GetManifestResourceNames()
               where name.StartsWith(folder, StringComparison.Ordinal)
               orderby name
               select SqlScript.FromStream(name[folder.Length..], assembly.GetManifestResourceStream(name));
    }

    private static void Execute(System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
