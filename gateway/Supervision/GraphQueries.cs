using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>图中画什么；责任事项的条件只筛选责任事项 / What to draw; the conditions on items narrow items alone</summary>
public sealed record GraphFilter : ItemConditions
{
    /// <summary>除单位外画哪些种类，默认全部 / Which kinds beside units, all unless said otherwise</summary>
    public List<NodeKind>? Kinds { get; init; }
}

public sealed partial class Query
{
    private const int MaxGraphNodes = 2000;
    private const int MaxGraphDepth = 32;

    /// <summary>一个单位及其若干层下级的责任图，至多 2000 个点，超出则拒绝；一次 grain 调用 / A unit and some levels below it as a graph of at most 2,000 nodes, refused above that; one grain call</summary>
    /// <param name="root">从哪个单位画起 / The code of the unit to begin at</param>
    /// <param name="depth">向下几层，0 至 32 / How many levels down, 0 to 32</param>
    /// <param name="filter">画什么，默认全部 / What to draw, everything unless said otherwise</param>
    /// <param name="asOf">当日为准，默认今天 / As true on this day, today unless said otherwise</param>
    /// <param name="knownAt">以当时所知为准，默认现在 / As known at this instant, now unless said otherwise</param>
    public static async Task<ResponsibilityGraph> ResponsibilityGraph(
        [FromServices] GrainReads reads, string root, int depth, GraphFilter? filter, DateOnly? asOf, DateTimeOffset? knownAt)
    {
        if (depth is < 0 or > MaxGraphDepth)
            throw GridRuleException.BadUserInput($"depth 应在 0 到 {MaxGraphDepth} 之间。", $"depth must be between 0 and {MaxGraphDepth}.", "depth");

        var place = await reads.Need(root, asOf, knownAt);
        var query = new GraphQuery { Root = place.Code, Depth = depth, Kinds = filter?.Kinds, Items = filter?.ToFilter() ?? new(), Cap = MaxGraphNodes };
        return new(place.Grid, await reads.Drawing(place, query));
    }
}
