using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ResponsibilityGrid;

/// <summary>
/// Rows that wait together go together. A row that finds nobody on the way goes at once; while it is on its way the next ones
/// gather, and go in one transaction as soon as it is back. Nobody is answered before the commit.
/// </summary>
internal sealed partial class WriteQueue(IRowStore store, StoreGate gate, ILogger<WriteQueue> log)
{
    private const int MostRows = 64, MostBytes = 4 << 20, MostWaiting = 16_384;
    // Two half-full batches cost more than a full one, so a second turn is only for a crowd, or for when the first is held up.
    private const int Crowd = 32;
    private static readonly TimeSpan HeldUp = TimeSpan.FromMilliseconds(100);

    private readonly Queue<RowWrite> _waiting = new();
    private int _lanes;
    // When the last batch went.
    private long _went;

    /// <summary>The version written; none where somebody else was first.</summary>
    /// <exception cref="StorageFailedException">It did not get its turn; nothing was written.</exception>
    public async Task<int?> Write(RowWrite row)
    {
        lock (_waiting)
        {
            if (_waiting.Count >= MostWaiting) throw StoreGate.Busy();
            _waiting.Enqueue(row);
            if (_lanes == 0 || (_lanes < gate.Writes && (_waiting.Count >= Crowd || Stopwatch.GetElapsedTime(_went) > HeldUp))) Open();
        }

        try
        {
            return await row.Outcome.WaitAsync(gate.Patience).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!row.Outcome.IsCompleted)
        {
            if (row.Leave()) throw StoreGate.Busy();
        }

        return await row.Outcome.ConfigureAwait(false);
    }

    /// <summary>A lane serves everybody, so it belongs to nobody's call.</summary>
    private void Open()
    {
        (_lanes, _went) = (_lanes + 1, Stopwatch.GetTimestamp());
        using var apart = ExecutionContext.SuppressFlow();
        _ = Task.Run(Lane);
    }

    private async Task Lane()
    {
        while (Next() is { } rows) await Send(rows);
    }

    /// <summary>The rows that go next; none, and the lane is closed, where nobody waits.</summary>
    private List<RowWrite>? Next()
    {
        lock (_waiting)
        {
            List<RowWrite> rows = [];
            for (var bytes = 0; rows.Count < MostRows && _waiting.TryPeek(out var row) && (bytes += row.Payload.Length) <= MostBytes | rows.Count == 0;)
                if (_waiting.Dequeue().Take()) rows.Add(row);
            _went = Stopwatch.GetTimestamp();
            if (rows.Count > 0) return rows;
            _lanes--;
            return null;
        }
    }

    private async Task Send(List<RowWrite> rows)
    {
        // In one order everywhere: two silos that write the same rows must not wait for each other.
        rows.Sort((one, other) => (one.Key.KeyHash, one.Key.StateHash).CompareTo((other.Key.KeyHash, other.Key.StateHash)));
        // The statements of a batch stand in the trace of one of its rows.
        Activity.Current = rows[0].Trace;
        try
        {
            int?[] versions;
            using (await gate.ToWrite()) versions = await store.Write(rows);
            foreach (var (row, version) in rows.Zip(versions)) row.Committed(version);
        }
        catch (Exception failure) when (rows.Count > 1 && store.IsRefusal(failure))
        {
            // The database would not have one of them, and so none is written; the others must not suffer for it.
            foreach (var row in rows) await Send([row]);
        }
        catch (Exception failure)
        {
            RowsFailed(failure, rows.Count, rows[0].Key.State, rows[0].Key.Key);
            foreach (var row in rows) row.Failed(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Count} rows, one of them {State} of {Key}, were not written, or nobody knows.")]
    private partial void RowsFailed(Exception failure, int count, string state, string key);
}
