using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一个单位及其全部下级的线索：雷同记录和二传手，记录多的在前；线索附证据，由人核定，不产生任何后果。一次 grain 调用
    /// / The flags of a subtree: records that look alike, and items merely passed through, those of most records first. Each with its evidence, for a person to judge; nothing follows by itself. One grain call</summary>
    /// <param name="unit">单位编码，本单位或下级有记录在其中的都列出；有多个网格时写成 网格/编码 / The unit's code; flags with a record in it or below. As grid/code where there are several grids</param>
    /// <param name="kind">种类 / Of one kind only</param>
    /// <param name="state">状态 / In one state only</param>
    /// <param name="period">有记录在这些整月之中的 / With a record of these whole months</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public static async Task<Connection<ShownFlag>> Flags([FromServices] GrainReads reads, string unit, FlagKind? kind, FlagState? state, MonthsInput? period, int? first, string? after)
    {
        var place = await reads.Need(unit, null, null);
        var behind = Cursor.Decode(after, 2) is [var count, var id] ? new FlagPlace(Cursor.Number(count), id) : null;
        var query = new FlagQuery { Unit = place.Code, Kind = kind, State = state, First = PageSize.Of(first) + 1, After = behind };
        if (period is not null && period.Of(reads.Today, reads.Limits) is var (from, to)) query = query with { From = from, To = to.AddMonths(1).AddDays(-1) };
        var page = await reads.Flags(place.Grid, query);
        return new([.. page.Flags.Take(PageSize.Of(first)).Select(flag => new ShownFlag(place, flag))], flag => flag.Cursor, page.Flags.Count > PageSize.Of(first), page.Total, after is not null);
    }
}

/// <summary>Finding a flag by its key, grid/id.</summary>
internal static class FlagBy
{
    public static async Task<ShownFlag?> Find(GrainReads reads, string key) =>
        key.Split('/') is [var grid, var id] && await reads.GridOf(grid) is { } place && await reads.Flag(place.Grid, id) is { } flag ? new ShownFlag(place, flag) : null;
}
