using System.Globalization;
using System.Text;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

public sealed class WorkbookReaderTests : IDisposable
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private readonly Weifang weifang = new();

    [Fact]
    public void The_sample_folder_reads_without_a_fault() => IsWeifang(WorkbookReader.Read(Weifang.Sample));

    [Fact]
    public void A_folder_in_utf8_without_mark_is_read() => IsWeifang(weifang.Read(new UTF8Encoding(false)));

    [Fact]
    public void A_folder_in_gb18030_is_read() => IsWeifang(weifang.Read(Gb18030));

    [Fact]
    public void A_folder_in_utf16_is_read() => IsWeifang(weifang.Read(Encoding.Unicode));

    [Fact]
    public void An_xlsx_is_read() => IsWeifang(WorkbookReader.Read(weifang.Xlsx()));

    [Fact]
    public void A_zip_of_csv_files_is_read() => IsWeifang(WorkbookReader.Read(weifang.Zip()));

    [Fact]
    public void A_zip_made_on_chinese_windows_is_read() => IsWeifang(WorkbookReader.Read(weifang.Zip(Gb18030, Gb18030)));

    [Fact]
    public void A_request_body_is_told_apart_by_its_content()
    {
        using MemoryStream xlsx = new(File.ReadAllBytes(weifang.Xlsx())), zip = new(File.ReadAllBytes(weifang.Zip()));

        IsWeifang(WorkbookReader.Read(xlsx));
        IsWeifang(WorkbookReader.Read(zip));
    }

    [Fact]
    public void Columns_may_stand_in_any_order_among_others_with_stray_spaces()
    {
        foreach (var rows in weifang.Sheets.Values)
            for (var i = 0; i < rows.Count; i++)
                rows[i] = [i == 0 ? "备注" : "x", .. rows[i].Reverse().Select(cell => $" {cell}\u3000")];

        IsWeifang(weifang.Read());
    }

    [Fact]
    public void Blank_rows_are_skipped_but_counted()
    {
        weifang.Sheets["单位"].Insert(1, ["", " ", "\u3000"]);
        weifang.Sheets["单位"].Insert(2, []);

        var read = weifang.Read();

        IsWeifang(read);
        Assert.Equal(4, read.Workbook.Units[0].Row);
    }

    [Fact]
    public void Numbers_and_dates_of_excel_become_codes_again()
    {
        var xlsx = weifang.Xlsx((sheet, column, value) =>
            DateTime.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : value);

        var read = WorkbookReader.Read(xlsx);

        IsWeifang(read);
        Assert.Equal(WorkbookReader.Read(Weifang.Sample).Workbook.Duties.Select(duty => (duty.Row, duty.Code, duty.Refines, duty.Due)),
            read.Workbook.Duties.Select(duty => (duty.Row, duty.Code, duty.Refines, duty.Due)));
    }

    [Fact]
    public void Row_numbers_of_an_xlsx_count_from_its_heading()
    {
        Assert.Equal(2, WorkbookReader.Read(weifang.Xlsx()).Workbook.Units[0].Row);
    }

    [Fact]
    public void Serials_in_a_text_column_are_dates_and_duty_codes()
    {
        weifang.Set("责任清单", 2, "事项编码", "46023").Set("责任清单", 3, "上级事项", "2026/1/1").Set("责任清单", 2, "时间节点", "46096.5");

        var read = weifang.Read();

        IsWeifang(read);
        Assert.Equal(("2026-01-01", new DateOnly(2026, 3, 15)), (read.Workbook.Duties[0].Code, read.Workbook.Duties[0].Due));
        Assert.Equal("2026-01-01", read.Workbook.Duties[1].Refines);
    }

    [Theory]
    [InlineData("共同", "是", true)]
    [InlineData("共同任职", "班子调整交接期", true)]
    [InlineData("共同任职", "否", false)]
    [InlineData("共同任职", "", false)]
    public void A_shared_mark_is_read_where_the_column_is(string heading, string mark, bool shared)
    {
        var fills = weifang.Sheets["任职"];
        for (var i = 0; i < fills.Count; i++)
            fills[i] = [.. fills[i], i == 0 ? heading : i == 1 ? mark : ""];

        var read = weifang.Read();

        IsWeifang(read);
        Assert.Equal(shared, read.Workbook.Fills[0].Shared);
        Assert.False(read.Workbook.Fills[1].Shared);
    }

    [Fact]
    public void A_quoted_cell_may_hold_commas_and_lines()
    {
        weifang.Set("责任清单", 2, "责任事项", "\"召开会议,\n并\"\"部署\"\"\"");

        var read = weifang.Read();

        IsWeifang(read);
        Assert.Equal("召开会议,\n并\"部署\"", read.Workbook.Duties[0].Title);
        Assert.Equal(3, read.Workbook.Duties[1].Row);
    }

    public void Dispose() => weifang.Dispose();

    private static void IsWeifang(CheckedWorkbook read)
    {
        Assert.Empty(read.Faults);
        Assert.Empty(WorkbookRules.Check(read.Workbook, new GridSettings()));

        var book = read.Workbook;
        Assert.Equal((237, 1123, 1076, 1076, 602, 65),
            (book.Units.Count, book.Posts.Count, book.Persons.Count, book.Fills.Count, book.Links.Count, book.Duties.Count));
    }
}
