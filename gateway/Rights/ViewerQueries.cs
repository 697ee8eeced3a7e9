using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>我是谁、有哪些授权；一次 grain 调用，不属于哪个网格的两次 / Who I am and what I was granted; one grain call, two for whoever belongs to no grid</summary>
    public static async Task<Me> Me([FromServices] ViewerReads reads, [FromUserContext] Caller caller)
    {
        var grid = caller.Principal is { Grid.Length: > 0 } principal ? principal.Grid : await reads.OnlyGrid();
        return new(grid, await reads.Viewer(grid));
    }
}
