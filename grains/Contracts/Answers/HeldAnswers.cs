using System.Collections.Concurrent;
using System.IO.Hashing;
using Orleans.Serialization;

namespace ResponsibilityGrid;

/// <summary>Keeps what this process was answered by others, and asks anew whether it still stands.</summary>
public sealed class HeldAnswers(Serializer serializer) : IOutgoingGrainCallFilter
{
    /// <summary>What is kept at most, in bytes as it travelled; then all of it is forgotten.</summary>
    private const long Most = 64 * 1024 * 1024;

    private readonly ConcurrentDictionary<(GrainId, UInt128), Held> _held = new();
    private long _bytes;

    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod is { } method && HeldAttribute.Methods.ContainsKey(method) ? Ask(context) : context.Invoke();

    private async Task Ask(IOutgoingGrainCallContext context)
    {
        // The request as written names its method and everything that it was asked with.
        var question = (context.TargetId, XxHash128.HashToUInt128(serializer.SerializeToArray<object>(context.Request)));
        var held = _held.GetValueOrDefault(question);
        HeldAnswer.Offer(held?.Stamp ?? 0);
        await context.Invoke();
        if (context.Response is { Exception: null, Result: HeldAnswer answer }) context.Result = answer.Written is null ? held!.Value : Keep(question, answer.Stamp, answer.Written);
    }

    private object Keep((GrainId, UInt128) question, UInt128 stamp, byte[] written)
    {
        if (Interlocked.Add(ref _bytes, written.Length) > Most)
        {
            _held.Clear();
            Interlocked.Exchange(ref _bytes, written.Length);
        }

        return (_held[question] = new Held(stamp, serializer.Deserialize<object>(written)!)).Value;
    }

    private sealed record Held(UInt128 Stamp, object Value);
}
