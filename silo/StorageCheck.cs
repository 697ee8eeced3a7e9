using System.Data.Common;

namespace ResponsibilityGrid;

/// <summary>What the promise "nothing acknowledged is lost" rests on; a silo does not start without it.</summary>
internal static class StorageCheck
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(2);

    public static async Task Run(StorageSettings settings)
    {
        Migrations.Check(settings.Provider, settings.ConnectionString);
        await using var source = Storage.Open(settings);
        await using var connection = await source.OpenConnectionAsync();
        await (settings.Provider is StorageProvider.Sqlite ? Sqlite(connection) : PostgreSql(connection));
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

        // The machine's clock on purpose, not the grid's: leases of other silos are read against it.
        var apart = await Scalar(connection, "SELECT extract(epoch FROM clock_timestamp())");
        var skew = (DateTime.UnixEpoch.AddSeconds(double.Parse(apart)) - DateTime.UtcNow).Duration();
        if (skew > Skew)
            throw new SchemaRefusedException($"The database's clock and this machine's are {skew.TotalSeconds:0.0} s apart; {Skew.TotalSeconds} s is the limit. Set up NTP.");
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
