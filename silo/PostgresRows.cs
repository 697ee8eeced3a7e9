using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Orleans.Configuration;

namespace ResponsibilityGrid;

/// <summary>Rows to PostgreSQL: one round trip for all, which the server runs as one transaction.</summary>
internal sealed class PostgresRows(DbDataSource source, IOptions<ClusterOptions> cluster) : IRowStore
{
    // In this order the statement's names become numbers, which the driver need not look for in every text.
    private static readonly string[] Names =
    [
        WriteStatement.KeyHash, WriteStatement.N0, WriteStatement.N1, WriteStatement.StateHash, WriteStatement.State,
        WriteStatement.Key, WriteStatement.Service, WriteStatement.Version, WriteStatement.Payload,
    ];

    private string? _statement;

    public async Task<int?[]> Write(IReadOnlyList<RowWrite> rows)
    {
        _statement ??= Names.Index().Aggregate(await WriteStatement.Read(source), (text, name) => text.Replace($"@{name.Item}", $"${name.Index + 1}"));
        await using var connection = (NpgsqlConnection)await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var row in rows) batch.BatchCommands.Add(Command(row));
        var versions = new int?[rows.Count];
        // Up to the end of the last result: only then is the transaction over.
        await using var reader = await batch.ExecuteReaderAsync();
        var at = 0;
        do
        {
            if (await reader.ReadAsync()) versions[at] = reader.GetInt32(0);
            at++;
        }
        while (await reader.NextResultAsync());
        return versions;
    }

    public bool IsRefusal(Exception failure) => failure is PostgresException { IsTransient: false, Severity: "ERROR" };

    private NpgsqlBatchCommand Command(RowWrite row)
    {
        var command = new NpgsqlBatchCommand(_statement!);
        var bound = command.Parameters;
        bound.Add(new NpgsqlParameter<int> { TypedValue = row.Key.KeyHash });
        bound.Add(new NpgsqlParameter<long> { TypedValue = 0 });
        bound.Add(new NpgsqlParameter<long> { TypedValue = 0 });
        bound.Add(new NpgsqlParameter<int> { TypedValue = row.Key.StateHash });
        bound.Add(new NpgsqlParameter<string> { TypedValue = row.Key.State });
        bound.Add(new NpgsqlParameter<string> { TypedValue = row.Key.Key });
        bound.Add(new NpgsqlParameter<string> { TypedValue = cluster.Value.ServiceId });
        bound.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = row.Version ?? (object)DBNull.Value });
        bound.Add(new NpgsqlParameter<byte[]> { TypedValue = row.Payload });
        return command;
    }
}
