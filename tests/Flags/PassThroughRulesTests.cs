using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Flags;

/// <summary>When an item was merely handed on.</summary>
public sealed class PassThroughRulesTests
{
    private static readonly GridSettings Settings = new();
    private static readonly WordRules.Names Names = new(["城东区局"]);
    private static readonly DateOnly Day = new(2026, 6, 10);
    private static readonly Duty Duty = new() { Title = "组织问题排查并建立台账", Standard = "六类来源均有记录，问题逐条定责", Evidence = "问题台账" };

    [Theory]
    [InlineData("六类来源均有记录，问题逐条定责", true)]
    [InlineData("请城东区局按照要求组织问题排查，建立台账，问题逐条定责", true)]
    [InlineData("", true)]
    [InlineData("由质量股牵头，每周三到两个分局现场核对检定证书，先查去年缺失的四十一台", false)]
    [InlineData("组织问题排查并建立台账，由质量股牵头，每周三到两个分局核对检定证书，缺的七月底前补", false)]
    public void A_child_in_the_words_of_its_parent_has_no_measure_of_its_own(string measure, bool isFlagged) =>
        Assert.Equal(isFlagged, PassThroughRules.IsFlagged(Handed(measure), Settings));

    /// <summary>What people write when they hand something on, and what they write when they know how it is to be done.</summary>
    [Theory]
    [InlineData("请抓紧落实", true)]
    [InlineData("认真落实，按时报送", true)]
    [InlineData("请各分局高度重视，认真贯彻落实，确保按时完成", true)]
    [InlineData("转发给你们，请结合实际抓好落实，并于6月30日前报送完成情况", true)]
    [InlineData("请城东区局加强组织领导，压实责任，在规定时限内完成并上报", true)]
    [InlineData("请遵照执行。组织问题排查并建立台账，务必落实到位", true)]
    [InlineData("六类来源均有记录，问题逐条定责，请各单位认真组织实施，及时报送有关情况", true)]
    [InlineData("同上", true)]
    [InlineData("请尽快办理", true)]
    [InlineData("请抓紧落实：先核对去年退回的三十份案卷，缺签字的当场补齐", false)]
    [InlineData("高度重视，认真落实。每周五下班前由内勤把新增问题逐条录入，所长当日复核签字", false)]
    [InlineData("分三组到企业走访，带回的意见当天汇总，两天内答复", false)]
    public void A_phrase_that_hands_on_is_no_measure(string measure, bool isFlagged) =>
        Assert.Equal(isFlagged, PassThroughRules.IsFlagged(Handed(measure), Settings));

    [Fact]
    public void A_title_or_evidence_of_ones_own_counts_as_a_measure()
    {
        Assert.False(PassThroughRules.IsFlagged(Handed("", title: "核对两个分局三年来的检定证书"), Settings));
        Assert.False(PassThroughRules.IsFlagged(Handed("", evidence: "证书扫描件和现场照片各一份"), Settings));
    }

    [Fact]
    public void An_act_by_the_end_of_the_window_clears_it_and_a_later_one_does_not() => Gen.Int[-30, 30].Array[0, 4].Sample(days =>
        Assert.Equal(days.All(day => day > Settings.PassThroughDays), PassThroughRules.IsFlagged(Handed(Duty.Standard, [.. days.Select(day => Day.AddDays(day))]), Settings)));

    [Fact]
    public void Taking_over_and_handing_on_are_no_acts() =>
        Assert.Equal([Act.ReportItem, Act.SubmitItem], Enum.GetValues<Act>().Where(PassThroughRules.IsOwnAct));

    private static HandedOn Handed(string measure, List<DateOnly>? acts = null, string? title = null, string evidence = "") =>
        PassThroughRules.Of(new Charge { Title = title ?? Duty.Title, Measure = measure, Evidence = evidence, On = Day }, Duty, acts ?? [], Names);
}
