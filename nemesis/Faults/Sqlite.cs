using Microsoft.Data.Sqlite;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>Somebody else holds the file of an embedded grid locked for ten seconds: nobody writes meanwhile, and everybody does afterwards.</summary>
internal sealed class SqliteLocked : IFault
{
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
    public async Task<string> Strike(Scene scene)
    {
        await using var grid = await EmbeddedGrid.Start(scene.Rig.Logs);
        return await grid.Suffers(
            grid.Disk.Fill,
            () =>
            {
                grid.Disk.Free();
                return Task.CompletedTask;
            },
            TimeSpan.FromSeconds(6));
    }
}
