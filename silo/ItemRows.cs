using System.Data.Common;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Orleans.Configuration;
using Orleans.Serialization;

namespace ResponsibilityGrid;

/// <summary>Reads the lives of items out of the store, by an index of its own and without waking a grain.</summary>
internal sealed partial class ItemRows(
    DbDataSource source,
    StorageSettings settings,
    StoreGate gate,
    IOptions<ClusterOptions> cluster,
    IOptions<SystemTextJsonGrainStorageSerializerOptions> json,
    ILogger<ItemRows> log) : IItemRows
{
    // A life stands first in its row; few are longer, and those are read whole.
    private const int Head = 2048;

    private readonly string _service = cluster.Value.ServiceId;

    public async Task<ReadLives> Read(string grid, IReadOnlyCollection<string> posts, IReadOnlyDictionary<ItemKey, int> known)
    {
        try
        {
            using var turn = await gate.ToScan();
            List<string> prefixes = [.. posts.Select(post => GridKeys.ItemsOf(grid, post))];
            if (known.Count == 0) return await Lives(OfPosts, prefixes);

            var held = known.ToDictionary(item => GridKeys.Item(item.Key), item => item.Value);
            List<string> newer = [];
            await foreach (var row in Rows(OfPosts, prefixes, "NULL"))
                if (row.GetInt32(1) > held.GetValueOrDefault(row.GetString(0))) newer.Add(row.GetString(0));
            return newer.Count == 0 ? new([], []) : await Lives(OfKeys, newer);
        }
        catch (DbException failure)
        {
            throw new StorageFailedException($"The items' rows were not read ({failure.GetType().Name}).");
        }
    }

    public async Task<List<ItemRow>> ReadHistories(IReadOnlyCollection<ItemKey> items)
    {
        try
        {
            using var turn = await gate.ToScan();
            List<ItemRow> read = [];
            await foreach (var row in Rows(OfKeys, [.. items.Select(GridKeys.Item)], "PayloadBinary"))
                if (RowIn(row) is { Life.Key.Grid.Length: > 0 } whole) read.Add(whole);
            return read;
        }
        catch (DbException failure)
        {
            throw new StorageFailedException($"The items' rows were not read ({failure.GetType().Name}).");
        }
    }

    private ItemRow? RowIn(DbDataReader row)
    {
        try
        {
            return JsonSerializer.Deserialize<ItemRow>((byte[])row.GetValue(2), json.Value.JsonSerializerOptions);
        }
        catch (JsonException damage)
        {
            RowDamaged(damage, row.GetString(0));
            return null;
        }
    }

    private async Task<ReadLives> Lives(string which, List<string> keys)
    {
        var read = new ReadLives([], []);
        List<string> longer = [];
        await foreach (var row in Rows(which, keys, settings.Provider is StorageProvider.Sqlite ? $"substr(PayloadBinary, 1, {Head})" : $"substring(PayloadBinary FROM 1 FOR {Head})"))
            if (!Take(read, row)) longer.Add(row.GetString(0));
        if (longer.Count == 0) return read;
        await foreach (var row in Rows(OfKeys, longer, "PayloadBinary"))
            if (!Take(read, row)) Damaged(read, row.GetString(0), null);
        return read;
    }

    /// <summary>Takes the life out of a row; false where there is not enough of it.</summary>
    private bool Take(ReadLives read, DbDataReader row)
    {
        try
        {
            if (LifeIn((byte[])row.GetValue(2)) is not { } life) return false;
            read.Lives.Add(life);
        }
        catch (JsonException damage)
        {
            Damaged(read, row.GetString(0), damage);
        }

        return true;
    }

    private void Damaged(ReadLives read, string key, JsonException? damage)
    {
        RowDamaged(damage, key);
        if (GridKeys.Parts(key) is [var grid, var post, var list, var duty]) read.Damaged.Add(new ItemKey(grid, list, duty, post));
    }

    [LoggerMessage(LogLevel.Error, "The row of {Item} is damaged; the item takes no commands until the row is put right.")]
    private partial void RowDamaged(Exception? damage, string item);

    private const string OfPosts = "GrainIdExtensionString{0} >= Wanted || '/' AND GrainIdExtensionString{0} < Wanted || '0'";
    private const string OfKeys = "GrainIdExtensionString{0} = Wanted";

    private async IAsyncEnumerable<DbDataReader> Rows(string which, List<string> wanted, string payload)
    {
        var isSqlite = settings.Provider is StorageProvider.Sqlite;
        var condition = string.Format(System.Globalization.CultureInfo.InvariantCulture, which, isSqlite ? "" : " COLLATE \"C\"");
        var rows = $"OrleansStorage WHERE ServiceId = @service AND GrainTypeString = 'item' AND PayloadBinary IS NOT NULL AND {condition}";
        // Nothing is planned across an OFFSET: what is wanted leads, also where the database knows nothing of its rows yet, as in a grid just restored.
        await using var command = source.CreateCommand($"""
            SELECT GrainIdExtensionString, Version, {payload}
            FROM {(isSqlite ? $"(SELECT value AS Wanted FROM json_each(@wanted)) CROSS JOIN {rows}" : $"unnest(@wanted) AS Wanted CROSS JOIN LATERAL (SELECT * FROM {rows} OFFSET 0) AS Found")}
            """);
        Add(command, "service", _service);
        if (isSqlite) Add(command, "wanted", JsonSerializer.Serialize(wanted));
        else command.Parameters.Add(new NpgsqlParameter("wanted", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = wanted });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) yield return reader;
    }

    /// <summary>The life at the beginning of a row; none where it is cut off.</summary>
    private ItemLife? LifeIn(byte[] head)
    {
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        if (!reader.Read() || !reader.Read() || !reader.ValueTextEquals("Life"u8) || !reader.Read()) return null;
        var end = reader;
        return end.TrySkip() ? JsonSerializer.Deserialize<ItemLife>(ref reader, json.Value.JsonSerializerOptions) : null;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
