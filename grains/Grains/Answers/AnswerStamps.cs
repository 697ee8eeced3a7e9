using System.IO.Hashing;
using System.Runtime.CompilerServices;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace ResponsibilityGrid;

/// <summary>Tells whoever holds an answer whether it still stands, and else the answer. Around the gate: a refusal is none, and what the gate asks itself carries no offer.</summary>
internal sealed class AnswerStamps(Serializer serializer) : IIncomingGrainCallFilter
{
    private readonly ConditionalWeakTable<object, HeldAnswer> _written = [];

    public Task Invoke(IIncomingGrainCallContext context) => HeldAnswer.TakeOffer() is { } held ? Answer(context, held) : context.Invoke();

    private async Task Answer(IIncomingGrainCallContext context, UInt128 held)
    {
        await context.Invoke();
        if (context.Response is not { Exception: null, Result: { } result }) return;
        var answer = HeldAttribute.Methods.GetValueOrDefault(context.InterfaceMethod) is { FromMemory: true } ? _written.GetValue(result, Write) : Write(result);
        context.Response = Response.FromResult(answer.Stamp == held ? new HeldAnswer { Stamp = held } : answer);
    }

    private HeldAnswer Write(object result)
    {
        var written = serializer.SerializeToArray(result);
        return new HeldAnswer { Stamp = XxHash128.HashToUInt128(written), Written = written };
    }
}
