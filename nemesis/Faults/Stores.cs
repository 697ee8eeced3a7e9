using Npgsql;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>PostgreSQL is stopped as by a crash and started again.</summary>
internal sealed class DatabaseCrashed : IFault
{
    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        await rig.Postgres.StopHard();
        var away = random.Next(1, 6);
        await Task.Delay(TimeSpan.FromSeconds(away));
        await rig.Postgres.StartAgain();
        return $"away for {away} s";
    }
}

/// <summary>The database's disk is full, and has room again.</summary>
internal sealed class DiskFull : IFault
{
    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        await rig.Disk.Fill();
        await Task.Delay(TimeSpan.FromSeconds(6));
        rig.Disk.Free();
        // A server that could not write its log has ended; a service manager starts it again.
        var wasEnded = rig.Postgres.HasEnded;
        if (wasEnded) await rig.Postgres.StartAgain();
        return wasEnded ? "the server ended" : "the server went on";
    }
}

/// <summary>The row of one item is damaged: that item fails and says so, everybody else goes on; put right, it lives again.</summary>
internal sealed class RowPoisoned : IFault
{
    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        // An item that nobody else works on, touched once so that it has a row.
        var item = new Item($"{CityWorkbook.List}-S{random.Next(20, 60):00}", CityWorkbook.Staff.ElementAt(random.Next(100, 1000)));
        var key = $"i:{CityWorkbook.City}/{item.Post}/{CityWorkbook.List}/{item.Duty}";
        const string Accept = "mutation($input: AcceptItemInput!) { acceptItem(input: $input) { item { version } userErrors { code } } }";
        await grid.Ask(Accept, new { input = new { item = item.By, commandId = $"poison-{random.Next()}" } }, item.Post);
        await using var source = NpgsqlDataSource.Create($"{rig.Database};Pooling=false");
        var sound = await Payload(source, key);
        await Write(source, key, "{\"Life\":{\"cut o"u8.ToArray());
        // Whoever has the item in memory ends with its silos; from now on the row is all there is.
        await Task.WhenAll(rig.Silos.Select(silo => silo.Kill()));
        await rig.Ready();
        await grid.Ask("query($unit: String!) { overview(unit: $unit) { items } }", new { unit = CityWorkbook.City });
        var reply = await grid.Send("mutation($input: ReportItemInput!) { reportItem(input: $input) { userErrors { code } } }", new { input = new { item = item.By, percent = 10 } }, item.Post);
        var code = reply.Code ?? reply.Data!.Value.GetProperty("reportItem").GetProperty("userErrors")[0].GetProperty("code").GetString();
        await Write(source, key, sound);
        for (var beat = 0; beat < 600; beat++)
        {
            var again = await grid.Send("mutation($input: ReportItemInput!) { reportItem(input: $input) { item { version } userErrors { code } } }", new { input = new { item = item.By, percent = 20 } }, item.Post);
            if (again.Data?.GetProperty("reportItem").GetProperty("item").ValueKind is System.Text.Json.JsonValueKind.Object) return $"{item.Subject} answered {code}, and lives again";
            await Task.Delay(100);
        }

        throw new InvalidOperationException($"{item.Subject} was put right and does not live again.");
    }

    private static async Task<byte[]> Payload(NpgsqlDataSource source, string key)
    {
        await using var read = source.CreateCommand("SELECT PayloadBinary FROM OrleansStorage WHERE GrainIdExtensionString = $1");
        read.Parameters.AddWithValue(key);
        return (byte[])(await read.ExecuteScalarAsync() ?? throw new InvalidOperationException($"{key} has no row."));
    }

    private static async Task Write(NpgsqlDataSource source, string key, byte[] payload)
    {
        await using var write = source.CreateCommand("UPDATE OrleansStorage SET PayloadBinary = $2 WHERE GrainIdExtensionString = $1");
        write.Parameters.AddWithValue(key);
        write.Parameters.AddWithValue(payload);
        await write.ExecuteNonQueryAsync();
    }
}
