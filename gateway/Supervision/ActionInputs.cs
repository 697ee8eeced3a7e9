using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>登记一次监督；监督线由办理人所在单位决定，不能填写 / To record a look; the line follows from whoever acts and cannot be named</summary>
public sealed record RecordActionInput : CommandInput
{
    /// <summary>监督了什么，1 至 50 个，须在同一单位 / What was looked at: 1 to 50 targets in one unit</summary>
    public IReadOnlyList<TargetInput> Targets { get; init; } = [];

    /// <summary>方式 / How</summary>
    public SupervisionKind Kind { get; init; }

    /// <summary>是否未发现问题；有问题须写明 / Whether nothing was found; a finding needs words</summary>
    public bool Clean { get; init; }

    /// <summary>何日监督，默认今天，可补登 / On which day, today unless said otherwise; earlier days are marked late</summary>
    public DateOnly? On { get; init; }

    /// <summary>情况或问题 / What was seen or found</summary>
    public string? Text { get; init; }

    /// <summary>佐证材料 / What shows it</summary>
    public List<string>? Evidence { get; init; }

    /// <summary>派驻人员的四项职责之一 / Of a stationed officer: one of the four duties</summary>
    public string? Duty { get; init; }

    /// <summary>派驻人员的四项任务之一 / Of a stationed officer: one of the four tasks</summary>
    public string? Task { get; init; }
}

/// <summary>更正或撤回一次监督；原记录保留，没有写的各项照旧 / To correct or withdraw a look; what was recorded stays readable, and what is absent stays as it is</summary>
public sealed record CorrectActionInput : VersionedInput
{
    /// <summary>哪次监督，全局标识 / Which action, by its global id</summary>
    [Id]
    public string Action { get; init; } = "";

    /// <summary>理由 / The reason</summary>
    public string Reason { get; init; } = "";

    /// <summary>是否撤回：并无此次监督 / Whether it never took place</summary>
    public bool? Withdrawn { get; init; }

    /// <summary>监督了什么 / What was looked at</summary>
    public IReadOnlyList<TargetInput>? Targets { get; init; }

    /// <summary>方式 / How</summary>
    public SupervisionKind? Kind { get; init; }

    /// <summary>是否未发现问题 / Whether nothing was found</summary>
    public bool? Clean { get; init; }

    /// <summary>何日监督 / On which day</summary>
    public DateOnly? On { get; init; }

    /// <summary>情况或问题 / What was seen or found</summary>
    public string? Text { get; init; }

    /// <summary>佐证材料 / What shows it</summary>
    public List<string>? Evidence { get; init; }

    /// <summary>四项职责之一 / One of the four duties</summary>
    public string? Duty { get; init; }

    /// <summary>四项任务之一 / One of the four tasks</summary>
    public string? Task { get; init; }
}

/// <summary>监督的一个对象，四选一 / A target of supervision, by one of four ways</summary>
[OneOf]
public sealed record TargetInput
{
    /// <summary>责任事项 / A responsibility item</summary>
    public ItemKeyInput? Item { get; init; }

    /// <summary>岗位编码；有多个网格时写成 网格/编码 / A post's code, as grid/code where there are several grids</summary>
    public string? Post { get; init; }

    /// <summary>单位编码，指单位整体；有多个网格时写成 网格/编码 / A unit's code, for the unit as a whole; as grid/code where there are several grids</summary>
    public string? Unit { get; init; }

    /// <summary>单位的一个方面 / An aspect of a unit</summary>
    public AspectInput? Aspect { get; init; }

    /// <summary>The code that says which grid and unit it is in: the unit's, or the post's.</summary>
    internal (string Code, bool IsUnit) Where => Unit is { } unit ? (unit, true) : Aspect is { } aspect ? (aspect.Unit, true) : (Post ?? Item!.Post, false);

    internal SupervisionTarget To(string code) =>
        Item is { } item ? new() { Kind = TargetKind.Item, Post = code, List = item.List, Duty = item.Duty }
        : Post is not null ? new() { Kind = TargetKind.Post, Post = code }
        : Aspect is { } aspect ? new() { Kind = TargetKind.Aspect, List = aspect.List, Aspect = aspect.Aspect }
        : new() { Kind = TargetKind.Unit };
}

/// <summary>单位的一个方面 / An aspect of a unit</summary>
public sealed record AspectInput
{
    /// <summary>单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</summary>
    public string Unit { get; init; } = "";

    /// <summary>方面 / The aspect, as a list names it</summary>
    public string Aspect { get; init; } = "";

    /// <summary>哪份清单的方面；不写则不限 / The list; any where absent</summary>
    public string? List { get; init; }
}
