using System.Collections.Concurrent;

namespace ResponsibilityGrid.Tests;

/// <summary>Counts the calls that leave a client for grains.</summary>
internal sealed class CallCounter : IOutgoingGrainCallFilter
{
    public ConcurrentQueue<string> Calls { get; } = new();

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        // Who asks is found out once for many questions, and costs none of them.
        if (context.MethodName is not (nameof(IKeysGrain.GetNewer) or nameof(IKeysGrain.NoteUse))) Calls.Enqueue($"{context.InterfaceName}.{context.MethodName}");
        return context.Invoke();
    }
}
