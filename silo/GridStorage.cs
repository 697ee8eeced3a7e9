using System.Globalization;
using System.Runtime.InteropServices;
using Orleans.Runtime;
using Orleans.Storage;

namespace ResponsibilityGrid;

/// <summary>
/// The AdoNet store behind three rules: only so many are at the database at once, rows that wait together are written
/// together, and every failure leaves in a form that any caller can read.
/// </summary>
internal sealed class GridStorage(
    AdoNetGrainStorage store, StorageSettings settings, ClusteringSettings? clustering, StoreGate gate, WriteQueue writes, StateSerializer serializer)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Untouched.IsSaidOf(grainId) ? Task.CompletedTask : Told("read", stateName, grainId, () => InTurn(gate.ToRead(), () => store.ReadStateAsync(stateName, grainId, grainState)));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Told("write", stateName, grainId, () => RowKey.Of(stateName, grainId) is { } row
            ? Write(row, grainState)
            : InTurn(gate.ToWrite(), () => store.WriteStateAsync(stateName, grainId, grainState)));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Told("clear", stateName, grainId, () => InTurn(gate.ToWrite(), () => store.ClearStateAsync(stateName, grainId, grainState)));

    public void Participate(ISiloLifecycle lifecycle)
    {
        // Before anything of the silo opens the store.
        lifecycle.Subscribe(nameof(StorageCheck), ServiceLifecycleStage.RuntimeInitialize, _ => StorageCheck.Run(settings, clustering));
        store.Participate(lifecycle);
    }

    private async Task Write<T>(RowKey row, IGrainState<T> grainState)
    {
        int? version = string.IsNullOrEmpty(grainState.ETag) ? null : int.Parse(grainState.ETag, CultureInfo.InvariantCulture);
        // Off the grain's scheduler, whose every wait costs a task: one is enough, that of the runtime around all this.
        var written = await writes.Write(new RowWrite(row, version, Bytes(serializer.Serialize(grainState.State)))).ConfigureAwait(false);
        grainState.ETag = written?.ToString(CultureInfo.InvariantCulture)
            ?? throw new InconsistentStateException($"Another wrote {row.State} of {row.Key} since version {version?.ToString(CultureInfo.InvariantCulture) ?? "none"} was read.");
        grainState.RecordExists = true;
    }

    /// <summary>The bytes themselves where they stand alone: a copy of every row is a tenth of what a command makes garbage.</summary>
    private static byte[] Bytes(BinaryData data) =>
        MemoryMarshal.TryGetArray(data.ToMemory(), out var held) && held.Array!.Length == held.Count ? held.Array : data.ToArray();

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
            await operation().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not InconsistentStateException and not StorageFailedException)
        {
            // The cause was logged with its stack where it happened; it has no codec and must not travel.
            throw new StorageFailedException($"The store failed to {verb} {stateName} of {grainId} ({failure.GetType().Name}); the outcome is unknown.");
        }
    }
}
