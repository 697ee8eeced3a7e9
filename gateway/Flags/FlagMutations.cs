using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>对一条线索提出异议，或认定属实、不属实 / To dispute a flag, to uphold or to dismiss it</summary>
public sealed record DecideFlagInput : VersionedInput
{
    /// <summary>哪条线索，全局标识 / Which flag, by its global id</summary>
    [Id]
    public string Flag { get; init; } = "";

    /// <summary>意见：异议由线索所指的岗位或人员提出，认定由监督所涉全部单位的部门作出 / What is said of it: whom it points at disputes, a department that supervises all units of it upholds or dismisses</summary>
    public FlagStance Stance { get; init; }

    /// <summary>理由 / The reason</summary>
    public string Reason { get; init; } = "";

    /// <summary>何日，默认今天 / On which day, today unless said otherwise</summary>
    public DateOnly? On { get; init; }
}

public sealed partial class Mutation
{
    /// <summary>对一条线索提出异议或作出认定；只增不改，线索重新算出时仍附在其上。一次 grain 调用
    /// / Disputes a flag or decides on it; never changed, and it stays with the flag when that is worked out anew. One grain call</summary>
    /// <param name="input">哪条线索，什么意见 / Which flag, and what is said of it</param>
    public static async Task<FlagPayload> DecideFlag([FromServices] GrainReads reads, [FromUserContext] Caller caller, DecideFlagInput input)
    {
        var signed = Desk.Sign(caller, input, new FlagCommand { Stance = input.Stance, Text = input.Reason, On = input.On });
        var place = default(Place);
        return await Desk.Answer(
            caller,
            async () =>
            {
                if (GlobalId.KeyOf("Flag", input.Flag).Split('/') is not [var grid, var id] || await reads.GridOf(grid) is not { } found) throw GridRuleException.NotFound("线索", input.Flag, "flag");
                return await reads.Decide((place = found).Grid, signed with { Flag = id });
            },
            done => new FlagPayload(input, new ShownFlag(place, done)),
            refused => new FlagPayload(input, null, refused));
    }
}

/// <summary>对线索提出意见的结果 / What came of a command on a flag</summary>
public sealed class FlagPayload(CommandInput input, ShownFlag? flag, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>此后的线索；被拒绝时为空 / The flag as it stands then; null where it was refused</summary>
    public ShownFlag? Flag => flag;
}
