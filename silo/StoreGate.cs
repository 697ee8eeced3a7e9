using Npgsql;

namespace ResponsibilityGrid;

/// <summary>
/// How many of this silo are at the database at once. Who waits here queues in order; who waits inside SQLite polls and
/// starves, and who waits for a connection of a pool gives up and fails.
/// </summary>
internal sealed class StoreGate : IDisposable
{
    // More would only make the batches smaller: rows gather while these are on their way.
    private const int MostWrites = 2;

    private readonly SemaphoreSlim? _reads, _scans;
    private readonly SemaphoreSlim _writes;

    public StoreGate(StorageSettings settings)
    {
        if (settings.Provider is StorageProvider.Sqlite)
        {
            // One writer at a time, and readers that nobody has to wait for. Only this process waits, and lets in only so many.
            (Writes, Patience) = (1, Timeout.InfiniteTimeSpan);
            _writes = new(1, 1);
            return;
        }

        var pool = new NpgsqlConnectionStringBuilder(settings.ConnectionString).MaxPoolSize;
        // Half of the pool for reads: a city whose grains all come back at once must not keep commands from being written.
        var reads = Math.Max(2, pool / 2);
        // And most of that for single rows, so that a key or a grant is not read behind all of the city's items.
        var scans = Math.Max(1, reads / 3);
        (_reads, _scans) = (new(reads - scans, reads - scans), new(scans, scans));
        // Two connections at least stay free for those who look after the store.
        Writes = Math.Clamp(pool - reads - 2, 1, MostWrites);
        _writes = new(Writes, Writes);
        // Later nobody waits for the answer any more, and what would be read or written for them is only load.
        Patience = GridSilo.CallTimeout;
    }

    /// <summary>How many write at once.</summary>
    public int Writes { get; }

    /// <summary>How long anybody waits for a turn.</summary>
    public TimeSpan Patience { get; }

    /// <summary>What they hear whose turn does not come.</summary>
    public static StorageFailedException Busy() => new("The store is busy; nothing was read or written.");

    /// <summary>A turn to read a row, to be given back.</summary>
    public Task<Turn> ToRead() => Enter(_reads);

    /// <summary>A turn to read the rows of many items, to be given back.</summary>
    public Task<Turn> ToScan() => Enter(_scans);

    /// <summary>A turn to write, to be given back.</summary>
    public Task<Turn> ToWrite() => Enter(_writes);

    public void Dispose()
    {
        _reads?.Dispose();
        _scans?.Dispose();
        _writes.Dispose();
    }

    private async Task<Turn> Enter(SemaphoreSlim? gate)
    {
        if (gate is not null && !await gate.WaitAsync(Patience).ConfigureAwait(false))
            throw Busy();
        return new(gate);
    }

    internal readonly struct Turn(SemaphoreSlim? gate) : IDisposable
    {
        public void Dispose() => gate?.Release();
    }
}
