using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>所有责任网格，两次 grain 调用 / All grids; two grain calls</summary>
    public static async Task<IEnumerable<Grid>> Grids([FromServices] GrainReads reads)
    {
        var ready = await reads.ReadyGrids();
        return (await reads.Grids()).Select(grid => new Grid(grid, ready.Contains(grid)));
    }
}
