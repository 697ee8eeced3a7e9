using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace ResponsibilityGrid.Tests;

/// <summary>A store in which a batch stays on its way until a test says what becomes of it.</summary>
internal sealed class HeldStore : IRowStore
{
    private readonly Channel<HeldBatch> _batches = Channel.CreateUnbounded<HeldBatch>();

    /// <summary>The next batch that was sent.</summary>
    public Task<HeldBatch> Next() => _batches.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public Task<int?[]> Write(IReadOnlyList<RowWrite> rows)
    {
        var batch = new HeldBatch(rows);
        _batches.Writer.TryWrite(batch);
        return batch.Outcome;
    }

    public bool IsRefusal(Exception failure) => failure is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT };
}

/// <summary>Rows on their way.</summary>
internal sealed class HeldBatch(IReadOnlyList<RowWrite> rows)
{
    private readonly TaskCompletionSource<int?[]> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<RowWrite> Rows => rows;

    public Task<int?[]> Outcome => _outcome.Task;

    public void Commit(Func<RowWrite, int?>? version = null) => _outcome.SetResult([.. rows.Select(row => version is null ? 1 : version(row))]);

    public void Fail(Exception failure) => _outcome.SetException(failure);
}
