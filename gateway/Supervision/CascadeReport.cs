using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一份清单逐级下达到了哪里 / How far a list has come down the levels</summary>
[Name("Cascade")]
public sealed class CascadeReport(Place place, CascadeView view)
{
    /// <summary>清单编码 / The list's code</summary>
    public string List => view.List;

    /// <summary>单位 / The unit at the top of what is looked at</summary>
    public Unit Unit => new(place);

    /// <summary>已送达的单位数 / Units that the list has reached</summary>
    public int Reached => view.Levels.Sum(level => level.UnitsReached);

    /// <summary>应送达的单位数 / Units that it is to reach</summary>
    public int Total => view.Levels.Sum(level => level.UnitsTotal);

    /// <summary>下级是否都已汇总；为否时数字还会变动 / Whether every unit below has been heard; numbers may still move while it is false</summary>
    public bool Settled => view.Settled;

    /// <summary>按层级 / By level</summary>
    [Complexity(1, 1)]
    public IEnumerable<LevelReport> Levels => view.Levels.Select(level => new LevelReport(level));

    /// <summary>未送达的单位编码 / The codes of the units not reached</summary>
    public IEnumerable<string> Unreached => view.Unreached;
}

/// <summary>一个层级上的送达与完整情况 / Arrival and completeness on one level</summary>
[Name("CascadeLevel")]
public sealed class LevelReport(CascadeLevel view)
{
    /// <summary>层级，1 为最高 / The level, 1 at the top</summary>
    public int Level => view.Level;

    /// <summary>层级名称 / The level's name</summary>
    public string Label => Labels.OfLevel(view.Level);

    /// <summary>已送达的单位数 / Units reached</summary>
    public int UnitsReached => view.UnitsReached;

    /// <summary>单位数 / Units in all</summary>
    public int UnitsTotal => view.UnitsTotal;

    /// <summary>链条完整的事项数 / Items whose chain reaches a root, with somebody at every step</summary>
    public int ItemsComplete => view.ItemsComplete;

    /// <summary>链条断开的事项数 / Items whose chain breaks</summary>
    public int ItemsBroken => view.ItemsBroken;
}
