namespace ResponsibilityGrid;

/// <summary>Whether what was looked at stood here on that day.</summary>
internal sealed partial class SupervisionGrain
{
    private async Task<List<SupervisionTarget>> Standing(Outline outline, List<SupervisionTarget> targets)
    {
        var lists = await DutiesAt(outline);
        var standing = new List<SupervisionTarget>();
        foreach (var target in targets) standing.Add(await Standing(outline, target, lists));
        return standing;
    }

    private async Task<SupervisionTarget> Standing(Outline outline, SupervisionTarget target, List<ListVersion> lists) => target.Kind switch
    {
        TargetKind.Item => target with { Aspect = await AspectOf(outline, target, lists) },
        TargetKind.Post => Here(outline, target.Post!) is null ? throw Elsewhere(target.Post!) : new SupervisionTarget { Kind = TargetKind.Post, Post = target.Post },
        TargetKind.Aspect when !lists.Exists(l => (target.List is null || target.List == l.List) && l.Duties.Exists(d => d.Aspect == target.Aspect)) =>
            throw GridRuleException.NotThere($"生效的清单中没有方面“{target.Aspect}”。", $"No list in force has an aspect \"{target.Aspect}\".", "targets"),
        _ when outline.Find(Code) is null => throw GridRuleException.NotFound("单位", Code, "targets"),
        TargetKind.Aspect => new SupervisionTarget { Kind = TargetKind.Aspect, List = target.List, Aspect = target.Aspect },
        _ => new SupervisionTarget { Kind = TargetKind.Unit },
    };

    /// <summary>The aspect of an item that stood here: by the list and the post, and if made by refining another one, by the ledger of today.</summary>
    private async Task<string> AspectOf(Outline outline, SupervisionTarget target, List<ListVersion> lists)
    {
        if (Here(outline, target.Post!) is { } post
            && lists.Find(l => l.List == target.List)?.Duties.Find(d => d.Code == target.Duty) is { } duty
            && outline.Stands(duty, post)) return duty.Aspect;
        var ledger = GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Grid, Code));
        return (await ledger.GetItem(new ItemKey(Grid, target.List!, target.Duty!, target.Post!)))?.Duty.Aspect
            ?? throw GridRuleException.NotFound("责任事项", $"{target.List}/{target.Duty}/{target.Post}", "targets");
    }

    private PostEntry? Here(Outline outline, string post) => outline.Post(post) is { } place && place.Unit == Code ? place : null;

    private async Task<List<ListVersion>> DutiesAt(Outline outline, string? list = null) =>
        [.. await Task.WhenAll(outline.InForce.Where(l => list is null || l.List == list).Select(l => structures.Version(Grid, l.List, l.Version).AsTask()))];

    private GridRuleException Elsewhere(string post) => GridRuleException.NotThere(
        $"岗位“{post}”当日不在“{Code}”：一次监督的对象须在同一单位，分属几个单位的请分别登记。",
        $"Post \"{post}\" is not in \"{Code}\" on that day; targets of one action sit in one unit.", "targets");
}
