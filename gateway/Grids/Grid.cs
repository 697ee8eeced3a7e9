namespace ResponsibilityGrid.Gateway;

/// <summary>一个责任网格：一个市的全部单位 / A responsibility grid: all units of one municipality</summary>
public sealed class Grid(string code, bool ready)
{
    /// <summary>网格编码，即根单位的编码 / The grid's code, which is its root unit's</summary>
    public string Code => code;

    /// <summary>首次导入与下发是否已完成 / Whether its first import and issue came to their end</summary>
    public bool Ready => ready;

    /// <summary>根单位 / The root unit</summary>
    public Unit Root => new(new Place(code, code, null));
}
