using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一个单位及其全部下级的缺口，未送达的单位在前，一次 grain 调用 / The gaps of a unit's whole subtree, units not reached first; one grain call</summary>
    /// <param name="unit">单位编码 / The unit's code</param>
    /// <param name="list">只看一份清单 / One list only</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    /// <param name="asOf">当日为准，默认今天 / As true on this day, today unless said otherwise</param>
    /// <param name="knownAt">以当时所知为准，默认现在 / As known at this instant, now unless said otherwise</param>
    public static async Task<Connection<Gap>> Gaps(
        [FromServices] GrainReads reads, string unit, string? list, int? first, string? after, DateOnly? asOf, DateTimeOffset? knownAt) =>
        await GapPages.Read(reads, await reads.Need(unit, asOf, knownAt), list, PageSize.Of(first), after);
}
