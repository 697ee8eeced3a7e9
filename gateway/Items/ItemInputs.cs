namespace ResponsibilityGrid.Gateway;

/// <summary>A command on a responsibility item.</summary>
public abstract record ItemCommandInput : VersionedInput
{
    /// <summary>哪个事项 / Which item</summary>
    public ItemBy Item { get; init; } = new();

    /// <summary>自何日起为真，默认今天；早于今天者记为迟登 / From which day on it is true, today unless said otherwise; an earlier day is marked late</summary>
    public DateOnly? On { get; init; }
}

/// <summary>签收 / To accept an item</summary>
public sealed record AcceptItemInput : ItemCommandInput
{
    /// <summary>附言 / A remark</summary>
    public string? Text { get; init; }
}

/// <summary>提出异议 / To dispute an item</summary>
public sealed record DisputeItemInput : ItemCommandInput
{
    /// <summary>理由 / The reason</summary>
    public string Reason { get; init; } = "";
}

/// <summary>裁定异议 / To resolve a dispute</summary>
public sealed record ResolveDisputeInput : ItemCommandInput
{
    /// <summary>异议是否成立：成立则该事项在此停用，不成立则重新待签收 / Whether the dispute is upheld: the item is then retired there, and else waits to be accepted again</summary>
    public bool Upheld { get; init; }

    /// <summary>理由 / The reason</summary>
    public string Reason { get; init; } = "";
}

/// <summary>报告进展 / To report progress</summary>
public sealed record ReportItemInput : ItemCommandInput
{
    /// <summary>进度，0 至 100 / How far it is, 0 to 100</summary>
    public int? Percent { get; init; }

    /// <summary>情况 / What was done</summary>
    public string? Text { get; init; }

    /// <summary>佐证材料 / What shows it</summary>
    public List<string>? Evidence { get; init; }
}

/// <summary>提交检查 / To submit an item for checking</summary>
public sealed record SubmitItemInput : ItemCommandInput
{
    /// <summary>附言 / A remark</summary>
    public string? Text { get; init; }

    /// <summary>佐证材料 / What shows it</summary>
    public List<string>? Evidence { get; init; }
}

/// <summary>销号 / To close an item</summary>
public sealed record CloseItemInput : ItemCommandInput
{
    /// <summary>检查意见 / What the check came to</summary>
    public string? Text { get; init; }
}

/// <summary>退回 / To return an item</summary>
public sealed record ReturnItemInput : ItemCommandInput
{
    /// <summary>理由 / The reason</summary>
    public string Reason { get; init; } = "";
}

/// <summary>延期 / To put off an item's due date</summary>
public sealed record ExtendItemInput : ItemCommandInput
{
    /// <summary>新的完成时限，晚于现时限；原时限留在历史中 / The new due date, later than the present one, which stays in the history</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>理由 / The reason</summary>
    public string Reason { get; init; } = "";

    /// <summary>批准人：上级单位的岗位或人员的编码，不写则为办理人本人 / Who approved it: the code of a post or person from above; whoever acts where absent</summary>
    public string? Approver { get; init; }
}

/// <summary>细化：交给本单位或下级的一个岗位，只可收紧 / To make a child item at a post of the subtree: narrower, never wider</summary>
public sealed record RefineItemInput : ItemCommandInput
{
    /// <summary>承担岗位的编码 / The code of the post that it is to stand at</summary>
    public string Post { get; init; } = "";

    /// <summary>标题，默认同上级事项 / Its title, that of the parent unless said otherwise</summary>
    public string? Title { get; init; }

    /// <summary>自己的措施 / Its own measure</summary>
    public string? Measure { get; init; }

    /// <summary>自己的佐证材料 / Its own evidence</summary>
    public List<string>? Evidence { get; init; }

    /// <summary>时限，不晚于上级事项；默认相同 / Its due date, no later than the parent's and the same unless said otherwise</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>增加协助岗位 / To have a post assist</summary>
public sealed record AddAssistInput : ItemCommandInput
{
    /// <summary>协助岗位的编码 / The code of the post that is to assist</summary>
    public string Post { get; init; } = "";

    /// <summary>协助什么 / With what</summary>
    public string? Text { get; init; }
}

/// <summary>终止协助 / To end the assistance of a post</summary>
public sealed record EndAssistInput : ItemCommandInput
{
    /// <summary>协助岗位的编码 / The code of the post that assists</summary>
    public string Post { get; init; } = "";

    /// <summary>为何终止 / Why it ends</summary>
    public string? Text { get; init; }
}

/// <summary>登记一次提醒；提醒不算办理，不改变状态与版本 / To note that somebody was reminded: no activity, and no change of state or version</summary>
public sealed record LogReminderInput : ItemCommandInput
{
    /// <summary>怎样提醒、如何答复 / How, and what the answer was</summary>
    public string? Text { get; init; }
}
