using System.Diagnostics;
using Npgsql;
using ResponsibilityGrid.Cluster;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>A grid's backup, taken and brought back with the commands of <c>docs/operations.md</c>.</summary>
internal sealed class Backup : IDisposable
{
    /// <summary>What the document says; a test holds it to these.</summary>
    public const string Dump = "pg_dump --format=custom --exclude-table-data=orleansmembership*", Restore = "pg_restore --no-owner --exit-on-error", Copy = "VACUUM INTO";

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("grid-backup-").FullName, "backup");

    /// <summary>Takes the backup, whatever is written meanwhile.</summary>
    public async Task Take(GridDatabase database)
    {
        if (database.Settings.Provider is StorageProvider.Sqlite) await database.Execute($"{Copy} '{_file}'");
        else await Run(Dump, database, $"--file={_file}");
    }

    /// <summary>An empty database filled from the backup.</summary>
    public async Task<GridDatabase> Bring(StorageProvider provider)
    {
        var database = await GridDatabase.New(provider);
        if (provider is StorageProvider.Sqlite) File.Copy(_file, new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(database.Settings.ConnectionString).DataSource);
        else await Run(Restore, database, _file);
        return database;
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    private static async Task Run(string command, GridDatabase database, string file)
    {
        var server = new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString);
        string[] words = [.. command.Split(' '), $"--host={server.Host}", $"--username={server.Username}", $"--dbname={server.Database}", file];
        using var run = Process.Start(new ProcessStartInfo($"{LocalPostgres.Binaries}/{words[0]}", words[1..]) { RedirectStandardError = true })!;
        var said = await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, said);
    }
}
