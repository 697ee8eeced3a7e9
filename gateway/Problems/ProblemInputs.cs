namespace ResponsibilityGrid.Gateway;

/// <summary>登记一个问题 / To report a problem</summary>
public sealed record ReportProblemInput : CommandInput
{
    /// <summary>问题所在单位的编码；有多个网格时写成 网格/编码 / The code of the unit that it concerns, as grid/code where there are several grids</summary>
    public string Unit { get; init; } = "";

    /// <summary>问题 / What the problem is</summary>
    public string Text { get; init; } = "";

    /// <summary>类别：六大纪律、五大作风之一 / The category: one of the six disciplines or five styles of work</summary>
    public string Category { get; init; } = "";

    /// <summary>在哪个责任事项上发现；须在该单位 / The item that it was found at, one of the unit</summary>
    public ItemKeyInput? Item { get; init; }

    /// <summary>由该单位的哪次监督发现，写其编号 / The number of the unit's supervision action that found it</summary>
    public int? Action { get; init; }

    /// <summary>佐证材料 / What shows it</summary>
    public List<string>? Evidence { get; init; }

    /// <summary>何日发现，默认今天 / On which day it was found, today unless said otherwise</summary>
    public DateOnly? On { get; init; }
}

/// <summary>A command on a problem that is on record.</summary>
public abstract record ProblemCommandInput : VersionedInput
{
    /// <summary>哪个问题 / Which problem</summary>
    public ProblemBy Problem { get; init; } = new();

    /// <summary>自何日起为真，默认今天；早于今天者记为迟登 / From which day on it is true, today unless said otherwise; an earlier day is marked late</summary>
    public DateOnly? On { get; init; }
}

/// <summary>认领：责任人、时限和轨道都要写明 / To claim a problem; person, due date and track are all needed</summary>
public sealed record ClaimProblemInput : ProblemCommandInput
{
    /// <summary>责任人：人员或岗位的编码；责任单位由其任职得出 / Who is responsible: the code of a person or a post; the unit follows from that</summary>
    public string Person { get; init; } = "";

    /// <summary>整改时限 / Until when it is put right</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>立行立改还是长期整改 / At once, or in the long term</summary>
    public ProblemTrack Track { get; init; }

    /// <summary>长期整改的节点日期，依次，至少两个 / The dates of a long-term rectification's milestones, in order, at least two</summary>
    public List<DateOnly>? Milestones { get; init; }

    /// <summary>附言 / A remark</summary>
    public string? Text { get; init; }
}

/// <summary>对问题提出异议 / To dispute a problem</summary>
public sealed record DisputeProblemInput : ProblemCommandInput
{
    /// <summary>理由 / The reason</summary>
    public string Reason { get; init; } = "";
}

/// <summary>交办、改派或改期；由上级办理，也是对异议不成立的裁定 / To assign a problem from above, also anew; of a disputed one this rejects the dispute</summary>
public sealed record AssignProblemInput : ProblemCommandInput
{
    /// <summary>责任人：人员或岗位的编码，属于问题所在单位或其上级 / Who is responsible: the code of a person or a post, in the unit that it concerns or one above</summary>
    public string Person { get; init; } = "";

    /// <summary>整改时限 / Until when it is put right</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>立行立改还是长期整改 / At once, or in the long term</summary>
    public ProblemTrack Track { get; init; }

    /// <summary>长期整改的节点日期，依次，至少两个 / The dates of a long-term rectification's milestones, in order, at least two</summary>
    public List<DateOnly>? Milestones { get; init; }

    /// <summary>理由；改派或改期时须写 / The reason, needed where it was assigned or claimed before</summary>
    public string? Reason { get; init; }
}

/// <summary>登记整改所做的工作 / To note what was done to put a problem right</summary>
public sealed record RectifyInput : ProblemCommandInput
{
    /// <summary>所做的工作 / What was done</summary>
    public string Text { get; init; } = "";

    /// <summary>完成了第几个节点，从 1 起 / Which milestone was reached, from 1 on</summary>
    public int? Milestone { get; init; }

    /// <summary>佐证材料 / What shows it</summary>
    public List<string>? Evidence { get; init; }
}

/// <summary>提交整改，待上级核查 / To submit a rectification for checking from above</summary>
public sealed record SubmitRectificationInput : ProblemCommandInput
{
    /// <summary>整改情况 / What was done</summary>
    public string? Text { get; init; }

    /// <summary>根本原因 / The root cause</summary>
    public string? RootCause { get; init; }

    /// <summary>长效措施 / What keeps it from coming back</summary>
    public string? LastingMeasure { get; init; }

    /// <summary>佐证材料 / What shows it</summary>
    public List<string>? Evidence { get; init; }
}

/// <summary>退回整改 / To return a rectification</summary>
public sealed record ReturnRectificationInput : ProblemCommandInput
{
    /// <summary>理由 / The reason</summary>
    public string Reason { get; init; } = "";
}

/// <summary>销号；对有异议的问题是裁定异议成立 / To close a problem; of a disputed one this upholds the dispute</summary>
public sealed record CloseProblemInput : ProblemCommandInput
{
    /// <summary>核查情况：效果如何，或异议为何成立 / What effect was seen, or why the dispute is right</summary>
    public string Text { get; init; } = "";

    /// <summary>没有根本原因或长效措施时，免予的理由 / Why it is closed without a root cause or a lasting measure</summary>
    public string? Waiver { get; init; }
}
