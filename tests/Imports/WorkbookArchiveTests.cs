using System.IO.Compression;
using System.Text;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

/// <summary>Files that are no workbook, or were made to hurt: one clear fault, no exception, no flood of memory.</summary>
public sealed class WorkbookArchiveTests : IDisposable
{
    private readonly Weifang weifang = new();

    [Fact]
    public void A_zip_that_inflates_far_beyond_its_size_is_refused() =>
        Refused(FaultCode.ZipBomb, Zip(archive => Fill(archive.CreateEntry("单位.csv"), new byte[1 << 20], 64)));

    [Fact]
    public void An_xlsx_that_inflates_far_beyond_its_size_is_refused()
    {
        var xlsx = weifang.Xlsx();
        using (var archive = ZipFile.Open(xlsx, ZipArchiveMode.Update))
            Fill(archive.CreateEntry("xl/media/image.png"), new byte[1 << 20], 64);

        Refused(FaultCode.ZipBomb, xlsx);
    }

    [Fact]
    public void What_a_zip_says_of_its_own_size_is_not_believed()
    {
        var zip = Zip(archive => Fill(archive.CreateEntry("单位.csv"), new byte[1 << 20], 64));
        var bytes = File.ReadAllBytes(zip);
        var declared = BitConverter.GetBytes(64 << 20);
        for (var at = bytes.AsSpan().IndexOf(declared); at >= 0; at = bytes.AsSpan().IndexOf(declared))
            BitConverter.GetBytes(1000).CopyTo(bytes, at);

        File.WriteAllBytes(zip, bytes);

        var read = WorkbookReader.Read(zip);
        Assert.NotEmpty(read.Faults);
        Assert.Empty(read.Workbook.Rows);
    }

    [Fact]
    public void A_sheet_that_claims_to_be_as_wide_as_excel_allows_is_refused()
    {
        var xlsx = weifang.Xlsx();
        using (var archive = ZipFile.Open(xlsx, ZipArchiveMode.Update))
        {
            var sheet = archive.GetEntry("xl/worksheets/sheet1.xml")!;
            using var reader = new StreamReader(sheet.Open());
            var text = reader.ReadToEnd();
            reader.Dispose();
            sheet.Delete();
            Fill(archive.CreateEntry("xl/worksheets/sheet1.xml"), Encoding.UTF8.GetBytes(text
                .Replace("</x:sheetData>", "<x:row r=\"1048576\"><x:c r=\"XFD1048576\"><x:v>1</x:v></x:c></x:row></x:sheetData>", StringComparison.Ordinal)
                .Replace("A1:F238", "A1:XFD1048576", StringComparison.Ordinal)), 1);
        }

        Refused(FaultCode.WorkbookTooLarge, xlsx);
    }

    [Fact]
    public void A_zip_of_very_many_files_is_refused() => Refused(FaultCode.ZipBomb, Zip(archive =>
    {
        for (var i = 0; i <= WorkbookArchive.MostEntries; i++)
            archive.CreateEntry($"{i}.csv");
    }));

    [Fact]
    public void A_truncated_xlsx_is_one_fault()
    {
        var xlsx = weifang.Xlsx();
        File.WriteAllBytes(xlsx, File.ReadAllBytes(xlsx)[..5000]);

        Refused(FaultCode.WorkbookUnreadable, xlsx);
    }

    [Fact]
    public void An_xlsx_with_damaged_sheets_is_one_fault() => Refused(FaultCode.WorkbookUnreadable, Zip(archive =>
    {
        foreach (var part in (string[])["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
            Fill(archive.CreateEntry(part), "<broken"u8.ToArray(), 1);
    }));

    [Theory]
    [InlineData("not a workbook")]
    [InlineData("")]
    [InlineData("PK\u0003\u0004")]
    public void A_file_of_another_kind_is_one_fault(string content)
    {
        var file = weifang.File("x.xlsx");
        File.WriteAllText(file, content);

        Refused(FaultCode.WorkbookUnreadable, file);
    }

    [Fact]
    public void An_old_xls_is_told_what_to_become()
    {
        var file = weifang.File("x.xls");
        File.WriteAllBytes(file, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

        Assert.Contains(".xlsx", Assert.Single(WorkbookReader.Read(file).Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_not_there_is_one_fault() => Refused(FaultCode.WorkbookUnreadable, weifang.File("nowhere"));

    [Fact]
    public void Missing_sheets_are_named_each()
    {
        var folder = weifang.Folder();
        File.Delete(Path.Combine(folder, "关系.csv"));
        File.Delete(Path.Combine(folder, "人员.csv"));
        File.WriteAllText(Path.Combine(folder, "任职.csv"), "");

        Assert.Equal([("人员", FaultCode.SheetMissing), ("任职", FaultCode.SheetEmpty), ("关系", FaultCode.SheetMissing)],
            WorkbookReader.Read(folder).Faults.Select(fault => (fault.Sheet, fault.Code)));
    }

    [Fact]
    public void A_sheet_that_comes_twice_is_refused() => Refused(FaultCode.SheetDuplicate, Zip(archive =>
    {
        Fill(archive.CreateEntry("a/单位.csv"), "单位编码"u8.ToArray(), 1);
        Fill(archive.CreateEntry("b/单位.csv"), "单位编码"u8.ToArray(), 1);
    }));

    [Fact]
    public void A_quote_that_never_closes_does_not_swallow_rows_in_silence()
    {
        weifang.Set("岗位", 7, "岗位名称", "\"科长");

        var fault = Assert.Single(weifang.Read().Faults);

        Assert.Equal(("岗位", 7, FaultCode.QuoteOpen), (fault.Sheet, fault.Row, fault.Code));
    }

    public void Dispose() => weifang.Dispose();

    private static void Refused(string code, string path)
    {
        var read = WorkbookReader.Read(path);

        Assert.Equal(code, Assert.Single(read.Faults).Code);
        Assert.Empty(read.Workbook.Rows);
    }

    private string Zip(Action<ZipArchive> write)
    {
        var zip = weifang.File("made.zip");
        using var archive = new ZipArchive(File.Create(zip), ZipArchiveMode.Create, false, Encoding.UTF8);
        write(archive);
        return zip;
    }

    private static void Fill(ZipArchiveEntry entry, byte[] bytes, int times)
    {
        using var content = entry.Open();
        for (var i = 0; i < times; i++)
            content.Write(bytes);
    }
}
