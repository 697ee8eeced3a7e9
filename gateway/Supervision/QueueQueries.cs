using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一个岗位的待办：本人的事项，和需要督促、裁定、检查的下级事项；关键少数在前。一次 grain 调用，没有则为空
    /// / What waits for a post: its own items, and those below that it has to press, to decide on or to check; the key few first. One grain call; null when there is none</summary>
    /// <param name="post">岗位编码；有多个网格时写成 网格/编码 / The post's code, as grid/code where there are several grids</param>
    /// <param name="first">每一类列出多少条，1 至 200，默认 25 / How many of each kind, 1 to 200, 25 unless said otherwise</param>
    public static async Task<ShownQueue?> Queue([FromServices] GrainReads reads, string post, int? first) =>
        await reads.Find(post) is { } place && await reads.Queue(place, PageSize.Of(first)) is { } view ? new ShownQueue(place, view, PageSize.Of(first)) : null;
}
