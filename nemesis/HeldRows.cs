using Npgsql;

namespace ResponsibilityGrid.Nemesis;

/// <summary>Rows that somebody else is holding on to: whoever writes one waits until it is let go.</summary>
internal sealed class HeldRows(NpgsqlConnection connection) : IAsyncDisposable
{
    public static async Task<HeldRows> Of(Rig rig, string state, params string[] units)
    {
        var connection = new NpgsqlConnection($"{rig.Database};Pooling=false");
        await connection.OpenAsync();
        await using var hold = new NpgsqlCommand("BEGIN; SELECT Version FROM OrleansStorage WHERE GrainTypeString = @state AND GrainIdExtensionString = ANY(@keys) FOR UPDATE", connection);
        hold.Parameters.AddWithValue("state", state);
        hold.Parameters.AddWithValue("keys", units.Select(unit => $"u:{CityWorkbook.City}/{unit}").ToArray());
        await hold.ExecuteNonQueryAsync();
        return new(connection);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
