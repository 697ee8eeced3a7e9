using System.Reflection;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Postgresql;
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

    /// <summary>Refuses a database whose schema is not exactly this program's; changes nothing.</summary>
    public static void Check(StorageProvider provider, string connectionString)
    {
        using var source = Storage.Open(new(provider, connectionString));
        using var connection = source.OpenConnection();
        UpgradeEngineBuilder database = connection is SqliteConnection sqlite
            ? DeployChanges.To.SqliteDatabase(new SharedConnection(sqlite))
            : DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager((NpgsqlDataSource)source));
        if (Engine(database, provider).GetScriptsToExecute() is { Count: > 0 } missing)
            throw new SchemaRefusedException($"The database lacks {string.Join(", ", missing.Select(script => script.Name))}: run the silo's migrate command first.");
    }

    private static IReadOnlyList<string> ApplyToSqlite(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        try
        {
            if (Path.GetDirectoryName(file) is { Length: > 0 } directory) Directory.CreateDirectory(directory);
            return ApplyToOpenSqlite(connectionString);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new SchemaRefusedException($"The database file {file} cannot be written: {failure.Message}", failure);
        }
    }

    private static IReadOnlyList<string> ApplyToOpenSqlite(string connectionString)
    {
        using var source = new SqliteDataSource(connectionString);
        using var connection = (SqliteConnection)source.OpenConnection();
        Execute(connection, "PRAGMA journal_mode = WAL");
        // All scripts in one transaction that is also the lock: who comes second finds everything done.
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            var applied = Upgrade(DeployChanges.To.SqliteDatabase(new SharedConnection(connection)).WithoutTransaction(), StorageProvider.Sqlite);
            Execute(connection, "COMMIT");
            return applied;
        }
        catch
        {
            // The connection goes back to a pool; its transaction must not.
            Execute(connection, "ROLLBACK");
            throw;
        }
    }

    private static IReadOnlyList<string> ApplyToPostgreSql(string connectionString)
    {
        // Who migrates waits for locks, as long as they last.
        var patient = new NpgsqlConnectionStringBuilder(connectionString);
        patient.Options = $"{patient.Options} -c lock_timeout=0";
        // Held by a connection of its own, so that it outlasts the transactions of the scripts and ends with the process.
        using var turn = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(patient.ConnectionString) { CommandTimeout = 0, Pooling = false }.ConnectionString);
        turn.Open();
        if (turn.PostgreSqlVersion.Major < 15)
            throw new SchemaRefusedException($"PostgreSQL {turn.PostgreSqlVersion} is too old: unique keys that hold without an extension need 15 or newer.");

        Execute(turn, $"SELECT pg_advisory_lock({Turn})");
        using var source = NpgsqlDataSource.Create(patient);
        return Upgrade(
            DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(source)).WithTransactionPerScript(), StorageProvider.PostgreSql);
    }

    private static IReadOnlyList<string> Upgrade(UpgradeEngineBuilder database, StorageProvider provider)
    {
        var result = Engine(database, provider).PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new SchemaRefusedException($"Schema script {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
    }

    private static UpgradeEngine Engine(UpgradeEngineBuilder database, StorageProvider provider)
    {
        // Scripts contain $ and the provider's @parameters: they are text, not templates.
        var engine = database.WithScripts(Scripts(provider)).WithVariablesDisabled().LogTo(new NoOpUpgradeLog()).Build();
        return engine.GetExecutedButNotDiscoveredScripts() is { Count: > 0 } unknown
            ? throw new SchemaRefusedException($"The database is newer than this program: it has {string.Join(", ", unknown)}, which this version does not know. Start the newer version.")
            : engine;
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
