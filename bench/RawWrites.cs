using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace ResponsibilityGrid.Bench;

/// <summary>The same row written into a table of its own, and by the provider's contract into the grid's own table.</summary>
internal sealed record RawPair(Measure Bare, Measure ByContract)
{
    /// <summary>What is left of the bare rows' rate when a command leaves them.</summary>
    public double Share(Measure command) => command.Rate / Bare.Rate;
}

/// <summary>What the database does by itself: one row's payload over and over, written by a prepared statement, each write durable.</summary>
internal sealed class RawWrites(DbDataSource source, StorageProvider provider) : IAsyncDisposable
{
    private const int RowsOfWriter = 1000;

    // Whose rows those in the grid's table are, so that none of them is taken for an item's.
    private const string Service = "bench";

    private const string SqliteTable = "CREATE TABLE IF NOT EXISTS BenchRow (Id TEXT PRIMARY KEY, Payload BLOB NOT NULL, Version INTEGER NOT NULL)";

    // Packed as in the grid's own table, where the server can.
    private const string PostgreSqlTable = """
        DO $$
        BEGIN
          IF to_regclass('BenchRow') IS NULL THEN
            CREATE TABLE BenchRow (Id TEXT PRIMARY KEY, Payload BYTEA NOT NULL, Version INTEGER NOT NULL);
            BEGIN
              ALTER TABLE BenchRow ALTER COLUMN Payload SET COMPRESSION lz4;
            EXCEPTION WHEN feature_not_supported THEN NULL;
            END;
          END IF;
        END
        $$;
        """;

    // As in the product: SQLite has one writer, the others queue before it.
    private readonly SemaphoreSlim? _writer = provider is StorageProvider.Sqlite ? new(1, 1) : null;
    private readonly List<IAsyncDisposable> _held = [source];

    /// <summary>What each row holds that is written from now on.</summary>
    public required byte[] Payload { get; set; }

    /// <summary>Beside the grid's own rows.</summary>
    public static async Task<RawWrites> Beside(StorageSettings storage, byte[] payload)
    {
        var source = Storage.Open(storage);
        await Execute(source, storage.Provider is StorageProvider.Sqlite ? SqliteTable : PostgreSqlTable);
        return new RawWrites(source, storage.Provider) { Payload = payload };
    }

    /// <summary>Text as long as a row that holds a ledger is on average.</summary>
    public static async Task<byte[]> Ledger(StorageSettings storage)
    {
        var bytes = (int)await Number(storage, "SELECT avg(length(PayloadBinary)) FROM OrleansStorage WHERE GrainTypeString LIKE '%ledger%'");
        // Zeros would be packed to nothing.
        return Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes)))[..bytes];
    }

    /// <summary>A row that holds an item, as it stands: of those on which something was reported, or of all, the one in the middle by length.</summary>
    public static async Task<byte[]> Item(StorageSettings storage, bool isReportedOn)
    {
        await using var source = Storage.Open(storage);
        var rows = $"FROM OrleansStorage WHERE GrainTypeString = 'item' AND ServiceId <> '{Service}' AND Version > {(isReportedOn ? 1 : 0)}";
        return (byte[])(await Execute(source, $"SELECT PayloadBinary {rows} ORDER BY length(PayloadBinary) LIMIT 1 OFFSET (SELECT count(*) / 2 {rows})"))!;
    }

    /// <summary>Waits until nobody has written for longer than a unit's beat: the index of persons follows an import by itself.</summary>
    public static async Task Rest(StorageSettings storage)
    {
        for (var (quiet, before) = (0, -1L); quiet < 4; await Task.Delay(500))
        {
            var writes = await Number(storage, "SELECT sum(Version) FROM OrleansStorage");
            (quiet, before) = (writes == before ? quiet + 1 : 0, writes);
        }
    }

    /// <summary>A writer of rows of its own, in a table with nothing but a key.</summary>
    public async Task<Ask> Bare(int number)
    {
        var command = await Command("INSERT INTO BenchRow VALUES (@id, @payload, 1) ON CONFLICT (Id) DO UPDATE SET Payload = excluded.Payload, Version = BenchRow.Version + 1");
        var id = Parameter(command, "id", "");
        var payload = Parameter(command, "payload", Payload);
        await command.PrepareAsync();
        var written = 0;
        return () =>
        {
            (id.Value, payload.Value) = ($"{number}-{written++ % RowsOfWriter}", Payload);
            return InTurn(async () => await command.ExecuteNonQueryAsync() == 1);
        };
    }

    /// <summary>A writer of items' rows as the store writes one by one: the grid's table with its indexes, the provider's statement.</summary>
    public async Task<Ask> ByContract(int number, bool areNew)
    {
        var command = await Command(await WriteStatement.Read(source));
        var hash = Parameter(command, WriteStatement.KeyHash, 0);
        Parameter(command, WriteStatement.StateHash, "item".Length);
        Parameter(command, WriteStatement.N0, 0L);
        Parameter(command, WriteStatement.N1, 0L);
        Parameter(command, WriteStatement.State, "item");
        Parameter(command, WriteStatement.Service, Service);
        var payload = Parameter(command, WriteStatement.Payload, Payload);
        var key = Parameter(command, WriteStatement.Key, "");
        var version = Parameter(command, WriteStatement.Version, DBNull.Value);
        version.DbType = System.Data.DbType.Int32;
        await command.PrepareAsync();
        var (written, run, versions) = (0, Guid.NewGuid(), new int[RowsOfWriter]);
        return () =>
        {
            var row = written++ % RowsOfWriter;
            (key.Value, version.Value) = ($"i:{run}/{number}/{(areNew ? written : row)}", areNew || versions[row] == 0 ? DBNull.Value : versions[row]);
            payload.Value = Payload;
            hash.Value = (int)System.IO.Hashing.XxHash32.HashToUInt32(Encoding.UTF8.GetBytes((string)key.Value));
            return InTurn(async () => (versions[row] = await Version(command)) > 0);
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var held in Enumerable.Reverse(_held)) await held.DisposeAsync();
        _writer?.Dispose();
    }

    private static async Task<int> Version(DbCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var version = 0;
        do
        {
            if (await reader.ReadAsync()) version = reader.GetInt32(0);
        }
        while (await reader.NextResultAsync());
        return version;
    }

    private async ValueTask<bool> InTurn(Func<Task<bool>> write)
    {
        if (_writer is null) return await write();
        await _writer.WaitAsync();
        try
        {
            return await write();
        }
        finally
        {
            _writer.Release();
        }
    }

    private async Task<DbCommand> Command(string text)
    {
        var connection = await source.OpenConnectionAsync();
        var command = connection.CreateCommand();
        command.CommandText = text;
        // Writers are made side by side.
        lock (_held) _held.AddRange([command, connection]);
        return command;
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
