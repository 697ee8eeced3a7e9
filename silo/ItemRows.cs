using System.Data.Common;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Orleans.Configuration;
using Orleans.Serialization;

namespace ResponsibilityGrid;

/// <summary>Reads the lives of items out of the store, by an index of its own and without waking a grain.</summary>
internal sealed class ItemRows(
    DbDataSource source, StorageSettings settings, IOptions<ClusterOptions> cluster, IOptions<SystemTextJsonGrainStorageSerializerOptions> json) : IItemRows
{
    // A life stands first in its row; few are longer, and those are read whole.
    private const int Head = 2048;

    private readonly string _service = cluster.Value.ServiceId;

    public async Task<List<ItemLife>> Read(string grid, IReadOnlyCollection<string> posts, IReadOnlyDictionary<ItemKey, int> known)
    {
        try
        {
            List<string> prefixes = [.. posts.Select(post => GridKeys.ItemsOf(grid, post))];
            if (known.Count == 0) return await Lives(OfPosts, prefixes);

            var held = known.ToDictionary(item => GridKeys.Item(item.Key), item => item.Value);
            List<string> newer = [];
            await foreach (var row in Rows(OfPosts, prefixes, "NULL"))
                if (row.GetInt32(1) > held.GetValueOrDefault(row.GetString(0))) newer.Add(row.GetString(0));
            return newer.Count == 0 ? [] : await Lives(OfKeys, newer);
        }
        catch (DbException failure)
        {
            throw new StorageFailedException($"The items' rows were not read ({failure.GetType().Name}).");
        }
    }

    private async Task<List<ItemLife>> Lives(string which, List<string> keys)
    {
        List<ItemLife> lives = [];
        List<string> longer = [];
        await foreach (var row in Rows(which, keys, settings.Provider is StorageProvider.Sqlite ? $"substr(PayloadBinary, 1, {Head})" : $"substring(PayloadBinary FROM 1 FOR {Head})"))
            if (LifeIn((byte[])row.GetValue(2)) is { } life) lives.Add(life);
            else longer.Add(row.GetString(0));
        if (longer.Count > 0)
            await foreach (var row in Rows(OfKeys, longer, "PayloadBinary"))
                lives.Add(LifeIn((byte[])row.GetValue(2)) ?? throw new JsonException($"The row of {row.GetString(0)} does not begin with its life."));
        return lives;
    }

    private const string OfPosts = "GrainIdExtensionString{0} >= Wanted || '/' AND GrainIdExtensionString{0} < Wanted || '0'";
    private const string OfKeys = "GrainIdExtensionString{0} = Wanted";

    private async IAsyncEnumerable<DbDataReader> Rows(string which, List<string> wanted, string payload)
    {
        var isSqlite = settings.Provider is StorageProvider.Sqlite;
        var condition = string.Format(System.Globalization.CultureInfo.InvariantCulture, which, isSqlite ? "" : " COLLATE \"C\"");
        await using var command = source.CreateCommand($"""
            SELECT GrainIdExtensionString, Version, {payload}
            FROM {(isSqlite ? "(SELECT value AS Wanted FROM json_each(@wanted))" : "unnest(@wanted) AS Wanted")} CROSS JOIN OrleansStorage
            WHERE ServiceId = @service AND GrainTypeString = 'item' AND PayloadBinary IS NOT NULL AND {condition}
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
