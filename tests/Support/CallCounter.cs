using System.Collections.Concurrent;

namespace ResponsibilityGrid.Tests;

/// <summary>Counts the calls that leave a client for grains.</summary>
internal sealed class CallCounter : IOutgoingGrainCallFilter
{
    public ConcurrentQueue<string> Calls { get; } = new();

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        // Who asks is found out once for many questions, and costs none of them.
        if (context.InterfaceMethod?.DeclaringType is not { } type || (type != typeof(IKeysGrain) && type != typeof(IAccountsGrain))) Calls.Enqueue($"{context.InterfaceName}.{context.MethodName}");
        return context.Invoke();
    }
}
