using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一份清单下达到了哪里、事项链条是否完整，一次 grain 调用 / How far a list has come, and whose chain is complete; one grain call</summary>
    /// <param name="list">清单编码 / The list's code</param>
    /// <param name="unit">单位编码 / The unit's code</param>
    /// <param name="asOf">当日为准，默认今天 / As true on this day, today unless said otherwise</param>
    /// <param name="knownAt">以当时所知为准，默认现在 / As known at this instant, now unless said otherwise</param>
    public static async Task<CascadeReport> Cascade(
        [FromServices] GrainReads reads, string list, string unit, DateOnly? asOf, DateTimeOffset? knownAt)
    {
        var place = await reads.Need(unit, asOf, knownAt);
        return new(place, await reads.Cascade(place, list) ?? throw GridRuleException.NotThere(
            $"没有生效的责任清单“{list}”。", $"No list \"{list}\" is in force.", "list"));
    }
}
