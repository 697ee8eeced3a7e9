using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ResponsibilityGrid;

/// <summary>What the promise "nothing acknowledged is lost" rests on; a silo does not start without it.</summary>
internal static class StorageCheck
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(2);

    // The superuser's own, and what gateways look silos up with.
    private const int OtherConnections = 7;

    public static async Task Run(StorageSettings settings, ClusteringSettings? clustering)
    {
        RequirePrivate(settings);
        Migrations.Check(settings.Provider, settings.ConnectionString);
        await using var source = Storage.Open(settings);
        await using var connection = await source.OpenConnectionAsync();
        await (settings.Provider is StorageProvider.Sqlite ? Sqlite(connection) : PostgreSql(connection));
        Require("the texts of OrleansQuery", await Queries(connection), QueriesOf(settings.Provider));
        if (clustering is not null) await RequireConnections(connection, settings, clustering);
    }

    private static async Task Sqlite(DbConnection connection)
    {
        Require("journal_mode", await Scalar(connection, "PRAGMA journal_mode"), "wal");
        Require("synchronous", await Scalar(connection, "PRAGMA synchronous"), "2");
        Require("the unique key of OrleansStorage", await Scalar(connection,
            "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name = 'OrleansStorageIdentity' AND sql LIKE 'CREATE UNIQUE %'"), "1");
    }

    private static async Task PostgreSql(DbConnection connection)
    {
        // Without these a commit that was answered can be lost with the power.
        foreach (var setting in (string[])["fsync", "full_page_writes"])
            Require(setting, await Scalar(connection, $"SHOW {setting}"), "on");
        Require("synchronous_commit", await Scalar(connection, "SHOW synchronous_commit"), "on", "remote_apply");
        Require("the unique key of OrleansStorage", await Scalar(connection,
            "SELECT count(*) FROM pg_constraint WHERE conname = 'orleansstorageidentity' AND conrelid = 'orleansstorage'::regclass"), "1");

        if (await ClockWatch.Look(connection) is var skew && skew > Skew)
            throw new SchemaRefusedException($"The database's clock and this machine's are {skew.TotalSeconds:0.0} s apart; {Skew.TotalSeconds} s is the limit. Set up NTP.");
    }

    /// <summary>The fingerprint of the queries as this program's scripts leave them; a test holds it to the scripts.</summary>
    internal static string QueriesOf(StorageProvider provider) => provider is StorageProvider.Sqlite ? "88B38C10CEFD9A38" : "A33FEBD260A2A793";

    internal static async Task<string> Queries(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT QueryKey, QueryText FROM OrleansQuery";
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) texts.Add(reader.GetString(0), reader.GetString(1));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts.Select(t => $"{t.Key} {t.Value}")))))[..16];
    }

    /// <summary>Personnel data and a password do not cross a network in the clear, unless somebody says that the network is private.</summary>
    internal static void RequirePrivate(StorageSettings settings)
    {
        if (settings.Provider is StorageProvider.Sqlite || settings.IsPlaintextAllowed) return;
        var server = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        if (server.SslMode < SslMode.Require && !(server.Host ?? "").Split(',').All(IsHere))
            throw new SchemaRefusedException($"The database at {server.Host} would be spoken to in the clear: add SSL Mode=VerifyFull to Storage:ConnectionString, or set Storage:AllowPlaintext to true where the network is private.");

        static bool IsHere(string host) => host.StartsWith('/') || host is "localhost" || (IPAddress.TryParse(host.Split(':')[0], out var ip) && IPAddress.IsLoopback(ip));
    }

    /// <summary>The silos that live, this one among them, must not take each other the connections away: membership needs them most when everything is busy.</summary>
    private static async Task RequireConnections(DbConnection connection, StorageSettings settings, ClusteringSettings clustering)
    {
        var pool = new NpgsqlConnectionStringBuilder(settings.ConnectionString).MaxPoolSize;
        // A silo that was killed here just now still has its row; it is replaced, not joined.
        var others = int.Parse(await Scalar(connection, $"""
            SELECT count(*) FROM OrleansMembershipTable
            WHERE DeploymentId = '{clustering.ClusterId.Replace("'", "''")}' AND Status = 3 AND IAmAliveTime > now() - interval '10 seconds'
              AND (Address, Port) <> ('{clustering.Address}', {clustering.SiloPort})
            """));
        var most = int.Parse(await Scalar(connection, "SHOW max_connections"));
        if ((others + 1) * pool + OtherConnections > most)
            throw new SchemaRefusedException($"{others + 1} silos with Maximum Pool Size={pool} each need {(others + 1) * pool + OtherConnections} connections, and the server has max_connections = {most}: raise it, or lower the pool in Storage:ConnectionString.");
    }

    private static void Require(string setting, string found, params string[] allowed)
    {
        if (!allowed.Contains(found))
            throw new SchemaRefusedException($"The database has {setting} = {found}; the grid needs {string.Join(" or ", allowed)}.");
    }

    private static async Task<string> Scalar(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync())?.ToString() ?? "nothing";
    }
}
