using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>筛选监督记录；未写的条件不起作用 / Which actions; what is absent does not narrow</summary>
public sealed record ActionFilter
{
    /// <summary>监督线 / The line</summary>
    public string? Line { get; init; }

    /// <summary>监督单位的编码 / The code of the unit that looked</summary>
    public string? By { get; init; }

    /// <summary>是否未发现问题 / Whether nothing was found</summary>
    public bool? Clean { get; init; }

    /// <summary>对象 / The target</summary>
    public TargetInput? Target { get; init; }
}

public sealed partial class Query
{
    /// <summary>一个单位所受的监督，后登记的在前，撤回的不在其中；一次 grain 调用 / What was looked at in a unit, what was recorded last comes first, without what was withdrawn; one grain call</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    /// <param name="filter">筛选 / Which of them</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public static async Task<Connection<ShownAction>> SupervisionActions([FromServices] GrainReads reads, string unit, ActionFilter? filter, int? first, string? after)
    {
        var place = await reads.Need(unit, null, null);
        int? before = Cursor.Decode(after, 1) is [var number] ? Cursor.Number(number) : null;
        var target = filter?.Target is { } wanted ? wanted.To(await reads.Find(wanted.Where.Code) is { } at ? at.Code : wanted.Where.Code) : null;
        var page = await reads.Actions(place, new ActionQuery
        {
            Line = filter?.Line, By = filter?.By, Clean = filter?.Clean, Target = target, Before = before, First = PageSize.Of(first) + 1,
        });
        return new([.. page.Actions.Take(PageSize.Of(first)).Select(a => new ShownAction(place, a))], a => a.Cursor, page.Actions.Count > PageSize.Of(first), page.Total, before is not null);
    }
}
