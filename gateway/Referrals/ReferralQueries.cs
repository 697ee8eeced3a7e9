using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>移送，按答复时限排列；一次 grain 调用，在集群内逐个部门询问 / Referrals by the day until which they are answered; one grain call, which asks each department inside the cluster</summary>
    /// <param name="to">移送给或已升至哪个单位；有多个网格时写成 网格/编码 / The unit that they were referred or rose to, as grid/code where there are several grids</param>
    /// <param name="from">由哪个单位发现；有多个网格时写成 网格/编码 / The unit that found it, as grid/code where there are several grids</param>
    /// <param name="state">状态 / The state</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public static async Task<Connection<ShownReferral>> Referrals([FromServices] GrainReads reads, string? to, string? from, ReferralState? state, int? first, string? after)
    {
        Place? receiver = to is null ? null : await reads.Need(to, null, null), finder = from is null ? null : await reads.Need(from, null, null);
        var place = receiver ?? finder ?? await reads.GridOf(null) ?? throw GridRuleException.NotFound("责任网格", "");
        var page = await reads.Referrals(place.Grid, new ReferralQuery { To = receiver?.Code, From = finder?.Code, State = state, After = ShownReferral.PlaceOf(after), First = PageSize.Of(first) + 1 });
        return new([.. page.Referrals.Take(PageSize.Of(first)).Select(view => new ShownReferral(place, view))], referral => referral.Cursor, page.Referrals.Count > PageSize.Of(first), page.Total, after is not null);
    }
}

/// <summary>指明一次移送，二选一 / Which referral, by one of two ways</summary>
[OneOf]
public sealed record ReferralBy
{
    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string? Id { get; init; }

    /// <summary>部门编码与编号；看得见该部门全部的才可用 / The department's code and the number; for whoever sees all of the department</summary>
    public ReferralKeyInput? Key { get; init; }

    /// <summary>The department, and the number or the name.</summary>
    internal static async Task<(Place To, int? Number, string? Name)?> KeyOf(GrainReads reads, ReferralBy by) =>
        by.Key is not { } key ? await KeyOf(reads, GlobalId.KeyOf("Referral", by.Id!)) : await reads.Find(key.To) is { } place ? (place, key.Number, null) : null;

    internal static async Task<ShownReferral?> Find(GrainReads reads, string key) =>
        await KeyOf(reads, key) is { } found && GridKeys.IsCode(found.To.Code) && await (found.Number is { } number ? reads.Referral(found.To, number) : reads.Referral(found.To, found.Name!)) is { } view
            ? new ShownReferral(found.To, view) : null;

    private static async Task<(Place To, int? Number, string? Name)?> KeyOf(GrainReads reads, string key) =>
        await reads.FindNumbered(key) is { } numbered ? (numbered.Unit, numbered.Number, null)
        : key.Split('/') is [var grid, var unit, { Length: > 0 } name] && await reads.Find($"{grid}/{unit}") is { } place ? (place, null, name) : null;
}

/// <summary>一次移送的自然编码 / The natural key of a referral</summary>
[Name("ReferralKeyInput")]
public sealed record ReferralKeyInput
{
    /// <summary>接收部门的编码；有多个网格时写成 网格/编码 / The code of the department that it was referred to, as grid/code where there are several grids</summary>
    public string To { get; init; } = "";

    /// <summary>在该部门的编号 / Its number in the department</summary>
    public int Number { get; init; }
}
