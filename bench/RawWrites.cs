using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace ResponsibilityGrid.Bench;

/// <summary>What the database does by itself: rows of a size, written by a prepared statement, each write durable.</summary>
internal sealed class RawWrites(DbDataSource source, StorageProvider provider, long bytes) : IAsyncDisposable
{
    // As in the product: SQLite has one writer, the others queue before it.
    private readonly SemaphoreSlim? _writer = provider is StorageProvider.Sqlite ? new(1, 1) : null;
    private readonly List<IAsyncDisposable> _held = [source];

    /// <summary>Beside the grid's own rows, as big as they are on average.</summary>
    public static async Task<RawWrites> Beside(StorageSettings storage, long bytes)
    {
        var source = Storage.Open(storage);
        await Execute(source, "CREATE TABLE IF NOT EXISTS BenchRow (Id TEXT PRIMARY KEY, Payload "
            + (storage.Provider is StorageProvider.Sqlite ? "BLOB" : "BYTEA") + " NOT NULL, Version INTEGER NOT NULL)");
        return new RawWrites(source, storage.Provider, bytes);
    }

    /// <summary>The average size of the rows that hold a ledger.</summary>
    public static Task<long> LedgerBytes(StorageSettings storage) =>
        Number(storage, "SELECT avg(length(PayloadBinary)) FROM OrleansStorage WHERE GrainTypeString LIKE '%ledger%'");

    /// <summary>The average size of the rows that hold an item.</summary>
    public static Task<long> ItemBytes(StorageSettings storage) =>
        Number(storage, "SELECT avg(length(PayloadBinary)) FROM OrleansStorage WHERE GrainTypeString = 'item'");

    /// <summary>Waits until nobody has written for longer than a unit's beat: the index of persons follows an import by itself.</summary>
    public static async Task Rest(StorageSettings storage)
    {
        for (var (quiet, before) = (0, -1L); quiet < 4; await Task.Delay(500))
        {
            var writes = await Number(storage, "SELECT sum(Version) FROM OrleansStorage");
            (quiet, before) = (writes == before ? quiet + 1 : 0, writes);
        }
    }

    /// <summary>A writer of rows of its own.</summary>
    public async Task<Ask> Writer(int number)
    {
        var connection = await source.OpenConnectionAsync();
        var command = connection.CreateCommand();
        // Writers are made side by side.
        lock (_held) _held.AddRange([command, connection]);
        command.CommandText = "INSERT INTO BenchRow VALUES (@id, @payload, 1) ON CONFLICT (Id) DO UPDATE SET Payload = excluded.Payload, Version = BenchRow.Version + 1";
        var id = Parameter(command, "id", "");
        // Text like that of a row: zeros would be packed to nothing.
        Parameter(command, "payload", Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes((int)bytes)))[..(int)bytes]);
        await command.PrepareAsync();
        var written = 0;
        return async () =>
        {
            id.Value = $"{number}-{written++ % 1000}";
            if (_writer is null) return await command.ExecuteNonQueryAsync() == 1;
            await _writer.WaitAsync();
            try
            {
                return await command.ExecuteNonQueryAsync() == 1;
            }
            finally
            {
                _writer.Release();
            }
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var held in Enumerable.Reverse(_held)) await held.DisposeAsync();
        _writer?.Dispose();
    }

    private static DbParameter Parameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static async Task<long> Number(StorageSettings storage, string sql)
    {
        await using var source = Storage.Open(storage);
        return Convert.ToInt64(await Execute(source, sql));
    }

    private static async Task<object?> Execute(DbDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
