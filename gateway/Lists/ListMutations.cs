using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>下发一份清单的草稿，答复时已在根单位落盘，此后自行逐级下达；已下发的再下发不改变什么。两次 grain 调用
    /// / Issues the draft of a list: durable at the root when answered, flowing down by itself from there; issuing an issued version changes nothing. Two grain calls</summary>
    /// <param name="input">下发什么 / What to issue</param>
    public static async Task<IssueListPayload> IssueList([FromServices] GrainReads reads, [FromUserContext] Caller caller, IssueListInput input)
    {
        try
        {
            var place = await reads.Find(input.List) ?? throw GridRuleException.NotFound("责任清单", input.List);
            var version = await reads.Issue(place);
            return new(input, new ResponsibilityList(place, await reads.List(place), reads.Today), version.Number);
        }
        catch (GridRuleException refusal) when (refusal.Code is RefusalCode.NotFound or RefusalCode.Refused or RefusalCode.Conflict)
        {
            return new(input, null, null, new UserError(refusal, caller));
        }
    }
}

/// <summary>下发一份清单 / Which list to issue</summary>
public sealed record IssueListInput
{
    /// <summary>清单编码，如 2026；有多个网格时写成 网格/编码 / The list's code, such as 2026, as grid/code where there are several grids</summary>
    public string List { get; init; } = "";

    /// <summary>调用方自用的标记，原样返回 / A mark of the caller's own, given back as it is</summary>
    public string? ClientMutationId { get; init; }
}

/// <summary>下发的结果 / What came of issuing</summary>
public sealed class IssueListPayload(IssueListInput input, ResponsibilityList? list, int? version, params UserError[] refusals)
{
    /// <summary>清单；被拒绝时为空 / The list; null where it was refused</summary>
    public ResponsibilityList? List => list;

    /// <summary>已下发的版本号；被拒绝时为空 / The number of the version issued; null where it was refused</summary>
    public int? Version => version;

    /// <summary>被拒绝的原因；成功则没有 / Why it was refused; none where it was not</summary>
    public IEnumerable<UserError> UserErrors => refusals;

    /// <summary>调用方自用的标记 / The caller's own mark</summary>
    public string? ClientMutationId => input.ClientMutationId;
}
