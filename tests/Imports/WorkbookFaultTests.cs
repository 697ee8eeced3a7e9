using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

/// <summary>One bad cell in the sample is one fault, at its place and with its value.</summary>
public sealed class WorkbookFaultTests : IDisposable
{
    private readonly Weifang weifang = new();

    public WorkbookFaultTests() => weifang.Add("单位", "370702X", "城北街道分局", "370702", "3", "分局", "日常");

    [Theory]
    // 单位: row 2 is the root, 3 a department of it, 13 a bureau with departments and branches below, 239 a branch without posts.
    [InlineData("单位", 239, "单位编码", "", FaultCode.CodeMissing)]
    [InlineData("单位", 239, "单位编码", "370700", FaultCode.CodeDuplicate)]
    [InlineData("单位", 239, "单位编码", "3.70702E+11", FaultCode.CodeScientific)]
    [InlineData("单位", 13, "单位名称", "", FaultCode.ValueMissing)]
    [InlineData("单位", 13, "单位名称", "#REF!", FaultCode.ValueError)]
    [InlineData("单位", 13, "上级编码", "999999", FaultCode.UnitParentUnknown)]
    [InlineData("单位", 13, "上级编码", "370702", FaultCode.UnitCycle)]
    [InlineData("单位", 13, "层级", "", FaultCode.LevelMissing)]
    [InlineData("单位", 13, "层级", "二", FaultCode.LevelUnknown)]
    [InlineData("单位", 21, "层级", "9", FaultCode.LevelUnknown)]
    [InlineData("单位", 21, "层级", "1", FaultCode.LevelShallower)]
    [InlineData("单位", 3, "层级", "2", FaultCode.DepartmentLevel)]
    [InlineData("单位", 13, "类型", "处", FaultCode.UnitKindUnknown)]
    [InlineData("单位", 13, "监督职能", "后勤", FaultCode.LineUnknown)]
    [InlineData("岗位", 2, "单位编码", "", FaultCode.PostUnitMissing)]
    [InlineData("岗位", 2, "单位编码", "999999", FaultCode.PostUnitUnknown)]
    [InlineData("岗位", 2, "层面", "", FaultCode.LayerMissing)]
    [InlineData("岗位", 2, "层面", "中层", FaultCode.LayerUnknown)]
    [InlineData("岗位", 2, "关键少数", "也许", FaultCode.YesNoUnreadable)]
    [InlineData("人员", 2, "所在单位", "999999", FaultCode.PersonUnitUnknown)]
    [InlineData("任职", 2, "岗位编码", "", FaultCode.ValueMissing)]
    [InlineData("任职", 2, "岗位编码", "370700-99", FaultCode.PostUnknown)]
    [InlineData("任职", 2, "人员编码", "P999", FaultCode.PersonUnknown)]
    [InlineData("任职", 2, "方式", "兼任", FaultCode.FillKindUnknown)]
    [InlineData("任职", 2, "起始日期", "", FaultCode.ValueMissing)]
    [InlineData("任职", 2, "起始日期", "2026-02-30", FaultCode.DateUnreadable)]
    [InlineData("任职", 2, "终止日期", "2020-01-01", FaultCode.DatesReversed)]
    [InlineData("任职", 2, "登记日期", "昨天", FaultCode.DateUnreadable)]
    [InlineData("关系", 2, "主体编码", "370700-99", FaultCode.LinkSubjectUnknown)]
    [InlineData("关系", 2, "对象编码", "370700D99", FaultCode.LinkTargetUnknown)]
    [InlineData("关系", 2, "对象编码", "370702", FaultCode.LinkEndMismatch)]
    [InlineData("关系", 2, "对象编码", "370700-01", FaultCode.LinkEndMismatch)]
    [InlineData("关系", 2, "关系", "协管", FaultCode.LinkKindUnknown)]
    [InlineData("关系", 2, "终止日期", "2020-01-01", FaultCode.DatesReversed)]
    [InlineData("责任清单", 66, "事项编码", "", FaultCode.CodeMissing)]
    [InlineData("责任清单", 66, "事项编码", "年度-01", FaultCode.DutyListUnknown)]
    [InlineData("责任清单", 66, "事项编码", "2026-01-01", FaultCode.CodeDuplicate)]
    [InlineData("责任清单", 66, "层面", "", FaultCode.DutyLayerMissing)]
    [InlineData("责任清单", 66, "层面", "全员", FaultCode.LayerUnknown)]
    [InlineData("责任清单", 66, "适用层级", "", FaultCode.DutyLevelMissing)]
    [InlineData("责任清单", 66, "适用层级", "、", FaultCode.DutyLevelMissing)]
    [InlineData("责任清单", 66, "适用层级", "1、二", FaultCode.LevelUnknown)]
    [InlineData("责任清单", 66, "适用层级", "7", FaultCode.LevelUnknown)]
    [InlineData("责任清单", 66, "时间节点", "", FaultCode.DueMissing)]
    [InlineData("责任清单", 66, "时间节点", "年底前", FaultCode.DateUnreadable)]
    [InlineData("责任清单", 66, "职能线", "后勤", FaultCode.LineUnknown)]
    [InlineData("责任清单", 66, "可转派", "看情况", FaultCode.YesNoUnreadable)]
    [InlineData("责任清单", 66, "上级事项", "2026-99-01", FaultCode.RefinesUnknown)]
    [InlineData("责任清单", 66, "上级事项", "2026-12-06", FaultCode.RefinesCircular)]
    public void One_bad_cell_is_one_fault_at_its_place(string sheet, int row, string column, string value, string code)
    {
        var fault = Assert.Single(weifang.Set(sheet, row, column, value).Faults(), fault => fault.Code != FaultCode.RefinesOtherList);

        Assert.Equal((sheet, row, column, code, value), (fault.Sheet, fault.Row, fault.Column, fault.Code, fault.Value));
        Assert.EndsWith("。", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_a_row_are_found_at_once()
    {
        weifang.Set("责任清单", 66, "层面", "").Set("责任清单", 66, "时间节点", "年底前").Set("责任清单", 66, "可转派", "看情况");

        Assert.Equal([FaultCode.DutyLayerMissing, FaultCode.DateUnreadable, FaultCode.YesNoUnreadable], Codes());
    }

    [Fact]
    public void A_longer_cycle_is_reported_at_each_of_its_units()
    {
        var branch = weifang.Sheets["单位"].FindIndex(cells => cells[0] == "370702001") + 1;
        weifang.Set("单位", 13, "上级编码", "370702001").Set("单位", branch, "层级", "2");

        Assert.Equal([13, branch], weifang.Faults().Where(fault => fault.Code == FaultCode.UnitCycle).Select(fault => fault.Row));
    }

    [Fact]
    public void A_second_root_is_a_fault_and_none_at_all_as_well()
    {
        weifang.Set("单位", 13, "上级编码", "");
        var second = Assert.Single(weifang.Faults());
        Assert.Equal((13, "上级编码", FaultCode.RootDuplicate), (second.Row, second.Column, second.Code));

        weifang.Set("单位", 13, "上级编码", "370700").Set("单位", 2, "上级编码", "370702");
        Assert.Contains(FaultCode.RootMissing, Codes());
    }

    [Fact]
    public void A_department_stands_under_a_bureau()
    {
        var branch = weifang.Add("单位", "370702Y", "站", "370702001", "3", "部门", "");

        var fault = Assert.Single(weifang.Faults());
        Assert.Equal(("单位", branch, "类型", FaultCode.DepartmentOutsideBureau), (fault.Sheet, fault.Row, fault.Column, fault.Code));
    }

    [Fact]
    public void A_duty_refines_one_of_its_own_list()
    {
        weifang.Add("责任清单", "2027-01-01", "责任落实", "部署", "党委", "1", "", "", "2027-03-01", "", "否", "否", "2026-01-01");

        Assert.Equal([FaultCode.RefinesOtherList], Codes());
    }

    [Fact]
    public void A_reference_to_a_row_that_could_not_be_read_is_not_a_second_fault()
    {
        weifang.Set("单位", 2, "层级", "一").Set("岗位", 2, "层面", "").Set("人员", 2, "姓名", "").Set("责任清单", 2, "时间节点", "");

        Assert.Equal([FaultCode.LevelUnknown, FaultCode.LayerMissing, FaultCode.ValueMissing, FaultCode.DueMissing], Codes());
    }

    [Fact]
    public void A_missing_column_is_named_once_and_breaks_nothing_else()
    {
        weifang.Sheets["岗位"][0][3] = "层 次";

        var fault = Assert.Single(weifang.Faults());
        Assert.Equal(("岗位", 1, "层面", FaultCode.ColumnMissing), (fault.Sheet, fault.Row, fault.Column, fault.Code));
    }

    [Fact]
    public void A_column_that_stands_twice_is_a_fault()
    {
        weifang.Sheets["人员"][0] = [.. weifang.Sheets["人员"][0], "姓 名"];

        Assert.Equal([FaultCode.ColumnDuplicate], Codes());
    }

    public void Dispose() => weifang.Dispose();

    private string[] Codes() => [.. weifang.Faults().Select(fault => fault.Code)];
}
