using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>发出约谈：对排名末位的单位，由其上级单位的维护人办理；事实和约谈对象由系统当场取定，记下不改。一次 grain 调用
    /// / Issues an interview of a unit at the bottom, by whoever keeps the unit above it; the facts and whom it names are found on the spot, and kept as they are. One grain call</summary>
    /// <param name="input">约谈哪个单位 / Which unit</param>
    public static Task<InterviewPayload> IssueInterview([FromServices] GrainReads reads, [FromUserContext] Caller caller, IssueInterviewInput input)
    {
        var signed = Desk.Sign(caller, input, new UnitCommand { Act = Act.IssueInterview, Reason = input.Text, Interview = new Interview { AsOf = input.AsOf ?? default, List = input.List } });
        var place = default(Place);
        return Desk.Answer(
            caller,
            async () =>
            {
                place = await reads.Find(input.Unit) ?? throw GridRuleException.NotFound("单位", input.Unit, "unit");
                return await reads.IssueInterview(place.Grid, signed with { Unit = place.Code });
            },
            done => new InterviewPayload(input, place, done),
            refused => new InterviewPayload(input, place, null, refused));
    }
}

/// <summary>约谈哪个单位 / Which unit to interview</summary>
public sealed record IssueInterviewInput : CommandInput
{
    /// <summary>单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</summary>
    public string Unit { get; init; } = "";

    /// <summary>依据何日的数字，默认今天 / The day whose numbers it rests on, today unless said otherwise</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>依据哪份清单，默认所有清单 / The list; all of them unless said otherwise</summary>
    public string? List { get; init; }

    /// <summary>说明 / What there is to say to it</summary>
    public string? Text { get; init; }
}

/// <summary>发出约谈的结果 / What came of issuing an interview</summary>
public sealed class InterviewPayload(CommandInput input, Place place, UnitReply? reply, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>约谈；被拒绝时为空 / The interview; null where it was refused</summary>
    public ShownInterview? Interview => reply?.Interview is { } interview ? new(place, interview) : null;

    /// <summary>历史中记下的一条；被拒绝时为空 / What was written into the history; null where it was refused</summary>
    public ShownEntry? Entry => reply is null ? null : new(reply.Entry);
}
