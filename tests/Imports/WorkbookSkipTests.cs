using System.Diagnostics;
using CsCheck;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

public sealed class WorkbookSkipTests
{
    private static readonly GridSettings Settings = new();

    private static readonly string[] Damage =
        ["", " ", "370700", "370702", "370702D01", "370702001-03", "999", "1", "3", "9", "局", "部门", "分局", "任职", "代理", "派驻", "制约",
            "2020-01-01", "2030-01-01", "2026-01-01", "2026-08-05", "岗位", "P370700003", "坏", "#N/A", "46023", "是"];

    private static readonly Gen<(string Sheet, int Row, int Column, string Value)> Damages =
        from sheet in One(SheetName.All)
        from row in Gen.Int[1, 1200]
        from column in Gen.Int[0, 11]
        from value in One(Damage)
        select (sheet, row, column, value);

    [Fact]
    public void Whatever_is_damaged_the_rest_checks_clean() => Damages.Array[1, 12].Sample(damages =>
    {
        using var weifang = new Weifang();
        foreach (var (sheet, row, column, value) in damages)
        {
            var rows = weifang.Sheets[sheet];
            var at = 1 + row % (rows.Count - 1);
            rows[at] = [.. rows[at]];
            rows[at][column % rows[at].Length] = value;
        }

        var read = weifang.Read();
        var faults = WorkbookRules.Check(read, Settings).Faults;
        var rest = WorkbookRules.WithoutFaulty(read.Workbook, faults, Settings);

        Assert.DoesNotContain(WorkbookRules.Check(rest.Workbook, Settings), fault => !fault.IsOfWhole);
        Assert.Empty(faults.Except(rest.Faults));
        Assert.Equal(weifang.Sheets.Values.Sum(rows => rows.Count - 1),
            rest.Workbook.Rows.Count() + rest.Faults.Where(fault => !fault.IsOfWhole).DistinctBy(fault => (fault.Sheet, fault.Row)).Count());
    }, iter: 60);

    [Fact]
    public void What_hangs_on_a_skipped_unit_is_skipped_with_it_each_row_reported()
    {
        using var weifang = new Weifang();
        weifang.Set("单位", 13, "层级", "二");

        var read = weifang.Read();
        var rest = WorkbookRules.WithoutFaulty(read.Workbook, read.Faults, Settings);

        Assert.Empty(WorkbookRules.Check(rest.Workbook, Settings));
        Assert.DoesNotContain(rest.Workbook.Rows.OfType<ICodedRow>(), row => row.Code.StartsWith("370702", StringComparison.Ordinal));
        Assert.Equal(FaultCode.LevelUnknown, rest.Faults[0].Code);
        Assert.All(rest.Faults.Skip(1), fault => Assert.Equal(FaultCode.HangsOnSkipped, fault.Code));
        Assert.Equal(["单位", "岗位", "人员", "任职", "关系"], rest.Faults.Select(fault => fault.Sheet).Distinct());
    }

    [Fact]
    public void A_clean_workbook_loses_nothing()
    {
        var book = WorkbookReader.Read(Weifang.Sample).Workbook;

        Assert.Same(book, WorkbookRules.WithoutFaulty(book, [], Settings).Workbook);
    }

    [Fact]
    public void Of_two_trees_the_one_that_starts_higher_stays()
    {
        using var weifang = new Weifang();
        weifang.Sheets["单位"].Insert(1, ["X", "散落分局", "", "3", "分局", "日常"]);

        var read = weifang.Read();
        var rest = WorkbookRules.WithoutFaulty(read.Workbook, read.Faults, Settings);

        Assert.Equal(237, rest.Workbook.Units.Count);
        Assert.Equal([FaultCode.RootDuplicate], rest.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_units_is_checked_and_skipped_in_seconds()
    {
        UnitRow[] chain = [.. Enumerable.Range(0, 100_000).Select(i =>
            new UnitRow(i + 2, $"U{i}", "局", i == 0 ? null : $"U{i - 1}", i == 0 ? 9 : 2, UnitKind.Bureau, null))];
        var watch = Stopwatch.StartNew();

        var rest = WorkbookRules.WithoutFaulty(Workbook.Empty with { Units = chain }, [], Settings);

        Assert.Empty(rest.Workbook.Units);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    private static Gen<string> One(string[] of) => Gen.Int[0, of.Length - 1].Select(at => of[at]);
}
