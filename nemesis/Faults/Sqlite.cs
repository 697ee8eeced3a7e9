using Microsoft.Data.Sqlite;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>Somebody else holds the file of an embedded grid locked for ten seconds: nobody writes meanwhile, and everybody does afterwards.</summary>
internal sealed class SqliteLocked : IFault
{
    public bool CountsFromItsEnd => true;

    public async Task<string> Strike(Scene scene)
    {
        await using var grid = await EmbeddedGrid.Start(scene.Rig.Logs);
        await using var other = new SqliteConnection($"Data Source={grid.File};Pooling=false");
        await other.OpenAsync();
        return await grid.Suffers(
            async () => await Do("BEGIN EXCLUSIVE"),
            async () => await Do("COMMIT"),
            TimeSpan.FromSeconds(10));

        async Task Do(string sql)
        {
            await using var command = new SqliteCommand(sql, other);
            await command.ExecuteNonQueryAsync();
        }
    }
}

/// <summary>The disk of an embedded grid is full, and has room again.</summary>
internal sealed class SqliteFull : IFault
{
    public bool CountsFromItsEnd => true;

    private const int Tries = 20, Full = 13;

    public async Task<string> Strike(Scene scene)
    {
        await using var grid = await EmbeddedGrid.Start(scene.Rig.Logs);
        return await grid.Suffers(
            async () =>
            {
                await CutLog(grid.File);
                await grid.Disk.Fill();
                // While that took its time the log has grown again.
                await CutLog(grid.File);
                await grid.Disk.Fill();
            },
            () =>
            {
                grid.Disk.Free();
                return Task.CompletedTask;
            },
            TimeSpan.FromSeconds(6));
    }

    /// <summary>Cuts the log beside the file down to nothing: in the room that it has, writes would go on for a long time.</summary>
    private static async Task CutLog(string file)
    {
        await using var other = new SqliteConnection($"Data Source={file};Pooling=false");
        await other.OpenAsync();
        // Whoever reads or writes just now is waited for.
        await using var patience = new SqliteCommand("PRAGMA busy_timeout = 1000", other);
        await patience.ExecuteNonQueryAsync();
        await using var cut = new SqliteCommand("PRAGMA wal_checkpoint(TRUNCATE)", other);
        try
        {
            for (var attempt = 0; attempt < Tries; attempt++)
                if (await cut.ExecuteScalarAsync() is 0L) return;
        }
        catch (SqliteException refusal) when (refusal.SqliteErrorCode == Full)
        {
            // There is no room to cut it in.
            return;
        }

        throw new InvalidOperationException("The log could not be cut: somebody is always reading.");
    }
}
