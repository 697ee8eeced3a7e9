using Xunit;

namespace ResponsibilityGrid.Tests.Flags;

public sealed class WordRulesTests
{
    private static readonly WordRules.Names Names = new(["城东区局", "城东区局北关分局", "北关分局"]);

    [Theory]
    [InlineData("2026年3月5日上午，对城东区局窗口进行检查。", "３月５日对北关分局窗口进行检查")]
    [InlineData("二〇二六年三月五日检查窗口", "2026-03-05检查窗口")]
    [InlineData("与张伟谈话，了解思想", "与李建国谈话,了解思想")]
    [InlineData("与张伟同志谈话，了解思想", "与李建国同志谈话，了解思想")]
    [InlineData("现将有关情况报告如下：共核对３５笔", "共核对12笔")]
    [InlineData("谈话时间：第一季度。谈话对象：王某0012。ABC已落实", "abc已落实")]
    public void Copies_that_differ_in_names_dates_units_and_form_read_the_same(string one, string other) =>
        Assert.Equal(WordRules.Of(other, Names, "李建国"), WordRules.Of(one, Names, "张伟"));

    [Fact]
    public void The_longest_name_goes_first() => Assert.Equal("检查", WordRules.Of("城东区局北关分局检查", Names));

    [Fact]
    public void What_a_record_shares_with_its_item_alone_is_left_out() => Assert.Equal("已补齐0台", WordRules.Of("组织问题排查并建立台账：已补齐38台", Names, "组织问题排查并建立台账"));

    [Theory]
    [InlineData("")]
    [InlineData("，。！　")]
    [InlineData("2026年3月")]
    public void Of_a_text_that_says_nothing_nothing_is_left(string text) => Assert.Equal("", WordRules.Of(text, Names));
}
