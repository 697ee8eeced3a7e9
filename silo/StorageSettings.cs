using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>The database that keeps the grid.</summary>
public enum StorageProvider
{
    /// <summary>A file of this machine, for one process.</summary>
    Sqlite,

    /// <summary>A server, for a cluster.</summary>
    PostgreSql,
}

/// <summary>Where the grid is kept, from section <c>Storage</c>: <c>Provider</c>, and <c>ConnectionString</c> or <c>File</c>.</summary>
/// <param name="Provider">Which database.</param>
/// <param name="ConnectionString">How to reach it, complete with the settings the grid counts on.</param>
public sealed record StorageSettings(StorageProvider Provider, string ConnectionString)
{
    /// <summary><c>AllowPlaintext</c>: somebody vouches for the network between this process and the database.</summary>
    public bool IsPlaintextAllowed { get; init; }

    /// <summary>Reads the settings; refuses what is missing or unknown in a sentence.</summary>
    public static StorageSettings From(IConfiguration configuration)
    {
        var storage = configuration.GetSection("Storage");
        try
        {
            return Read(storage);
        }
        catch (ArgumentException unreadable)
        {
            throw new OrleansConfigurationException($"Storage:ConnectionString cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static StorageSettings Read(IConfigurationSection storage) =>
        storage["Provider"] switch
        {
            "sqlite" => Sqlite(storage["File"] ?? FileOf(Required(storage, "ConnectionString"))),
            "postgresql" => PostgreSql(Required(storage, "ConnectionString")) with { IsPlaintextAllowed = storage["AllowPlaintext"] is "true" or "True" },
            var other => throw new OrleansConfigurationException($"Storage:Provider is '{other}'; it is sqlite or postgresql."),
        };

    /// <summary>A SQLite file, made on first use.</summary>
    public static StorageSettings Sqlite(string file) => new(StorageProvider.Sqlite, new SqliteConnectionStringBuilder
    {
        DataSource = Path.GetFullPath(file),
        // Longer than any honest wait behind one writer; a call gives up before it.
        DefaultTimeout = 30,
    }.ConnectionString);

    /// <summary>A PostgreSQL database; what the connection string leaves open is filled in.</summary>
    public static StorageSettings PostgreSql(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        void Default(string keyword, object value)
        {
            if (!settings.ShouldSerialize(keyword)) settings[keyword] = value;
        }

        Default("Max Auto Prepare", 32);
        // Nobody here changes a session, and putting it right again after each use costs as much as a write.
        Default("No Reset On Close", true);
        Default("Auto Prepare Min Usages", 2);
        // Everything here is looked up by key. A planner that has no statistics yet would rather read the whole table with all its processors.
        // And to plan a batch of rows anew each time costs more than any plan saves.
        // A row that somebody else holds on to must not hold up the rows behind it.
        Default("Options", "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c max_parallel_workers_per_gather=0 -c plan_cache_mode=force_generic_plan -c jit=off -c lock_timeout=1s");
        // Three silos and their gateways have to fit into the server's default of 100 connections.
        Default("Maximum Pool Size", 24);
        // A batch of rows goes to the server in a few sends; by the default of 8 KiB each row would be one.
        Default("Write Buffer Size", 65_536);
        Default("Timeout", 5);
        Default("Command Timeout", 10);
        return new(StorageProvider.PostgreSql, settings.ConnectionString);
    }

    /// <summary>The same database for a process that only looks up silos there; it leaves the connections to them.</summary>
    public StorageSettings ForGateway() => Provider is StorageProvider.PostgreSql
        ? this with { ConnectionString = new NpgsqlConnectionStringBuilder(ConnectionString) { MaxPoolSize = 4 }.ConnectionString }
        : throw OneProcessOnly();

    /// <summary>Why a SQLite file is nothing for silo and gateway processes.</summary>
    public static OrleansConfigurationException OneProcessOnly() =>
        new("A SQLite file serves one process only: start the embedded mode (./run), or set Storage:Provider to postgresql.");

    private static string FileOf(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;

    private static string Required(IConfigurationSection storage, string key) =>
        storage[key] is { Length: > 0 } value
            ? value
            : throw new OrleansConfigurationException($"Storage:{key} is not set.");
}
