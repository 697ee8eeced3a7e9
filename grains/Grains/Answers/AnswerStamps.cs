using System.IO.Hashing;
using System.Runtime.CompilerServices;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace ResponsibilityGrid;

/// <summary>Tells whoever holds an answer whether it still stands, and else the answer. Around the gate: a refusal is none, and what the gate asks itself carries no offer.</summary>
internal sealed class AnswerStamps(Serializer serializer, ILocalSiloDetails here) : IIncomingGrainCallFilter
{
    private readonly ConditionalWeakTable<object, HeldAnswer> _written = [];
    private readonly string _silo = here.SiloAddress.ToParsableString();

    public Task Invoke(IIncomingGrainCallContext context) =>
        HeldAnswer.TakeOffer(context.TargetId, _silo) is { } held && context.InterfaceMethod is { } method && HeldAttribute.Methods.TryGetValue(method, out var marked)
            ? Answer(context, held, marked.FromMemory) : context.Invoke();

    private async Task Answer(IIncomingGrainCallContext context, UInt128 held, bool fromMemory)
    {
        await context.Invoke();
        if (context.Response is not { Exception: null, Result: { } result }) return;
        var answer = fromMemory ? _written.GetValue(result, Write) : Write(result);
        context.Response = Response.FromResult(answer.Stamp == held ? new HeldAnswer { Stamp = held } : answer);
    }

    private HeldAnswer Write(object result)
    {
        var written = serializer.SerializeToArray(result);
        return new HeldAnswer { Stamp = XxHash128.HashToUInt128(written), Written = written };
    }
}
