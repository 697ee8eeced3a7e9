using System.Collections.Concurrent;
using System.IO.Hashing;
using Orleans.Serialization;

namespace ResponsibilityGrid;

/// <summary>Keeps what this process was answered by others, and asks anew whether it still stands. Here beside the contracts, since gateways and silos both ask.</summary>
/// <param name="serializer">Reads and writes as messages are read and written.</param>
/// <param name="here">The silo that asks; none where a gateway does.</param>
public sealed class HeldAnswers(Serializer serializer, ILocalSiloDetails? here = null) : IOutgoingGrainCallFilter
{
    /// <summary>What is kept at most, in bytes as it travelled; then all of it is forgotten. In memory it is some three times as much.</summary>
    private const long Most = 32 * 1024 * 1024;

    /// <summary>Longer answers are asked for once and not again.</summary>
    private const int Longest = 256 * 1024;

    /// <summary>What keeping an answer takes beside it.</summary>
    private const int Beside = 512;

    private readonly ConcurrentDictionary<(GrainId, UInt128), Held> _held = new();
    private readonly string _silo = here?.SiloAddress.ToParsableString() ?? "";
    private long _bytes;

    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod is { } method && HeldAttribute.Methods.ContainsKey(method) ? Ask(context) : context.Invoke();

    private async Task Ask(IOutgoingGrainCallContext context)
    {
        // The request as written names its method and everything that it was asked with.
        var question = (context.TargetId, XxHash128.HashToUInt128(serializer.SerializeToArray<object>(context.Request)));
        var held = _held.GetValueOrDefault(question);
        HeldAnswer.Offer(context.TargetId, held?.Stamp ?? 0, _silo);
        await context.Invoke();
        // A refusal goes on to whoever asked as it is, and so does the whole answer of a silo that knows of no offers. Nothing is written only to whoever offered its stamp.
        if (context.Response is { Exception: null, Result: HeldAnswer answer }) context.Result = answer.Written is null ? held!.Value : Read(question, answer.Stamp, answer.Written);
    }

    private object Read((GrainId, UInt128) question, UInt128 stamp, byte[] written)
    {
        var value = serializer.Deserialize<object>(written)!;
        if (written.Length > Longest) return value;
        var replaced = _held.GetValueOrDefault(question);
        _held[question] = new Held(stamp, value, written.Length + Beside);
        if (Interlocked.Add(ref _bytes, written.Length + Beside - (replaced?.Bytes ?? 0)) <= Most) return value;
        _held.Clear();
        Interlocked.Exchange(ref _bytes, 0);
        return value;
    }

    private sealed record Held(UInt128 Stamp, object Value, int Bytes);
}
