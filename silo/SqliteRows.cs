using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SQLitePCL;

namespace ResponsibilityGrid;

/// <summary>Rows to SQLite: one transaction and so one flush to the disk for all.</summary>
internal sealed class SqliteRows(DbDataSource source, IOptions<ClusterOptions> cluster) : IRowStore
{
    private string? _statement;

    public async Task<int?[]> Write(IReadOnlyList<RowWrite> rows)
    {
        _statement ??= await WriteStatement.Read(source);
        await using var connection = (SqliteConnection)await source.OpenConnectionAsync();
        await using var transaction = connection.BeginTransaction(deferred: false);
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (_statement, transaction);
        var bound = command.Parameters;
        bound.AddWithValue(WriteStatement.N0, 0L);
        bound.AddWithValue(WriteStatement.N1, 0L);
        bound.AddWithValue(WriteStatement.Service, cluster.Value.ServiceId);
        var keyHash = bound.Add(WriteStatement.KeyHash, SqliteType.Integer);
        var stateHash = bound.Add(WriteStatement.StateHash, SqliteType.Integer);
        var state = bound.Add(WriteStatement.State, SqliteType.Text);
        var key = bound.Add(WriteStatement.Key, SqliteType.Text);
        var version = bound.Add(WriteStatement.Version, SqliteType.Integer);
        var payload = bound.Add(WriteStatement.Payload, SqliteType.Blob);
        command.Prepare();

        var versions = new int?[rows.Count];
        foreach (var (at, row) in rows.Index())
        {
            (keyHash.Value, stateHash.Value, state.Value, key.Value) = (row.Key.KeyHash, row.Key.StateHash, row.Key.State, row.Key.Key);
            (version.Value, payload.Value) = (row.Version ?? (object)DBNull.Value, row.Payload);
            using var reader = command.ExecuteReader();
            do
            {
                if (reader.Read()) versions[at] = reader.GetInt32(0);
            }
            while (reader.NextResult());
        }

        transaction.Commit();
        return versions;
    }

    public bool IsRefusal(Exception failure) => failure is SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH };
}
