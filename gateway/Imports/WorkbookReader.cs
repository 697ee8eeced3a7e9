using System.IO.Compression;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Reads a workbook: a folder of CSV files, a .zip of them, or one .xlsx with the six sheets. Never throws for what is in a file;
/// whatever is wrong comes back as faults, together with all rows that could be read.
/// </summary>
internal static class WorkbookReader
{
    /// <summary>Reads a folder or a file.</summary>
    public static CheckedWorkbook Read(string path) => Guarded(() =>
    {
        if (Directory.Exists(path))
            return CsvFiles(Directory.EnumerateFiles(path).Select(file => (Path.GetFileName(file), new Func<byte[]>(() => File.ReadAllBytes(file)))));

        if (!File.Exists(path))
            throw Unreadable("找不到该文件或文件夹，请检查路径。", path);

        using var file = File.OpenRead(path);
        return Sheets(file);
    });

    /// <summary>Reads a file that is here: an .xlsx or a .zip, told apart by content.</summary>
    public static CheckedWorkbook Read(MemoryStream file)
    {
        file.Position = 0;
        return Guarded(() => Sheets(file));
    }

    private static List<Sheet> Sheets(Stream file)
    {
        Span<byte> mark = stackalloc byte[4];
        var length = file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        file.Position = 0;

        if (mark[..length] is [0xD0, 0xCF, 0x11, 0xE0])
            throw Unreadable("这是旧版 .xls 或加了密码的 Excel 文件，请另存为不加密的 .xlsx。", "");

        if (mark[..length] is not [(byte)'P', (byte)'K', ..])
            throw Unreadable("文件既不是 .xlsx，也不是装有六张 CSV 表的 .zip。", "");

        using var archive = WorkbookArchive.Open(file);
        if (archive.GetEntry("[Content_Types].xml") is null)
            return CsvFiles(archive.Entries.Select(entry => (WorkbookArchive.FileName(entry), new Func<byte[]>(() => WorkbookArchive.Content(entry)))));

        file.Position = 0;
        return [.. ExcelSheets.Read(file)];
    }

    private static List<Sheet> CsvFiles(IEnumerable<(string Name, Func<byte[]> Content)> files) =>
        [.. from file in files
            where Path.GetExtension(file.Name).Equals(".csv", StringComparison.OrdinalIgnoreCase)
            let sheet = Cells.Word(Path.GetFileNameWithoutExtension(file.Name))
            where SheetName.All.Contains(sheet)
            select CsvSheet.Read(sheet, file.Content())];

    private static CheckedWorkbook Guarded(Func<List<Sheet>> read)
    {
        try
        {
            var sheets = read().ToLookup(sheet => sheet.Name);

            if (sheets.FirstOrDefault(same => same.Skip(1).Any())?.Key is { } twice)
                throw new WorkbookRefusedException(new(twice, 0, "", FaultCode.SheetDuplicate, $"“{twice}”表出现了不止一次，请只保留一张。", ""));

            return WorkbookForms.Read(sheets.ToDictionary(sheet => sheet.Key, sheet => sheet.First()));
        }
        catch (WorkbookRefusedException refused)
        {
            return Nothing(refused);
        }
        catch (Exception damaged) when (damaged is not OutOfMemoryException)
        {
            // Parsers of damaged files fail in too many ways to name them; to the sender they are one.
            return Nothing(Unreadable("文件已损坏或无法打开，请重新导出后再试。", ""));
        }
    }

    private static CheckedWorkbook Nothing(WorkbookRefusedException refused) =>
        new(Workbook.Empty with { LeftOut = LeftOut.Nothing with { UnreadSheets = [.. SheetName.All] } }, [refused.Fault]);

    private static WorkbookRefusedException Unreadable(string message, string value) =>
        new(new("", 0, "", FaultCode.WorkbookUnreadable, message, value));
}
