using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>授权：能提出或批准授权的可看全部，其他人只看自己的；两次 grain 调用，未写单位的三次 / Grants: all of them for whoever may propose or approve some, one's own for everybody else; two grain calls, three where no unit is named</summary>
    /// <param name="unit">只看覆盖该单位的；有多个网格时写成 网格/编码 / Only those over this unit, as grid/code where there are several grids</param>
    /// <param name="subject">只看授予该主体的，如 account:账号、key:服务账号、post:岗位编码、person:人员编码 / Only those of this subject, such as account:name, key:id, post:code or person:code</param>
    /// <param name="grid">哪个网格，只有一个网格时可不写；没有网格或有多个而不写时，只看全部网格的 / Which grid; not needed where there is only one. Where there are none or several and none is named, only those of all grids</param>
    public static async Task<IEnumerable<ShownGrant>> Grants([FromServices] GrainReads reads, [FromServices] ViewerReads viewer, string? unit, string? subject, string? grid)
    {
        if ((unit, grid) is (null, null)) return await Of(await viewer.OnlyGrid(), null);
        var place = unit is null ? await reads.GridOf(grid) : await reads.Find(unit);
        return place is { } at ? await Of(at.Grid, unit is null ? null : at.Code) : [];

        async Task<IEnumerable<ShownGrant>> Of(string row, string? over) => (await reads.Grants(row, over, subject)).Select(found => new ShownGrant(found.Row, found.Grant));
    }
}
