using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>责任清单中的一条事项 / A duty, one row of a responsibility list</summary>
[Name("Duty")]
public sealed class ShownDuty(Duty duty)
{
    /// <summary>事项编码 / The duty's code</summary>
    public string Code => duty.Code;

    /// <summary>方面 / The aspect</summary>
    public string Aspect => duty.Aspect;

    /// <summary>责任事项 / What is to be done</summary>
    public string Title => duty.Title;

    /// <summary>由哪个层面负责 / The layer whose posts answer for it</summary>
    public string Layer => duty.Layer;

    /// <summary>适用层级 / The levels at which it applies</summary>
    public IEnumerable<int> Levels => duty.Levels;

    /// <summary>完成标准 / When it counts as done</summary>
    public string Standard => duty.Standard;

    /// <summary>佐证材料 / What shows it</summary>
    public string Evidence => duty.Evidence;

    /// <summary>时间节点 / The day by which it is due</summary>
    public DateOnly DueOn => duty.DueOn;

    /// <summary>职能线 / The functional line that it belongs to</summary>
    public string? FunctionalLine => duty.FunctionalLine;

    /// <summary>是否可转派 / Whether the lead may be handed on</summary>
    public bool Delegable => duty.Delegable;

    /// <summary>是否关键少数 / Whether it is one of the key few</summary>
    public bool KeyFew => duty.KeyFew;

    /// <summary>所细化的上级事项编码 / The code of the duty that it refines</summary>
    public string? Refines => duty.Refines;
}
