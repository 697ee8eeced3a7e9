using System.Globalization;
using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一次监督：谁、哪条线、看了什么、结果怎样；只增不改 / A look: by whom, on which line, at what, and how it was; never changed</summary>
[Name("SupervisionAction"), Implements(typeof(INode))]
public sealed partial class ShownAction(Place place, SupervisionAction action) : INode
{
    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string Id => GlobalId.Of("SupervisionAction", $"{place.Grid}/{action.Unit}/{action.Origin}");

    /// <summary>在本单位的编号 / Its number in the unit</summary>
    public int Number => action.Origin;

    /// <summary>版本，每更正一次加一，供 expectedVersion / One more with every correction; good as expectedVersion</summary>
    public int Version => action.Version;

    /// <summary>是否已撤回 / Whether it was withdrawn</summary>
    public bool Withdrawn => action.Withdrawn;

    /// <summary>更正或撤回的理由；初次登记为空 / Why it was corrected or withdrawn; null of the first entry</summary>
    public string? Reason => action.Reason;

    /// <summary>被监督的单位 / The unit that was looked at</summary>
    public Unit Unit => new(place.Of(action.Unit));

    /// <summary>监督的单位；派驻人员为派出单位，只向其报告 / The unit that looked; of a stationed officer the sender, to which alone it reports</summary>
    public Unit By => new(place.Of(action.By));

    /// <summary>监督线 / The line</summary>
    public string Line => action.Line;

    /// <summary>监督线属 1、3 还是 N / What the line is among 1+3+N</summary>
    public LineKind LineKind => GrainReads.Axes.KindOf(action.Line);

    /// <summary>监督线属 1、3 还是 N，中文 / What the line is, in Chinese</summary>
    public string LineKindLabel => Labels.Of(LineKind);

    /// <summary>派驻岗位的编码 / The code of the stationed post that looked</summary>
    public string? Officer => action.Officer;

    /// <summary>办理人 / Who acted</summary>
    public ShownActor Who => new(action.Who);

    /// <summary>对象 / The targets</summary>
    [Complexity(3, 1)]
    public IEnumerable<ShownTarget> Targets => action.Targets.Select(target => new ShownTarget(target));

    /// <summary>方式 / How</summary>
    public SupervisionKind Kind => action.Kind;

    /// <summary>方式，中文 / How, in Chinese</summary>
    public string KindLabel => Labels.Of(action.Kind);

    /// <summary>是否未发现问题 / Whether nothing was found</summary>
    public bool Clean => action.Clean;

    /// <summary>何日监督 / On which day</summary>
    public DateOnly On => action.On;

    /// <summary>何时登记 / When it was recorded</summary>
    public DateTimeOffset Recorded => action.Recorded;

    /// <summary>是否补登 / Whether it was recorded on a later day</summary>
    public bool Late => action.Late;

    /// <summary>情况或问题 / What was seen or found</summary>
    public string? Text => action.Text;

    /// <summary>佐证材料 / What shows it</summary>
    public IEnumerable<string> Evidence => action.Evidence;

    /// <summary>派驻人员的职责 / The stationed officer's duty</summary>
    public string? Duty => action.Duty;

    /// <summary>派驻人员的任务 / The stationed officer's task</summary>
    public string? Task => action.Task;

    /// <summary>依据文号 / The document that it rests on</summary>
    public string? Paper => action.Paper;

    /// <summary>从初次登记起的每一次记录；一次 grain 调用 / Every entry from the first one on; one grain call</summary>
    [Complexity(3, 3)]
    public async Task<IEnumerable<ShownAction>> Entries([FromServices] GrainReads reads) =>
        (await reads.Action(place.Of(action.Unit), action.Origin)).Select(entry => new ShownAction(place, entry));

    internal string Cursor => Gateway.Cursor.Encode(action.Origin.ToString(CultureInfo.InvariantCulture));
}

/// <summary>监督的一个对象 / A target of supervision</summary>
[Name("Target")]
public sealed class ShownTarget(SupervisionTarget target)
{
    /// <summary>种类 / What it is</summary>
    public TargetKind Kind => target.Kind;

    /// <summary>种类，中文 / What it is, in Chinese</summary>
    public string KindLabel => Labels.Of(target.Kind);

    /// <summary>岗位编码 / The post's code</summary>
    public string? Post => target.Post;

    /// <summary>清单编码 / The list's code</summary>
    public string? List => target.List;

    /// <summary>事项编码 / The duty's code</summary>
    public string? Duty => target.Duty;

    /// <summary>方面 / The aspect</summary>
    public string? Aspect => target.Aspect;
}

/// <summary>Finding an action by its key, grid/unit/number.</summary>
internal static class ActionBy
{
    /// <summary>The action as it reads now.</summary>
    public static async Task<ShownAction?> Find(GrainReads reads, string key) =>
        await reads.FindNumbered(key) is { } found && await reads.Action(found.Unit, found.Number) is [.., var last] ? new ShownAction(found.Unit, last) : null;
}
