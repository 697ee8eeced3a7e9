using Orleans.Runtime;
using Orleans.Storage;

namespace ResponsibilityGrid;

/// <summary>
/// The AdoNet store behind two rules: only so many are at the database at once, and every failure leaves in a form that any caller can read.
/// </summary>
internal sealed class GridStorage(AdoNetGrainStorage store, StorageSettings settings, ClusteringSettings? clustering, StoreGate gate) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Told("read", stateName, grainId, () => InTurn(gate.ToRead(), () => store.ReadStateAsync(stateName, grainId, grainState)));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Told("write", stateName, grainId, () => InTurn(gate.ToWrite(), () => store.WriteStateAsync(stateName, grainId, grainState)));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Told("clear", stateName, grainId, () => InTurn(gate.ToWrite(), () => store.ClearStateAsync(stateName, grainId, grainState)));

    public void Participate(ISiloLifecycle lifecycle)
    {
        // Before anything of the silo opens the store.
        lifecycle.Subscribe(nameof(StorageCheck), ServiceLifecycleStage.RuntimeInitialize, _ => StorageCheck.Run(settings, clustering));
        store.Participate(lifecycle);
    }

    // Off the grain's scheduler: the next one starts when the last one ends, not when its grain gets a turn.
    private static async Task InTurn(Task<StoreGate.Turn> waiting, Func<Task> operation)
    {
        using var turn = await waiting.ConfigureAwait(false);
        await operation().ConfigureAwait(false);
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
