using Orleans.Runtime;
using Orleans.Storage;

namespace ResponsibilityGrid;

/// <summary>
/// The AdoNet store behind two rules: SQLite has one writer at a time, and every failure leaves in a form that any caller can read.
/// </summary>
internal sealed class GridStorage(AdoNetGrainStorage store, StorageSettings settings, ClusteringSettings? clustering) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    // SQLite allows one writer; those who wait inside it poll and starve, those who wait here queue in order.
    private readonly SemaphoreSlim? _writer = settings.Provider is StorageProvider.Sqlite ? new(1, 1) : null;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Told("read", stateName, grainId, () => store.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Told("write", stateName, grainId, () => InTurn(() => store.WriteStateAsync(stateName, grainId, grainState)));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Told("clear", stateName, grainId, () => InTurn(() => store.ClearStateAsync(stateName, grainId, grainState)));

    public void Participate(ISiloLifecycle lifecycle)
    {
        // Before anything of the silo opens the store.
        lifecycle.Subscribe(nameof(StorageCheck), ServiceLifecycleStage.RuntimeInitialize, _ => StorageCheck.Run(settings, clustering));
        store.Participate(lifecycle);
    }

    public void Dispose() => _writer?.Dispose();

    private async Task InTurn(Func<Task> write)
    {
        if (_writer is null)
        {
            await write();
            return;
        }

        // Off the grain's scheduler: the next writer starts when the last one ends, not when its grain gets a turn.
        await _writer.WaitAsync().ConfigureAwait(false);
        try
        {
            await write().ConfigureAwait(false);
        }
        finally
        {
            _writer.Release();
        }
    }

    private static async Task Told(string verb, string stateName, GrainId grainId, Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (Exception failure) when (failure is not InconsistentStateException and not StorageFailedException)
        {
            // The provider has logged the cause with its stack; it has no codec and must not travel.
            throw new StorageFailedException($"The store failed to {verb} {stateName} of {grainId} ({failure.GetType().Name}); the outcome is unknown.");
        }
    }
}
