namespace ResponsibilityGrid;

/// <summary>An item handed on: both texts, how much of the child's stands in the parent's already, and when the parent's own people did something.</summary>
/// <param name="Charge">What was handed on.</param>
/// <param name="ParentText">The words of the parent.</param>
/// <param name="ChildText">The words of the child.</param>
/// <param name="Percent">How much of these stands in those.</param>
/// <param name="Own">How many characters of these are left once what stands in those, and what anybody writes who hands something on, is out.</param>
/// <param name="Acts">The days on which whoever handed it on reported or submitted the parent.</param>
internal sealed record HandedOn(Charge Charge, string ParentText, string ChildText, int Percent, int Own, List<DateOnly> Acts);

/// <summary>When an item was merely passed through (二传手).</summary>
internal static class PassThroughRules
{
    /// <summary>What anybody writes who hands something on, and no measure.</summary>
    private static readonly WordRules.Names Forwarding = new(
    [
        "请抓紧落实", "抓紧落实", "抓紧办理", "抓紧时间", "抓好落实", "抓好贯彻落实", "狠抓落实", "认真落实", "认真抓好落实", "认真贯彻落实", "认真组织落实", "认真组织实施", "认真办理", "认真执行", "认真对照", "严格落实", "严格执行",
        "贯彻落实", "贯彻执行", "遵照执行", "遵照办理", "组织落实", "组织实施", "落实到位", "落实到人", "落到实处", "落实责任", "明确责任", "压实责任", "高度重视", "提高认识", "提高站位", "加强领导", "加强组织领导", "加大力度", "结合实际", "结合工作实际",
        "按时报送", "及时报送", "按期报送", "按要求报送", "按时上报", "及时上报", "按时完成", "按期完成", "及时完成", "保质保量完成", "按时限要求", "在规定时限内", "规定时间内", "报送落实情况", "报送完成情况", "报送有关情况", "报送", "上报",
        "现转发给你们", "转发给你们", "现转给你们", "请各单位", "请各分局", "请各部门", "请各岗位", "请你单位", "请你局", "各单位", "各分局", "各部门", "按通知要求", "按文件要求", "按照通知要求", "按照文件要求", "按上级要求", "有关要求", "相关要求", "工作要求", "要求",
        "请尽快办理", "尽快办理", "尽快落实", "请阅办", "请阅处", "请办理", "请落实", "请知悉", "务必", "切实", "确保", "做好", "相关工作", "有关工作", "各项工作", "此项工作", "该项工作",
    ]);

    /// <summary>What counts as doing something oneself: taking over and handing on do not.</summary>
    public static bool IsOwnAct(Act act) => act is Act.ReportItem or Act.SubmitItem;

    /// <summary>How an item was handed on.</summary>
    /// <param name="charge">The child.</param>
    /// <param name="duty">The parent in its own words: of the list, or of what it was made from in turn.</param>
    /// <param name="acts">The days of own acts on the parent.</param>
    /// <param name="names">What is left out of both texts.</param>
    public static HandedOn Of(Charge charge, Duty duty, List<DateOnly> acts, WordRules.Names names)
    {
        var parent = Join(duty.Title, duty.Standard, duty.Evidence);
        var child = Join(charge.Title == duty.Title ? "" : charge.Title, charge.Measure, charge.Evidence);
        var words = WordRules.Of(child, names);
        var (whole, part) = (Shingles.Of(WordRules.Of(parent, names)), Shingles.Of(words));
        return new HandedOn(charge, parent, Join(charge.Title, charge.Measure, charge.Evidence), (int)Math.Round(100 * Shingles.Within(part, whole)), Shingles.Beyond(Forwarding.Without(words), whole), acts);
    }

    /// <summary>Whether it was passed through: in the parent's words, or with too few beside them to be a measure, and nobody of the parent's did anything by the end of the window.</summary>
    public static bool IsFlagged(HandedOn handed, GridSettings settings) =>
        (handed.Percent >= settings.PassThroughPercent || handed.Own < settings.LookAlikeLength) && !handed.Acts.Exists(on => on <= Until(handed, settings));

    /// <summary>The last day on which an act of one's own takes the flag away.</summary>
    public static DateOnly Until(HandedOn handed, GridSettings settings) => handed.Charge.On.AddDays(settings.PassThroughDays);

    private static string Join(params IEnumerable<string> parts) => string.Join('；', parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
