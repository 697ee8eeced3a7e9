using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一份责任清单及其各版本，一次 grain 调用；没有则为空 / A responsibility list and its versions; one grain call; null when there is none</summary>
    /// <param name="code">清单编码，如 2026；有多个网格时写成 网格/编码 / The list's code, such as 2026, as grid/code where there are several grids</param>
    /// <param name="asOf">当日为准，默认今天 / As true on this day, today unless said otherwise</param>
    /// <param name="knownAt">以当时所知为准，默认现在 / As known at this instant, now unless said otherwise</param>
    public static async Task<ResponsibilityList?> List([FromServices] GrainReads reads, string code, DateOnly? asOf, DateTimeOffset? knownAt) =>
        await reads.Find(code, asOf, knownAt) is { } place && await reads.List(place) is { Count: > 0 } versions
            ? new ResponsibilityList(place, versions, place.At?.AsOf ?? reads.Today)
            : null;
}
