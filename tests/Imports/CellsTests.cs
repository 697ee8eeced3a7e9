using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

public sealed class CellsTests
{
    [Theory]
    [InlineData("2026-09-30")]
    [InlineData("2026-9-30")]
    [InlineData("2026/9/30")]
    [InlineData("2026/09/30 00:00:00")]
    [InlineData("2026-09-30T08:15")]
    [InlineData("2026.9.30")]
    [InlineData("2026年9月30日")]
    [InlineData("2026年 9月 30日 8:15")]
    [InlineData("２０２６－０９－３０")]
    [InlineData("20260930")]
    [InlineData("46295")]
    [InlineData("46295.75")]
    public void Every_way_to_write_a_date_is_understood(string text) => Assert.Equal(new DateOnly(2026, 9, 30), Cells.Date(text));

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01")]
    [InlineData("2026年9月")]
    [InlineData("30/9/2026")]
    [InlineData("26-9-30")]
    [InlineData("2026")]
    [InlineData("长期")]
    [InlineData("2026-09-30 起")]
    [InlineData("٤٦٢٩٥")]
    public void What_is_no_date_is_not_guessed(string text) => Assert.Null(Cells.Date(text));

    [Theory]
    [InlineData("2026-01-01", "2026-01-01")]
    [InlineData("2026/1/1", "2026-01-01")]
    [InlineData("2026/01/01 0:00:00", "2026-01-01")]
    [InlineData("2026-01-01 00:00:00", "2026-01-01")]
    [InlineData("2026年1月1日", "2026-01-01")]
    [InlineData("46023", "2026-01-01")]
    [InlineData("２０２６－０１－０１", "2026-01-01")]
    [InlineData("2026–01–01", "2026-01-01")]
    [InlineData("2026-1-1", "2026-01-01")]
    [InlineData("2026.1.1", "2026-01-01")]
    [InlineData("20260101", "2026-01-01")]
    [InlineData("2026-13-40", "2026-13-40")]
    [InlineData("2026-纪-1", "2026-纪-1")]
    public void A_duty_code_survives_excel(string text, string code) => Assert.Equal(code, Cells.DutyCode(text));

    [Theory]
    [InlineData("370700", "370700")]
    [InlineData("370700.0", "370700")]
    [InlineData("３７０７００Ｄ０１", "370700D01")]
    [InlineData("370700 － 01", "370700-01")]
    [InlineData("007", "007")]
    public void A_code_is_read_as_typed_and_half_width(string text, string code) => Assert.Equal(code, Cells.Code(text));

    [Theory]
    [InlineData("\uFEFF 党委\u3000", "党委")]
    [InlineData("清单覆盖五个层面，无空缺（１）", "清单覆盖五个层面，无空缺（１）")]
    [InlineData(" \u3000\u200B\t", null)]
    [InlineData(null, null)]
    public void Free_text_keeps_its_own_marks(string? text, string? read) => Assert.Equal(read, Cells.Text(text));

    [Theory]
    [InlineData("是", true)]
    [InlineData("Ｙ", true)]
    [InlineData("TRUE", true)]
    [InlineData("1", true)]
    [InlineData("否", false)]
    [InlineData("n", false)]
    [InlineData("0", false)]
    [InlineData("也许", null)]
    public void Yes_and_no_have_a_few_spellings(string text, bool? answer) => Assert.Equal(answer, Cells.YesNo(text));

    [Fact]
    public void A_list_is_cut_at_each_of_three_separators() => Assert.Equal(["1", "2", "3", "4"], Cells.List("1、2, 3，4"));
}
