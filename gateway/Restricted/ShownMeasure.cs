using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一条轻处置措施；只增不改，更正是新的一条 / A light measure; never changed: a correction is an entry of its own</summary>
[Name("Measure")]
public sealed class ShownMeasure(Place place, Measure measure, Measure? correction)
{
    /// <summary>标识，更正时用 / Its id, by which a correction names it</summary>
    [Id]
    public string Id => GlobalId.Of("Measure", $"{place.Grid}/{measure.Unit}/{measure.Number}");

    /// <summary>种类 / The kind</summary>
    public MeasureKind Kind => measure.Kind;

    /// <summary>种类，中文 / The kind, in Chinese</summary>
    public string KindLabel => Labels.Of(measure.Kind);

    /// <summary>事由 / For what it was taken</summary>
    public string Basis => measure.Basis;

    /// <summary>依据文号 / The document that it rests on</summary>
    public string? Paper => measure.Paper;

    /// <summary>登记人 / Who entered it</summary>
    public ShownActor Who { get; } = new(measure.Who);

    /// <summary>何日采取 / On which day it was taken</summary>
    public DateOnly On => measure.On;

    /// <summary>何时登记 / When it was recorded</summary>
    public DateTimeOffset Recorded => measure.Recorded;

    /// <summary>是否迟登 / Whether it was recorded on a later day</summary>
    public bool Late => measure.Late;

    /// <summary>登记时人员所在单位的编码 / The code of the unit where the person was at home</summary>
    public string Unit => measure.Unit;

    /// <summary>是否仍然有效：未被更正，也不是撤回 / Whether it stands: neither put right nor a withdrawal</summary>
    public bool Stands => correction is null && !measure.Withdrawn;

    /// <summary>更正了哪一条 / The id of the one that it puts right</summary>
    [Id]
    public string? Corrects => measure.Corrects is { } wrong ? GlobalId.Of("Measure", $"{place.Grid}/{measure.Unit}/{wrong}") : null;

    /// <summary>是否撤回所更正的一条 / Whether it says that the one it puts right never was</summary>
    public bool Withdrawn => measure.Withdrawn;
}
