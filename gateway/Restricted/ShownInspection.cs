using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一次检查（四不两直）。开始之前，除可安排检查者外，对任何人都不存在 / An inspection. Before it begins it does not exist for anybody but those who may plan inspections</summary>
[Name("Inspection"), Implements(typeof(INode))]
public sealed partial class ShownInspection(Place place, Inspection inspection) : INode
{
    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string Id => GlobalId.Of("Inspection", $"{place.Grid}/{inspection.Unit}/{inspection.Key}");

    /// <summary>编号，按开始的先后；开始之前没有 / Its number, in the order of beginning; none before it begins</summary>
    public int? Number => inspection.Number;

    /// <summary>被检查的单位 / The inspected unit</summary>
    public Unit Unit => new(place.Of(inspection.Unit));

    /// <summary>自何日起可见，除非提前开始 / From which day on it is there for everybody, unless it was begun before</summary>
    public DateOnly StartsOn => inspection.StartsOn;

    /// <summary>是否已经开始 / Whether it has begun</summary>
    public bool Begun => inspection.Number is not null;

    /// <summary>检查范围 / What is looked at</summary>
    public string Scope => inspection.Scope;

    /// <summary>说明 / What those who go there are told</summary>
    public string Text => inspection.Text;

    /// <summary>发现 / What it found</summary>
    [Complexity(1, 5)]
    public IEnumerable<ShownFinding> Findings => inspection.Findings.Select(finding => new ShownFinding(finding));

    /// <summary>历史，先登记的在前 / Its history, what was recorded first comes first</summary>
    [Complexity(1, 5)]
    public IEnumerable<ShownEntry> History => inspection.Entries.Select(entry => new ShownEntry(entry));

    /// <summary>The inspection of a key, or null where there is none for the caller.</summary>
    internal static async Task<ShownInspection?> Find(GrainReads reads, RestrictedReads restricted, string key)
    {
        if (key.Split('/') is not [var grid, var unit, var name] || await reads.Find($"{grid}/{unit}") is not { } place) return null;
        return (await restricted.Inspections(place)).Find(i => i.Key == name) is { } found ? new ShownInspection(place, found) : null;
    }
}

/// <summary>检查的一项发现 / Something that an inspection found</summary>
[Name("Finding")]
public sealed class ShownFinding(Finding finding)
{
    /// <summary>序号 / Its number</summary>
    public int Number => finding.Number;

    /// <summary>内容 / What it is</summary>
    public string Text => finding.Text;

    /// <summary>记录人 / Who wrote it down</summary>
    public ShownActor Who { get; } = new(finding.Who);

    /// <summary>何日发现 / On which day it was found</summary>
    public DateOnly On => finding.On;

    /// <summary>何时登记 / When it was recorded</summary>
    public DateTimeOffset Recorded => finding.Recorded;

    /// <summary>依据文号 / The document that it rests on</summary>
    public string? Paper => finding.Paper;
}
