using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Storage;

namespace ResponsibilityGrid.Tests;

/// <summary>What the storage of a cluster does wrong, and what it did.</summary>
public sealed class StorageFaults
{
    private readonly ConcurrentDictionary<(string Key, string State), TaskCompletionSource> _blocked = new();
    private readonly ConcurrentDictionary<(string Key, string State), int> _failing = new();

    /// <summary>Writes that went through, as "key state".</summary>
    public ConcurrentQueue<string> Writes { get; } = new();

    /// <summary>Writes of this row wait until it is unblocked.</summary>
    public void Block(string key, string state) => _blocked[(key, state)] = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Unblock(string key, string state)
    {
        if (_blocked.TryRemove((key, state), out var gate)) gate.SetResult();
    }

    /// <summary>The next writes of this row fail.</summary>
    public void Fail(string key, string state, int times) => _failing[(key, state)] = times;

    internal async Task BeforeWrite(string key, string state)
    {
        if (_blocked.TryGetValue((key, state), out var gate)) await gate.Task;
        if (_failing.GetValueOrDefault((key, state)) is not (> 0 and var left)) return;
        _failing[(key, state)] = left - 1;
        throw new StorageFailedException("A test let it fail.");
    }
}

/// <summary>The real storage of a silo, with faults.</summary>
internal sealed class FaultyStorage(IGrainStorage storage, StorageFaults faults) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = grainId.Key.ToString()!;
        await faults.BeforeWrite(key, stateName);
        await storage.WriteStateAsync(stateName, grainId, grainState);
        faults.Writes.Enqueue($"{key} {stateName}");
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ClearStateAsync(stateName, grainId, grainState);

    public void Participate(ISiloLifecycle lifecycle) => ((ILifecycleParticipant<ISiloLifecycle>)storage).Participate(lifecycle);
}
