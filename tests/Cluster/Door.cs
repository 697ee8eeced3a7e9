using Orleans;
using Orleans.Runtime;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>Holds the start of a silo up at a stage until somebody opens.</summary>
internal sealed class Door(int stage) : ILifecycleParticipant<ISiloLifecycle>
{
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Opens { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(Door), stage, _ =>
    {
        Reached.SetResult();
        return Opens.Task;
    });
}
