using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using ResponsibilityGrid.Nemesis.Checking;

namespace ResponsibilityGrid.Nemesis;

/// <summary>
/// A row for every item that the writers leave alone, as if somebody had touched each: copies of the rows of two items that really were.
/// The items of writers and overseers are theirs to touch first.
/// </summary>
internal static class TouchedItems
{
    /// <summary>The duties whose items are accepted, for faults that need items to work on; all others are in dispute, which no caller ever makes them.</summary>
    public static IReadOnlyList<string> Accepted { get; } = [.. CityWorkbook.StaffDuties.Skip(19).Take(20)];

    public static async Task Write(GridHttp grid, Rig rig)
    {
        var post = CityWorkbook.Staff.ElementAt(30);
        Item accepted = new(Accepted[0], post), disputed = new(CityWorkbook.StaffDuties.Last(), post);
        await Touch(grid, "acceptItem", "AcceptItemInput", new { item = accepted.By, commandId = "touched" }, post);
        await Touch(grid, "disputeItem", "DisputeItemInput", new { item = disputed.By, commandId = "touched", reason = "有异议" }, post);

        await using var source = NpgsqlDataSource.Create($"{rig.Database};Pooling=false");
        await using var connection = await source.OpenConnectionAsync();
        Template[] templates = [await Template.Of(connection, accepted), await Template.Of(connection, disputed)];
        var callers = Callers.Items.Concat(Overseer.Contested).ToHashSet();
        callers.UnionWith([accepted, disputed]);
        await using (var rows = await connection.BeginBinaryImportAsync(
            "COPY OrleansStorage (GrainIdN0, GrainIdN1, GrainIdHash, GrainTypeHash, GrainTypeString, ServiceId, GrainIdExtensionString, PayloadBinary) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var item in CityWorkbook.AllItems.Where(item => !callers.Contains(item)))
                await templates[Accepted.Contains(item.Duty) ? 0 : 1].Copy(rows, item);
            await rows.CompleteAsync();
        }
    }

    private static async Task Touch(GridHttp grid, string mutation, string type, object input, string post)
    {
        var payload = (await grid.Ask($"mutation($input: {type}!) {{ {mutation}(input: $input) {{ userErrors {{ code }} }} }}", new { input }, post)).GetProperty(mutation);
        if (payload.GetProperty("userErrors").GetArrayLength() > 0) throw new InvalidOperationException($"{mutation} was refused: {payload}");
    }

    /// <summary>The row of an item, to be had for any other one.</summary>
    private sealed record Template(Item Item, int TypeHash, string Type, string Service, string Payload)
    {
        public static async Task<Template> Of(NpgsqlConnection connection, Item item)
        {
            await using var read = new NpgsqlCommand("SELECT GrainIdHash, GrainTypeHash, GrainTypeString, ServiceId, convert_from(PayloadBinary, 'UTF8') FROM OrleansStorage WHERE GrainIdExtensionString = $1", connection);
            read.Parameters.AddWithValue(item.Key);
            await using var row = await read.ExecuteReaderAsync();
            if (!await row.ReadAsync()) throw new InvalidOperationException($"{item.Key} has no row.");
            // Rows under another hash than the provider's would never be found again.
            return row.GetInt32(0) == HashOf(item.Key)
                ? new(item, row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4))
                : throw new InvalidOperationException("The provider hashes keys in another way than expected.");
        }

        public async Task Copy(NpgsqlBinaryImporter rows, Item item)
        {
            await rows.StartRowAsync();
            await rows.WriteAsync(0L, NpgsqlDbType.Bigint);
            await rows.WriteAsync(0L, NpgsqlDbType.Bigint);
            await rows.WriteAsync(HashOf(item.Key), NpgsqlDbType.Integer);
            await rows.WriteAsync(TypeHash, NpgsqlDbType.Integer);
            await rows.WriteAsync(Type, NpgsqlDbType.Text);
            await rows.WriteAsync(Service, NpgsqlDbType.Text);
            await rows.WriteAsync(item.Key, NpgsqlDbType.Text);
            var payload = Payload.Replace(Item.Post, item.Post).Replace(Item.Duty, item.Duty).Replace($"\"{Item.Unit}\"", $"\"{item.Unit}\"");
            await rows.WriteAsync(Encoding.UTF8.GetBytes(payload), NpgsqlDbType.Bytea);
        }

        private static int HashOf(string key)
        {
            // The provider hashes a key from behind, and reads the hash the other way round.
            var bytes = Encoding.UTF8.GetBytes(key);
            Array.Reverse(bytes);
            return BinaryPrimitives.ReadInt32LittleEndian(XxHash32.Hash(bytes));
        }
    }
}
