using System.Collections.Concurrent;

namespace ResponsibilityGrid.Tests;

/// <summary>Counts the calls that leave a client for grains.</summary>
internal sealed class CallCounter : IOutgoingGrainCallFilter
{
    public ConcurrentQueue<string> Calls { get; } = new();

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        Calls.Enqueue($"{context.InterfaceName}.{context.MethodName}");
        return context.Invoke();
    }
}
