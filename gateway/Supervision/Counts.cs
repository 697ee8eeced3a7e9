namespace ResponsibilityGrid.Gateway;

/// <summary>一个层级的数量 / The count of a level</summary>
public sealed class LevelCount(Tally<int> tally)
{
    /// <summary>层级，1 为最高 / The level, 1 at the top</summary>
    public int Level => tally.Of;

    /// <summary>数量 / How many</summary>
    public int Count => tally.Count;

    /// <summary>层级名称 / The level's name</summary>
    public string Label => Labels.OfLevel(tally.Of);
}

/// <summary>一个深度的数量 / The count of a depth</summary>
public sealed class DepthCount(Tally<int> tally)
{
    /// <summary>距最上级事项的步数 / Steps up to the item that refines nothing</summary>
    public int Depth => tally.Of;

    /// <summary>数量 / How many</summary>
    public int Count => tally.Count;
}

/// <summary>一个方面的数量 / The count of an aspect</summary>
public sealed class AspectCount(Tally<string> tally)
{
    /// <summary>方面 / The aspect</summary>
    public string Aspect => tally.Of;

    /// <summary>数量 / How many</summary>
    public int Count => tally.Count;
}

/// <summary>一个层面的数量 / The count of a layer</summary>
public sealed class LayerCount(Tally<string> tally)
{
    /// <summary>层面 / The layer</summary>
    public string Layer => tally.Of;

    /// <summary>数量 / How many</summary>
    public int Count => tally.Count;
}

/// <summary>一种状态的数量 / The count of a state</summary>
public sealed class StateCount(Tally<ItemState> tally)
{
    /// <summary>状态 / The state</summary>
    public ItemState State => tally.Of;

    /// <summary>数量 / How many</summary>
    public int Count => tally.Count;

    /// <summary>状态名称 / The state in Chinese</summary>
    public string Label => Labels.Of(tally.Of);
}

/// <summary>一种动作情况的数量 / The count of an activity</summary>
public sealed class ActivityCount(Tally<ItemActivity> tally)
{
    /// <summary>有无动作 / What was done</summary>
    public ItemActivity Activity => tally.Of;

    /// <summary>数量 / How many</summary>
    public int Count => tally.Count;

    /// <summary>有无动作，中文 / What was done, in Chinese</summary>
    public string Label => Labels.Of(tally.Of);
}

/// <summary>一种缺口原因的数量 / The count of a reason</summary>
public sealed class ReasonCount(Tally<GapReason> tally)
{
    /// <summary>原因 / The reason</summary>
    public GapReason Reason => tally.Of;

    /// <summary>数量 / How many</summary>
    public int Count => tally.Count;

    /// <summary>原因名称 / The reason in Chinese</summary>
    public string Label => Labels.Of(tally.Of);
}
