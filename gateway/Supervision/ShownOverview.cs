using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一个单位及其全部下级的数字 / A unit's whole subtree in numbers</summary>
[Name("Overview")]
public sealed class ShownOverview(Place place, Overview view, UnitBatch? batch = null)
{
    /// <summary>The field of the units below, without which they need not be read.</summary>
    internal const string ChildrenField = "children";

    /// <summary>单位 / The unit</summary>
    public Unit Unit => new(place, name: view.UnitName, batch: batch);

    /// <summary>以何日为准 / The day that the numbers are of</summary>
    public DateOnly AsOf => view.AsOf;

    /// <summary>下级是否都已汇总；为否时数字还会变动。最近 2 秒内的指令可能尚在汇总途中，为是时也不一定已在其中 / Whether every unit below has been heard; numbers may still move while it is false. A command of the last two seconds may still be on its way up though it is true</summary>
    public bool Settled => view.Settled;

    /// <summary>单位数 / Units</summary>
    public int Units => view.Units;

    /// <summary>岗位数 / Posts</summary>
    public int Posts => view.Posts;

    /// <summary>人员数 / Persons</summary>
    public int Persons => view.Persons;

    /// <summary>责任事项数 / Items</summary>
    public int Items => view.Items;

    /// <summary>空缺岗位数 / Posts without anybody</summary>
    public int VacantPosts => view.VacantPosts;

    /// <summary>无人负责的事项数 / Items that nobody answers for</summary>
    public int Unassigned => view.Unassigned;

    /// <summary>逾期的事项数 / Items due before the day and not closed</summary>
    public int Overdue => view.Overdue;

    /// <summary>关键少数的事项数 / Items at posts of the key few</summary>
    public int KeyFew => view.KeyFew;

    /// <summary>本单位负责人及关键少数逾期的事项数，不含下级及内设部门；任何平均数都不得掩盖 / Overdue items of the unit's own heads and key few, without units below and departments; no average hides them</summary>
    public int HeadOverdue => view.HeadOverdue;

    /// <summary>逾时未签收的事项数 / Items unaccepted for longer than the grid allows</summary>
    public int Unaccepted => view.Unaccepted;

    /// <summary>亮灯：本单位负责人或关键少数有逾期即红，其他逾期为黄，全部经检查销号为绿，其余为灰 / How the row is lit: red when the unit's own heads or key few are late, amber for others, green when everything was checked and closed, else grey</summary>
    public Light Light => view.Light;

    /// <summary>亮灯，中文 / How the row is lit, in Chinese</summary>
    public string LightLabel => Labels.Of(view.Light);

    /// <summary>按责任一方有无动作 / By what their own people did about them</summary>
    [Complexity(1, 1)]
    public IEnumerable<ActivityCount> ByActivity => view.ByActivity.Select(tally => new ActivityCount(tally));

    /// <summary>按层级 / By level</summary>
    [Complexity(1, 1)]
    public IEnumerable<LevelCount> ByLevel => view.ByLevel.Select(tally => new LevelCount(tally));

    /// <summary>按距最上级的步数 / By steps below a root</summary>
    [Complexity(1, 1)]
    public IEnumerable<DepthCount> ByDepth => view.ByDepth.Select(tally => new DepthCount(tally));

    /// <summary>按方面 / By aspect</summary>
    [Complexity(1, 1)]
    public IEnumerable<AspectCount> ByAspect => view.ByAspect.Select(tally => new AspectCount(tally));

    /// <summary>按层面 / By layer</summary>
    [Complexity(1, 1)]
    public IEnumerable<LayerCount> ByLayer => view.ByLayer.Select(tally => new LayerCount(tally));

    /// <summary>按状态 / By state</summary>
    [Complexity(1, 1)]
    public IEnumerable<StateCount> ByState => view.ByState.Select(tally => new StateCount(tally));

    /// <summary>缺口，按原因 / Gaps by reason</summary>
    [Complexity(1, 1)]
    public IEnumerable<ReasonCount> GapsByReason => view.GapsByReason.Select(tally => new ReasonCount(tally));

    /// <summary>直接下级各自的数字；下级之下不再展开 / The same numbers of each unit directly below; theirs have no children</summary>
    public IEnumerable<ShownOverview> Children => new UnitBatch(view.Children.Select(child => child.Unit)) is var together
        ? view.Children.Select(child => new ShownOverview(place.Of(child.Unit), child, together)) : [];
}
