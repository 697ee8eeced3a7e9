using Npgsql;
using ResponsibilityGrid.Nemesis.Checking;

namespace ResponsibilityGrid.Nemesis.Scenarios;

/// <summary>The row of a unit is cut off in the middle while no silo has it in memory, and is put right again.</summary>
internal sealed class RowDamaged : IScenario
{
    public async Task Play(Stage stage)
    {
        var unit = CityWorkbook.Branches.ElementAt(5);
        await using var source = NpgsqlDataSource.Create($"{stage.Rig.Database};Pooling=false");
        var sound = await Swap(source, unit, "{\"Schema\":1,\"Posts\":[{\"cut o"u8.ToArray());
        await stage.RestartSilos();
        var reply = await stage.Grid.Send("query($by: UnitBy!) { unit(by: $by) { posts { code } } }", new { by = new { code = unit } });
        if (reply.Data is { } told) stage.Seen.Add(new(Wrong.Lost, $"The row of {unit} is damaged; the unit answered {told}."));
        await Swap(source, unit, sound);
    }

    private static async Task<byte[]> Swap(NpgsqlDataSource source, string unit, byte[] payload)
    {
        await using var write = source.CreateCommand("""
            WITH before AS (SELECT PayloadBinary FROM OrleansStorage WHERE GrainTypeString = 'unit' AND GrainIdExtensionString = $1)
            UPDATE OrleansStorage SET PayloadBinary = $2 WHERE GrainTypeString = 'unit' AND GrainIdExtensionString = $1 RETURNING (SELECT PayloadBinary FROM before)
            """);
        write.Parameters.AddWithValue($"u:{CityWorkbook.City}/{unit}");
        write.Parameters.AddWithValue(payload);
        return (byte[])(await write.ExecuteScalarAsync() ?? throw new InvalidOperationException($"{unit} has no row."));
    }
}
