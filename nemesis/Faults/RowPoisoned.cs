using Npgsql;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>The row of one item is damaged: that item fails and says so, everybody else goes on; put right, it lives again.</summary>
internal sealed class RowPoisoned : IFault
{
    public bool CountsFromItsEnd => true;

    public async Task<string> Strike(Scene scene)
    {
        // An item that nobody else works on, touched once so that it has a row.
        var item = new Item(TouchedItems.Accepted[scene.Random.Next(TouchedItems.Accepted.Count)], CityWorkbook.Staff.ElementAt(scene.Random.Next(100, 1000)));
        const string Accept = "mutation($input: AcceptItemInput!) { acceptItem(input: $input) { item { version } userErrors { code } } }";
        await scene.Grid.Ask(Accept, new { input = new { item = item.By, commandId = $"poison-{scene.Random.Next()}" } }, item.Post);
        await using var source = NpgsqlDataSource.Create($"{scene.Rig.Database};Pooling=false");
        var sound = await Payload(source, item.Key);
        await Write(source, item.Key, "{\"Life\":{\"cut o"u8.ToArray());
        // Whoever has the item in memory ends with its silos; from now on the row is all there is.
        await Task.WhenAll(scene.Rig.Silos.Select(silo => silo.Kill()));
        await scene.Rig.Ready();
        await scene.Grid.Ask("query($unit: String!) { overview(unit: $unit) { items } }", new { unit = CityWorkbook.City });
        var code = (await Command.On(item, "reportItem", "damaged").Send(scene.Grid)).Code;
        await Write(source, item.Key, sound);
        if (code is null) throw new BrokenPromiseException($"{item.Subject} took a command though its row is damaged.");
        for (var beat = 0; beat < 600; beat++)
        {
            if ((await Command.On(item, "reportItem", "right").Send(scene.Grid)).Outcome is Outcome.Acknowledged) return $"{item.Subject} answered {code}, and lives again";
            await Task.Delay(100);
        }

        throw new BrokenPromiseException($"{item.Subject} was put right and does not live again.");
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
