using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>在离任交接上签字：离任人本人签一方，接任该岗位的人或本单位、上级单位的负责人签另一方。一次 grain 调用
    /// / Signs a hand-over: whoever left on one side, on the other whoever follows on the post or a head of its unit or one above. One grain call</summary>
    /// <param name="input">谁的哪次交接 / Whose hand-over of which post</param>
    public static Task<HandoverPayload> SignHandover([FromServices] GrainReads reads, [FromUserContext] Caller caller, SignHandoverInput input)
    {
        var signed = Desk.Sign(caller, input, new UnitCommand { Act = Act.SignHandover, Person = input.Person });
        var place = default(Place);
        return Desk.Answer(
            caller,
            async () =>
            {
                place = await reads.Find(input.Post) ?? throw GridRuleException.NotFound("岗位", input.Post, "post");
                return await reads.SignHandover(place.Grid, signed with { Post = place.Code });
            },
            done => new HandoverPayload(input, place, done),
            refused => new HandoverPayload(input, place, null, refused));
    }
}

/// <summary>在哪次交接上签字 / Which hand-over to sign</summary>
public sealed record SignHandoverInput : CommandInput
{
    /// <summary>岗位编码；有多个网格时写成 网格/编码 / The post's code, as grid/code where there are several grids</summary>
    public string Post { get; init; } = "";

    /// <summary>离任人的编码；多次离任时为最近一次 / The code of whoever left; of several times the latest</summary>
    public string Person { get; init; } = "";
}

/// <summary>交接签字的结果 / What came of signing</summary>
public sealed class HandoverPayload(CommandInput input, Place place, UnitReply? reply, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>签字之后的交接；被拒绝时为空 / The hand-over as it was left; null where it was refused</summary>
    public ShownHandover? Handover => reply?.Leaving is { } leaving ? new(place, leaving) : null;

    /// <summary>历史中记下的一条；被拒绝时为空 / What was written into the history; null where it was refused</summary>
    public ShownEntry? Entry => reply is null ? null : new(reply.Entry);
}
