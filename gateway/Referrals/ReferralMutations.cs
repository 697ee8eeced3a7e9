using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>移送：把一次监督发现的问题交给另一个部门答复；同一事实已被移送的，并入其中，各线都记名。一次 grain 调用
    /// / Refers a finding to another department; a fact that was referred there before is joined, and both lines are credited. One grain call</summary>
    /// <param name="input">哪次监督，交给谁，何时答复 / Which finding, to whom, answered until when</param>
    public static Task<ReferralPayload> Refer([FromServices] GrainReads reads, [FromUserContext] Caller caller, ReferInput input) =>
        ReferralPayload.Of(reads, caller, input, new ReferralCommand { Act = Act.Refer, Text = input.Text, DueOn = input.DueOn }, async command =>
            await reads.Find(input.Action.Unit) is { } unit && await reads.Find(input.To) is { } to ? (unit.Grid, command with { Unit = unit.Code, Action = input.Action.Number, To = to.Code }) : null);

    /// <summary>答复移送：受理，或写明理由退回；逾期的由其升至的上一级答复。一次 grain 调用 / Answers a referral: accepts it, or returns it with a reason; where it rose, the level above answers. One grain call</summary>
    /// <param name="input">怎样答复 / How it is answered</param>
    public static Task<ReferralPayload> AnswerReferral([FromServices] GrainReads reads, [FromUserContext] Caller caller, AnswerReferralInput input) =>
        ReferralPayload.Of(reads, caller, input, new ReferralCommand { Act = Act.AnswerReferral, Text = input.Reason, Accepted = input.Accepted }, async command =>
            await ReferralBy.KeyOf(reads, input.Referral) is { } key ? (key.To.Grid, command with { To = key.To.Code, Number = key.Number, Name = key.Name }) : null);
}

/// <summary>移送什么 / What to refer</summary>
public sealed record ReferInput : CommandInput
{
    /// <summary>哪次监督发现的 / The action that found it</summary>
    public ActionKeyInput Action { get; init; } = new();

    /// <summary>交给哪个部门；有多个网格时写成 网格/编码 / The code of the department, as grid/code where there are several grids</summary>
    public string To { get; init; } = "";

    /// <summary>答复时限 / Until when it is answered</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>请其办理什么 / What is asked for</summary>
    public string? Text { get; init; }
}

/// <summary>一次监督的自然编码 / The natural key of a supervision action</summary>
[Name("ActionKeyInput")]
public sealed record ActionKeyInput
{
    /// <summary>被监督单位的编码；有多个网格时写成 网格/编码 / The code of the unit that was looked at, as grid/code where there are several grids</summary>
    public string Unit { get; init; } = "";

    /// <summary>在该单位的编号 / Its number in the unit</summary>
    public int Number { get; init; }
}

/// <summary>怎样答复移送 / How to answer a referral</summary>
public sealed record AnswerReferralInput : VersionedInput
{
    /// <summary>哪次移送 / Which referral</summary>
    public ReferralBy Referral { get; init; } = new();

    /// <summary>是否受理 / Whether it is accepted</summary>
    public bool Accepted { get; init; }

    /// <summary>退回的理由，或附言 / The reason of a return, or a remark</summary>
    public string? Reason { get; init; }
}

/// <summary>对移送办理的结果 / What came of a command on a referral</summary>
public sealed class ReferralPayload(CommandInput input, string grid, ReferralView? view, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>办理之后的移送；被拒绝时为空 / The referral as it was left; null where it was refused</summary>
    public ShownReferral? Referral => view is null ? null : new(new Place(grid, view.Referral.To, null), view);

    internal static async Task<ReferralPayload> Of(GrainReads reads, Caller caller, CommandInput input, ReferralCommand command, Func<ReferralCommand, Task<(string Grid, ReferralCommand Command)?>> about)
    {
        var (signed, grid) = (Desk.Sign(caller, input, command), "");
        return await Desk.Answer(
            caller,
            async () =>
            {
                (grid, signed) = await about(signed) ?? throw GridRuleException.NotFound("移送", "");
                return await reads.Change(grid, signed);
            },
            done => new ReferralPayload(input, grid, done),
            refused => new ReferralPayload(input, grid, null, refused));
    }
}
