using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>Rows that go together, before a store that commits when it is told to.</summary>
public sealed class WriteQueueTests : IDisposable
{
    private readonly StoreGate _gate = new(StorageSettings.Sqlite("unused.db"));
    private readonly HeldStore _store = new();
    private readonly WriteQueue _queue;

    public WriteQueueTests() => _queue = new(_store, _gate, NullLogger<WriteQueue>.Instance);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task A_lone_row_goes_at_once_and_those_behind_it_go_together()
    {
        var first = _queue.Write(Row(1));
        var sent = await _store.Next();
        var others = Enumerable.Range(2, 20).Select(number => _queue.Write(Row(number))).ToList();

        Assert.Single(sent.Rows);
        Assert.False(first.IsCompleted);
        sent.Commit();
        Assert.Equal(1, await first);
        var together = await _store.Next();
        Assert.Equal(20, together.Rows.Count);
        Assert.DoesNotContain(others, other => other.IsCompleted);
        together.Commit();
        await Task.WhenAll(others);
    }

    [Fact]
    public async Task A_batch_is_bounded_in_rows_and_in_bytes()
    {
        var first = _queue.Write(Row(0));
        var sent = await _store.Next();
        List<Task> writes = [first, .. Enumerable.Range(1, 100).Select(number => _queue.Write(Row(number)))];
        writes.AddRange(Enumerable.Range(101, 3).Select(number => _queue.Write(Row(number, bytes: 3 << 20))));
        sent.Commit();

        foreach (var expected in (int[])[64, 37, 1, 1])
        {
            var batch = await _store.Next();
            Assert.Equal(expected, batch.Rows.Count);
            batch.Commit();
        }

        await Task.WhenAll(writes);
    }

    [Fact]
    public async Task A_row_that_was_beaten_does_its_neighbours_no_harm()
    {
        var sent = await Gathered(3, out var writes);
        sent.Commit(row => row.Key.Key == "i:2" ? null : 7);

        Assert.Equal([7, null, 7], await Task.WhenAll(writes));
    }

    [Fact]
    public async Task A_batch_that_failed_is_answered_with_the_failure_row_by_row_and_the_next_goes()
    {
        var sent = await Gathered(3, out var writes);
        sent.Fail(new IOException("The line broke."));

        foreach (var write in writes) await Assert.ThrowsAsync<IOException>(() => write);
        var next = _queue.Write(Row(9));
        (await _store.Next()).Commit();
        Assert.Equal(1, await next);
    }

    [Fact]
    public async Task A_row_that_the_database_will_not_have_fails_alone()
    {
        var sent = await Gathered(3, out var writes);
        sent.Fail(new SqliteException("constraint", SQLitePCL.raw.SQLITE_CONSTRAINT));
        for (var number = 1; number <= 3; number++)
        {
            var alone = await _store.Next();
            if (alone.Rows.Single().Key.Key == "i:2") alone.Fail(new SqliteException("constraint", SQLitePCL.raw.SQLITE_CONSTRAINT));
            else alone.Commit();
        }

        Assert.Equal(1, await writes[0]);
        await Assert.ThrowsAsync<SqliteException>(() => writes[1]);
        Assert.Equal(1, await writes[2]);
    }

    [Fact]
    public async Task A_row_that_nobody_waits_for_is_not_written()
    {
        var first = _queue.Write(Row(1));
        var sent = await _store.Next();
        var (left, next) = (Row(2), Row(3));
        _ = _queue.Write(left);
        var written = _queue.Write(next);

        Assert.True(left.Leave());
        sent.Commit();
        var batch = await _store.Next();
        Assert.Equal([next], batch.Rows);
        batch.Commit();
        await Task.WhenAll(first, written);
        Assert.False(next.Leave());
    }

    /// <summary>So many rows in one batch, behind one that went before.</summary>
    private Task<HeldBatch> Gathered(int count, out List<Task<int?>> writes)
    {
        var first = _queue.Write(Row(0));
        var before = _store.Next();
        List<Task<int?>> behind = [];
        writes = behind;
        return Gather();

        async Task<HeldBatch> Gather()
        {
            var sent = await before;
            behind.AddRange(Enumerable.Range(1, count).Select(number => _queue.Write(Row(number))));
            sent.Commit();
            await first;
            return await _store.Next();
        }
    }

    private static RowWrite Row(int number, int bytes = 8) => new(RowKey.Of("item", GrainId.Create("item", $"i:{number}"))!.Value, null, new byte[bytes]);
}
