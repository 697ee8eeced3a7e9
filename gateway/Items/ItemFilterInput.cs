using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>筛选责任事项；未写的条件不起作用，各条件须同时满足 / Which items; what is absent does not narrow, and all conditions hold together</summary>
[Name("ItemFilter")]
public sealed record ItemFilterInput : ItemConditions;

/// <summary>What narrows items, wherever they are asked for.</summary>
public abstract record ItemConditions
{
    /// <summary>清单编码 / The list's code</summary>
    public string? List { get; init; }

    /// <summary>是否逾期：时限已过且未销号 / Whether due before the day and not closed</summary>
    public bool? Overdue { get; init; }

    /// <summary>方面 / Aspects</summary>
    public List<string>? Aspects { get; init; }

    /// <summary>层面 / Layers</summary>
    public List<string>? Layers { get; init; }

    /// <summary>层级 / Levels</summary>
    public List<int>? Levels { get; init; }

    /// <summary>状态 / States</summary>
    public List<ItemState>? States { get; init; }

    /// <summary>是否在关键少数的岗位上 / Whether at posts of the key few</summary>
    public bool? KeyFew { get; init; }

    /// <summary>文字：编码、标题、方面、标准或佐证材料中含有；细化而来的事项，其自己的标题、措施和佐证材料也在其内 / A part of the code, title, aspect, standard or evidence; of an item made by refining, its own title, measure and evidence too</summary>
    public string? Text { get; init; }

    /// <summary>职能线 / Functional lines</summary>
    public List<string>? FunctionalLines { get; init; }

    /// <summary>是否无人负责 / Whether nobody answers</summary>
    public bool? Unassigned { get; init; }

    /// <summary>是否逾时未签收 / Whether unaccepted for longer than the grid allows</summary>
    public bool? Unaccepted { get; init; }

    /// <summary>责任一方有无动作 / What its own people did about it</summary>
    public List<ItemActivity>? Activities { get; init; }

    /// <summary>事项编码 / Duty codes</summary>
    public List<string>? Duties { get; init; }

    internal ItemFilter ToFilter() => new()
    {
        List = List,
        Overdue = Overdue,
        Aspects = Aspects,
        Layers = Layers,
        Levels = Levels,
        States = States,
        KeyFew = KeyFew,
        Text = Text,
        FunctionalLines = FunctionalLines,
        Unassigned = Unassigned,
        Unaccepted = Unaccepted,
        Activities = Activities,
        Duties = Duties,
    };
}

/// <summary>责任事项的次序；时限相同者按单位、岗位、事项排列 / The order of items; those due on one day by unit, post and duty</summary>
public enum ItemOrder
{
    /// <summary>时限早者在前 / The earliest due date first</summary>
    DueOnAsc,

    /// <summary>时限晚者在前 / The latest due date first</summary>
    DueOnDesc,
}
