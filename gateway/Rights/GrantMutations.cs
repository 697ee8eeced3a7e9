using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>提出授权，由系统管理员或发布员办理；另一人批准后才起作用。一次 grain 调用 / Proposes a grant, by a system administrator or an issuer; it gives nothing until somebody else approves it. One grain call</summary>
    /// <param name="input">授予谁什么 / What, for whom</param>
    public static async Task<GrantPayload> ProposeGrant([FromServices] GrainReads reads, [FromUserContext] Caller caller, ProposeGrantInput input)
    {
        var command = Desk.SignAsSelf(caller, input, new GrantCommand { Act = Act.ProposeGrant, Who = input.Who, Role = input.Role, Over = input.Over, Line = input.Line, On = input.From, Until = input.To });
        return await GrantPayload.Of(caller, input, async () =>
        {
            // The separated duties are of the installation, and so is an issuer for whom no grid is named: somebody founds the first one.
            if (SampleGrants.RowOf(input.Role) == GridKeys.EveryGrid || input is { Role: Role.Issuer, Grid: null, Over: null }) return (GridKeys.EveryGrid, await reads.Propose(GridKeys.EveryGrid, command));
            var place = await (input.Over is { } over ? reads.Find(over) : reads.GridOf(input.Grid)) ?? throw GridRuleException.NotFound("单位", input.Over ?? input.Grid ?? "", "over");
            return (place.Grid, await reads.Propose(place.Grid, command with { Over = input.Over is null ? null : place.Code }));
        });
    }

    /// <summary>批准授权，由安全管理员办理，不得为提出人或被授权者。一次 grain 调用 / Approves a grant, by a security administrator who neither proposed it nor gets it. One grain call</summary>
    /// <param name="input">批准哪一项 / Which one</param>
    public static Task<GrantPayload> ApproveGrant([FromServices] GrainReads reads, [FromUserContext] Caller caller, ApproveGrantInput input)
    {
        var (row, grant) = GrantPayload.KeyOf(input.Grant);
        var command = Desk.SignAsSelf(caller, input, new GrantCommand { Act = Act.ApproveGrant, Grant = grant, Reason = input.Reason });
        return GrantPayload.Of(caller, input, async () => (row, await reads.Approve(row, command)));
    }

    /// <summary>终止授权或撤回所提授权，五秒之内在各处失效。一次 grain 调用 / Ends a grant or withdraws a proposal; nobody honours it five seconds later. One grain call</summary>
    /// <param name="input">终止哪一项 / Which one</param>
    public static Task<GrantPayload> EndGrant([FromServices] GrainReads reads, [FromUserContext] Caller caller, EndGrantInput input)
    {
        var (row, grant) = GrantPayload.KeyOf(input.Grant);
        var command = Desk.SignAsSelf(caller, input, new GrantCommand { Act = Act.EndGrant, Grant = grant, Until = input.On, Reason = input.Reason });
        return GrantPayload.Of(caller, input, async () => (row, await reads.End(row, command)));
    }
}

/// <summary>授予谁什么 / What to grant to whom</summary>
public sealed record ProposeGrantInput : CommandInput
{
    /// <summary>授予谁：account:账号、key:服务账号、post:岗位编码（谁在岗谁有）、person:人员编码 / For whom: account:name, key:id, post:code for whoever sits there, or person:code</summary>
    public string Who { get; init; } = "";

    /// <summary>角色 / The role</summary>
    public Role Role { get; init; }

    /// <summary>覆盖哪个单位及其下级，代岗位者写岗位编码，默认全网格；有多个网格时写成 网格/编码 / Over which unit's subtree, of one that acts for a post the post, the whole grid unless said otherwise; as grid/code where there are several grids</summary>
    public string? Over { get; init; }

    /// <summary>职能部门的职能线 / Of a functional department: its line</summary>
    public string? Line { get; init; }

    /// <summary>哪个网格，只有一个网格或已写单位时可不写；发布员不写网格即为全部网格 / Which grid; not needed where there is only one or a unit is named. An issuer for whom none is named is one of all grids</summary>
    public string? Grid { get; init; }

    /// <summary>自何日起，默认今天 / From which day on, today unless said otherwise</summary>
    public DateOnly? From { get; init; }

    /// <summary>至何日止，含当日 / Up to and including which day</summary>
    public DateOnly? To { get; init; }
}

/// <summary>批准哪一项授权 / Which grant to approve</summary>
public sealed record ApproveGrantInput : CommandInput
{
    /// <summary>授权的标识 / The grant's id</summary>
    [Id]
    public string Grant { get; init; } = "";

    /// <summary>意见 / A remark</summary>
    public string? Reason { get; init; }
}

/// <summary>终止哪一项授权 / Which grant to end</summary>
public sealed record EndGrantInput : CommandInput
{
    /// <summary>授权的标识 / The grant's id</summary>
    [Id]
    public string Grant { get; init; } = "";

    /// <summary>最后一日；默认立即终止 / Its last day; at once unless said otherwise</summary>
    public DateOnly? On { get; init; }

    /// <summary>原因 / Why</summary>
    public string? Reason { get; init; }
}
