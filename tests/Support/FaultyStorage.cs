using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Storage;

namespace ResponsibilityGrid.Tests;

/// <summary>What the storage of a cluster does wrong, and what it did.</summary>
public sealed class StorageFaults
{
    private readonly ConcurrentDictionary<(string Key, string State), TaskCompletionSource> _blocked = new();
    private readonly ConcurrentDictionary<(string Key, string State), int> _failing = new();
    private readonly ConcurrentDictionary<(string Key, string State), int> _failingAfter = new();
    private readonly ConcurrentDictionary<(string Key, string State), int> _failingReads = new();
    private readonly ConcurrentDictionary<(string Key, string State), int> _spared = new();

    /// <summary>Writes that went through, as "key state".</summary>
    public ConcurrentQueue<string> Writes { get; } = new();

    /// <summary>Whether whoever asks for a reminder gets none.</summary>
    public bool RemindersAway { get; set; }

    /// <summary>Reminders that were asked for and given, as "key name".</summary>
    public ConcurrentQueue<string> Reminders { get; } = new();

    /// <summary>Writes of this row wait until it is unblocked.</summary>
    public void Block(string key, string state) => _blocked[(key, state)] = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Unblock(string key, string state)
    {
        if (_blocked.TryRemove((key, state), out var gate)) gate.SetResult();
    }

    /// <summary>The next writes of this row fail.</summary>
    public void Fail(string key, string state, int times) => _failing[(key, state)] = times;

    /// <summary>The next writes of this row go through, and whoever wrote is told that they failed: as when the connection breaks after a commit.</summary>
    public void FailAfter(string key, string state, int times) => _failingAfter[(key, state)] = times;

    /// <summary>So many writes of this row go through before the ones that fail.</summary>
    public void Spare(string key, string state, int times) => _spared[(key, state)] = times;

    /// <summary>The next reads of this row fail.</summary>
    public void FailRead(string key, string state, int times) => _failingReads[(key, state)] = times;

    /// <summary>Whether every fault set for this row has happened.</summary>
    public bool IsSpent(string key, string state) => _failing.GetValueOrDefault((key, state)) + _failingAfter.GetValueOrDefault((key, state)) + _failingReads.GetValueOrDefault((key, state)) == 0;

    internal Task Read(string key, string state, Func<Task> read) =>
        TakeOne(_failingReads, (key, state)) ? throw new StorageFailedException("A test let it not be read.") : read();

    internal async Task Write(string key, string state, Func<Task> write)
    {
        if (_blocked.TryGetValue((key, state), out var gate)) await gate.Task;
        var isSpared = TakeOne(_spared, (key, state));
        if (!isSpared && TakeOne(_failing, (key, state))) throw new StorageFailedException("A test let it fail.");
        await write();
        Writes.Enqueue($"{key} {state}");
        if (!isSpared && TakeOne(_failingAfter, (key, state))) throw new StorageFailedException("A test let it fail after it was written.");
    }

    private static bool TakeOne(ConcurrentDictionary<(string Key, string State), int> counts, (string Key, string State) row)
    {
        if (counts.GetValueOrDefault(row) is not (> 0 and var left)) return false;
        counts[row] = left - 1;
        return true;
    }
}

/// <summary>The real storage of a silo, with faults.</summary>
internal sealed class FaultyStorage(IGrainStorage storage, StorageFaults faults) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        faults.Read(grainId.Key.ToString()!, stateName, () => storage.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        faults.Write(grainId.Key.ToString()!, stateName, () => storage.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ClearStateAsync(stateName, grainId, grainState);

    public void Participate(ISiloLifecycle lifecycle) => ((ILifecycleParticipant<ISiloLifecycle>)storage).Participate(lifecycle);
}
