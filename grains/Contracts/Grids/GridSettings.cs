namespace ResponsibilityGrid;

/// <summary>What a city may set for itself: its two axes, its clock and its limits. Held as data with each grid, never as constants. Clock and limits are those of the installation, the axes stay with the grid.</summary>
[GenerateSerializer, Immutable, Alias("GridSettings")]
public sealed record GridSettings
{
    /// <summary>The levels from the top, level 1 first. The last one is the level of <see cref="PostLayer"/> posts.</summary>
    [Id(0)] public List<string> Levels { get; init; } = ["市局", "县区局", "分局", "岗位"];

    /// <summary>The layers: who, by role, answers.</summary>
    [Id(1)] public List<string> Layers { get; init; } = ["党委", "主要负责人", "班子成员", "部门负责人", "纪检部门", "岗位"];

    /// <summary>The layer whose posts stand at the last level, whatever unit they sit in.</summary>
    [Id(2)] public string PostLayer { get; init; } = "岗位";

    /// <summary>IANA name of the zone whose midnight changes the date.</summary>
    [Id(3)] public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>Days after which acting cover no longer counts as somebody answering.</summary>
    [Id(4)] public int ActingLimitDays { get; init; } = 84;

    /// <summary>The supervision lines: one dedicated, three functional, and daily for all others.</summary>
    [Id(5)] public List<string> Lines { get; init; } = ["专责", "法制", "党建", "人事", "日常"];

    /// <summary>Days within which an item is to be accepted; then it rises to whoever stands above.</summary>
    [Id(6)] public int SignWithinDays { get; init; } = 5;

    /// <summary>Days before the due date from which people are reminded, and an item that nobody moved counts as dormant.</summary>
    [Id(7)] public int RemindDaysBefore { get; init; } = 5;

    /// <summary>Days before acting cover runs out from which it is shown to whoever stands above.</summary>
    [Id(8)] public int CoverNoticeDays { get; init; } = 14;

    /// <summary>The layers whose posts stand above the unit that they sit in; all others stand above what a link gives them.</summary>
    [Id(9)] public List<string> HeadLayers { get; init; } = ["党委", "主要负责人", "部门负责人"];

    /// <summary>The least number of restricted facts that is shown as a count; a smaller one might point to persons.</summary>
    [Id(10)] public int SmallestCount { get; init; } = 5;

    /// <summary>The duties of stationed officers (四项职责).</summary>
    [Id(11)] public List<string> OfficerDuties { get; init; } = ["教育", "监督", "提醒", "报告"];

    /// <summary>The tasks of stationed officers (四项任务).</summary>
    [Id(12)] public List<string> OfficerTasks { get; init; } = ["盯程序", "审开支", "管作风", "抓公开"];

    /// <summary>So many lines at one target within <see cref="PileDays"/> are a pile.</summary>
    [Id(13)] public int PileLines { get; init; } = 3;

    [Id(14)] public int PileDays { get; init; } = 30;

    /// <summary>Findings at one target again within so many days are a recurrence.</summary>
    [Id(15)] public int RecurrenceDays { get; init; } = 180;

    /// <summary>Whole months back to which coverage is counted, this one included.</summary>
    [Id(16)] public int CoverageMonths { get; init; } = 36;

    /// <summary>Units with fewer items that are closed or overdue are not ranked among their like.</summary>
    [Id(17)] public int RankAtLeast { get; init; } = 20;

    /// <summary>For how many units at the bottom of a ranking an interview is proposed; all that stand level with the last.</summary>
    [Id(18)] public int InterviewLowest { get; init; } = 1;

    /// <summary>The layer of the post that heads a bureau (一把手).</summary>
    [Id(19)] public string BureauHeadLayer { get; init; } = "主要负责人";

    /// <summary>Days within which a problem is to be claimed or disputed; then it counts as owned by a head post.</summary>
    [Id(20)] public int ClaimWithinDays { get; init; } = 7;

    /// <summary>Days within which a problem on the immediate track (立行立改) is due.</summary>
    [Id(21)] public int ImmediateDays { get; init; } = 30;

    /// <summary>The most days between two milestones of a long-term rectification.</summary>
    [Id(22)] public int MilestoneDays { get; init; } = 90;

    /// <summary>Days that a referral lies at each level above once it rose there unanswered.</summary>
    [Id(23)] public int AnswerWithinDays { get; init; } = 7;

    /// <summary>What problems are sorted by: the six disciplines (六大纪律) and the five styles of work (五大作风).</summary>
    [Id(24)] public List<string> ProblemCategories { get; init; } = ["政治纪律", "组织纪律", "廉洁纪律", "群众纪律", "工作纪律", "生活纪律", "思想作风", "学风", "工作作风", "领导作风", "生活作风"];

    /// <summary>Two texts that share so much, in percent of what is in either, look alike.</summary>
    [Id(25)] public int LookAlikePercent { get; init; } = 60;

    /// <summary>A text shorter than that, once names and set phrases are out, says too little to be compared.</summary>
    [Id(26)] public int LookAlikeLength { get; init; } = 12;

    /// <summary>A child item of which so much, in percent, stands in its parent already has no measure of its own.</summary>
    [Id(27)] public int PassThroughPercent { get; init; } = 80;

    /// <summary>Days after the handing on within which whoever handed it on is to do something too.</summary>
    [Id(28)] public int PassThroughDays { get; init; } = 1;

    /// <summary>Problems of one kind in so many places of a bureau have spread.</summary>
    [Id(29)] public int SpreadPlaces { get; init; } = 3;

    /// <summary>What a line is among 1+3+N.</summary>
    public LineKind KindOf(string line) => line == Lines[0] ? LineKind.Dedicated : line == Lines[^1] ? LineKind.Daily : LineKind.Functional;

    /// <summary>The level at which a post of a unit stands: the unit's own, or the last one for <see cref="PostLayer"/>.</summary>
    public int LevelOf(string layer, int unitLevel) => layer == PostLayer ? Levels.Count : unitLevel;

    /// <summary>The instant at which a day begins on the grid's own wall.</summary>
    public DateTimeOffset MidnightOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, TimeZoneInfo.FindSystemTimeZoneById(TimeZone).GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The date on the grid's own wall at an instant.</summary>
    public DateOnly DateAt(DateTimeOffset instant) => WallClock.DateAt(TimeZone, instant);
}
