using Npgsql;

namespace ResponsibilityGrid;

/// <summary>
/// How many of this silo are at the database at once. Who waits here queues in order; who waits inside SQLite polls and
/// starves, and who waits for a connection of a pool gives up and fails.
/// </summary>
internal sealed class StoreGate : IDisposable
{
    private readonly SemaphoreSlim? _reads;
    private readonly SemaphoreSlim _writes;
    private readonly TimeSpan _patience;

    public StoreGate(StorageSettings settings)
    {
        if (settings.Provider is StorageProvider.Sqlite)
        {
            // One writer at a time, and readers that nobody has to wait for. Only this process waits, and lets in only so many.
            (_writes, _patience) = (new(1, 1), Timeout.InfiniteTimeSpan);
            return;
        }

        var pool = new NpgsqlConnectionStringBuilder(settings.ConnectionString).MaxPoolSize;
        // Half of the pool for reads: a city whose grains all come back at once must not keep commands from being written.
        var reads = Math.Max(1, pool / 2);
        _reads = new(reads, reads);
        // Two connections stay free for those who look after the store.
        var writes = Math.Max(1, pool - reads - 2);
        _writes = new(writes, writes);
        // Later nobody waits for the answer any more, and what would be read or written for them is only load.
        _patience = TimeSpan.FromSeconds(10);
    }

    /// <summary>A turn to read, to be given back.</summary>
    public Task<Turn> ToRead() => Enter(_reads);

    /// <summary>A turn to write, to be given back.</summary>
    public Task<Turn> ToWrite() => Enter(_writes);

    public void Dispose()
    {
        _reads?.Dispose();
        _writes.Dispose();
    }

    private async Task<Turn> Enter(SemaphoreSlim? gate)
    {
        if (gate is not null && !await gate.WaitAsync(_patience).ConfigureAwait(false))
            throw new StorageFailedException("The store is busy; nothing was read or written.");
        return new(gate);
    }

    internal readonly struct Turn(SemaphoreSlim? gate) : IDisposable
    {
        public void Dispose() => gate?.Release();
    }
}
