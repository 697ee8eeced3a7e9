using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一个单位及其上下级和岗位，连同一页本单位的责任事项一次 grain 调用；没有则为空 / A unit with its neighbours and posts; one grain call, a page of its own items included; null when there is none</summary>
    /// <param name="by">哪个单位 / Which unit</param>
    /// <param name="asOf">当日为准，默认今天 / As true on this day, today unless said otherwise</param>
    /// <param name="knownAt">以当时所知为准，默认现在 / As known at this instant, now unless said otherwise</param>
    public static Task<Unit?> Unit(IResolveFieldContext context, [FromServices] GrainReads reads, UnitBy by, DateOnly? asOf, DateTimeOffset? knownAt) =>
        context.AskedBelow(Gateway.Unit.ItemsField) is { } items ? UnitBy.Find(reads, by.Key, asOf, knownAt, items) : UnitBy.Find(reads, by.Key, asOf, knownAt);
}
