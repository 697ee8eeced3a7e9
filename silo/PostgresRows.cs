using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;

namespace ResponsibilityGrid;

/// <summary>
/// Rows to PostgreSQL: one round trip for all, which the server runs as one transaction. The statements say of many rows what the provider's
/// says of one; by its own, each row would cost the server as much as all of them do.
/// </summary>
internal sealed class PostgresRows(DbDataSource source, IOptions<ClusterOptions> cluster) : IRowStore
{
    private const string Update = """
        UPDATE OrleansStorage AS held
        SET PayloadBinary = asked.Payload, Version = held.Version + 1, ModifiedOn = now()
        FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY AS asked (KeyHash, StateHash, State, Key, Payload, Version, Place)
        WHERE held.GrainIdHash = asked.KeyHash AND held.GrainTypeHash = asked.StateHash AND held.GrainIdN0 = 0 AND held.GrainIdN1 = 0
          AND held.GrainTypeString = asked.State AND held.ServiceId = $7 AND held.GrainIdExtensionString = asked.Key AND held.Version = asked.Version
        RETURNING asked.Place, held.Version
        """;

    private const string Insert = """
        INSERT INTO OrleansStorage (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary)
        SELECT KeyHash, StateHash, 0, 0, State, Key, $6, Payload
        FROM unnest($1, $2, $3, $4, $5) AS asked (KeyHash, StateHash, State, Key, Payload)
        ON CONFLICT ON CONSTRAINT OrleansStorageIdentity DO NOTHING
        RETURNING GrainTypeString, GrainIdExtensionString, Version
        """;

    public async Task<int?[]> Write(IReadOnlyList<RowWrite> rows)
    {
        var (known, fresh) = (new List<int>(rows.Count), new List<int>());
        for (var at = 0; at < rows.Count; at++) (rows[at].Version is null ? fresh : known).Add(at);
        await using var connection = (NpgsqlConnection)await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        if (known.Count > 0) batch.BatchCommands.Add(Command(Update, [.. known.Select(at => rows[at])], areKnown: true));
        if (fresh.Count > 0) batch.BatchCommands.Add(Command(Insert, [.. fresh.Select(at => rows[at])], areKnown: false));
        var versions = new int?[rows.Count];
        // Up to the end of the last result: only then is the transaction over.
        await using var reader = await batch.ExecuteReaderAsync();
        if (known.Count > 0)
        {
            while (await reader.ReadAsync()) versions[known[(int)reader.GetInt64(0) - 1]] = reader.GetInt32(1);
            await reader.NextResultAsync();
        }

        while (await reader.ReadAsync())
        {
            // Of two who are the first ones of a row, the first is.
            var (state, key) = (reader.GetString(0), reader.GetString(1));
            versions[fresh.First(at => rows[at].Key.State == state && rows[at].Key.Key == key)] = reader.GetInt32(2);
        }

        while (await reader.NextResultAsync()) { }
        return versions;
    }

    // One row that somebody else holds on to fails all of its batch, and nothing of it is written.
    public bool IsRefusal(Exception failure) => failure is PostgresException { Severity: "ERROR" } error && (!error.IsTransient || error.SqlState == PostgresErrorCodes.LockNotAvailable);

    private NpgsqlBatchCommand Command(string statement, RowWrite[] rows, bool areKnown)
    {
        var command = new NpgsqlBatchCommand(statement);
        var bound = command.Parameters;
        Bind(row => row.Key.KeyHash);
        Bind(row => row.Key.StateHash);
        Bind(row => row.Key.State);
        Bind(row => row.Key.Key);
        Bind(row => row.Payload);
        if (areKnown) Bind(row => row.Version!.Value);
        bound.Add(new NpgsqlParameter<string> { TypedValue = cluster.Value.ServiceId });
        return command;

        void Bind<T>(Func<RowWrite, T> value) => bound.Add(new NpgsqlParameter<T[]> { TypedValue = Array.ConvertAll(rows, row => value(row)) });
    }
}
