using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一个单位及其全部下级的数字，一次 grain 调用 / A unit's whole subtree in numbers; one grain call</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    /// <param name="list">只看一份清单 / One list only</param>
    /// <param name="asOf">当日为准，默认今天 / As true on this day, today unless said otherwise</param>
    /// <param name="knownAt">以当时所知为准，默认现在 / As known at this instant, now unless said otherwise</param>
    public static async Task<ShownOverview> Overview(
        IResolveFieldContext context, [FromServices] GrainReads reads, string unit, string? list, DateOnly? asOf, DateTimeOffset? knownAt)
    {
        var place = await reads.Need(unit, asOf, knownAt);
        return new(place, await reads.Overview(place, list, isAlone: !context.AsksFor(ShownOverview.ChildrenField)));
    }
}
