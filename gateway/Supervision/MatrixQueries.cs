using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>“1+3+N”监督矩阵：一个单位及其全部下级，各监督线看了什么；由登记的监督算出，一次 grain 调用；另一日期或另一时刻的，逐一询问各单位
    /// / Who looked at what in a unit's whole subtree, by line: computed from the actions on record; one grain call. Of another day or instant every unit is asked</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    /// <param name="by">行：方面、单位或事项 / What the rows are</param>
    /// <param name="period">哪些整月 / Which whole months</param>
    /// <param name="list">只看一份清单；对岗位和单位整体的监督总在其中 / One list only; looks at posts and units as a whole are always in it</param>
    /// <param name="asOf">当日为准，默认今天：当日的机构，当日及以前的监督 / As true on this day, today unless said otherwise: the tree of that day, and what was looked at until then</param>
    /// <param name="knownAt">以当时所知为准，默认现在：当时已经登记的 / As known at this instant, now unless said otherwise: what had been recorded by then</param>
    public static async Task<ShownMatrix> SupervisionMatrix(
        [FromServices] GrainReads reads, string unit, MatrixBy by, MonthsInput period, string? list, DateOnly? asOf, DateTimeOffset? knownAt)
    {
        var place = await reads.Need(unit, asOf, knownAt);
        var (from, to) = period.Of(place.At?.AsOf ?? reads.Today, reads.Limits);
        return new(place, await reads.Matrix(place, new MatrixQuery(list, by, from, to, place.At)));
    }
}
