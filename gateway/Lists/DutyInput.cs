namespace ResponsibilityGrid.Gateway;

/// <summary>责任清单中的一条事项 / A duty, one row of a responsibility list</summary>
public sealed record DutyInput
{
    /// <summary>事项编码，以清单编码和连字符开头 / The duty's code, beginning with the list's and a hyphen</summary>
    public string Code { get; init; } = "";

    /// <summary>方面 / The aspect</summary>
    public string Aspect { get; init; } = "";

    /// <summary>责任事项 / What is to be done</summary>
    public string Title { get; init; } = "";

    /// <summary>由哪个层面负责 / The layer whose posts answer for it</summary>
    public string Layer { get; init; } = "";

    /// <summary>适用层级 / The levels at which it applies</summary>
    public IReadOnlyList<int> Levels { get; init; } = [];

    /// <summary>完成标准 / When it counts as done</summary>
    public string? Standard { get; init; }

    /// <summary>佐证材料 / What shows it</summary>
    public string? Evidence { get; init; }

    /// <summary>时间节点 / The day by which it is due</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>职能线 / The functional line that it belongs to</summary>
    public string? FunctionalLine { get; init; }

    /// <summary>是否可转派 / Whether the lead may be handed on</summary>
    public bool? Delegable { get; init; }

    /// <summary>是否关键少数 / Whether it is one of the key few</summary>
    public bool? KeyFew { get; init; }

    /// <summary>所细化的上级事项编码 / The code of the duty that it refines</summary>
    public string? Refines { get; init; }

    internal Duty ToDuty() => new()
    {
        Code = Code, Aspect = Aspect, Title = Title, Layer = Layer, Levels = [.. Levels], Standard = Standard ?? "", Evidence = Evidence ?? "",
        DueOn = DueOn, FunctionalLine = FunctionalLine, Delegable = Delegable ?? false, KeyFew = KeyFew ?? false, Refines = Refines,
    };
}
