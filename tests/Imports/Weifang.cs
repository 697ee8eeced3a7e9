using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using MiniExcelLibs;
using ResponsibilityGrid.Gateway;

namespace ResponsibilityGrid.Tests.Imports;

/// <summary>The sample workbook as a table of strings, to be damaged by a test and written as a real file.</summary>
internal sealed class Weifang : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("workbook-").FullName;

    public static string Sample { get; } = Path.GetFullPath(Path.Combine(Here(), "../../samples/weifang"));

    public Dictionary<string, List<string[]>> Sheets { get; } = SheetName.All.ToDictionary(name => name, name =>
        System.IO.File.ReadLines(Path.Combine(Sample, $"{name}.csv")).Select(line => line.TrimStart('\uFEFF').Split(',')).ToList());

    /// <summary>Puts a value into a cell; the heading is row 1.</summary>
    public Weifang Set(string sheet, int row, string column, string value)
    {
        var cells = Sheets[sheet][row - 1] = [.. Sheets[sheet][row - 1]];
        cells[Array.IndexOf(Sheets[sheet][0], column)] = value;
        return this;
    }

    /// <summary>The city bureau and its first two counties with their branches, under another root: a grid of its own.</summary>
    public static Weifang Small(string root)
    {
        var small = new Weifang();
        foreach (var rows in small.Sheets.Values)
            rows.RemoveAll(row => row.Any(cell => cell.StartsWith("3707", StringComparison.Ordinal) && !Kept(cell)));
        var persons = small.Sheets["人员"].Select(row => row[0]).ToHashSet();
        small.Sheets["任职"].RemoveAll(row => !persons.Contains(row[1]));
        foreach (var rows in small.Sheets.Values)
            for (var i = 1; i < rows.Count; i++)
                rows[i] = [.. rows[i].Select(cell => cell == "370700" ? root : cell)];
        return small;

        static bool Kept(string code) => code.StartsWith("370700", StringComparison.Ordinal) || code.StartsWith("370702", StringComparison.Ordinal) || code.StartsWith("370703", StringComparison.Ordinal);
    }

    /// <summary>The number of the row with a value in a column.</summary>
    public int Row(string sheet, string column, string value) =>
        1 + Sheets[sheet].FindIndex(row => row[Array.IndexOf(Sheets[sheet][0], column)] == value);

    public string Get(string sheet, int row, string column) => Sheets[sheet][row - 1][Array.IndexOf(Sheets[sheet][0], column)];

    /// <summary>Adds a row and answers its number.</summary>
    public int Add(string sheet, params string[] cells)
    {
        Sheets[sheet].Add(cells);
        return Sheets[sheet].Count;
    }

    /// <summary>Writes the folder of CSV files and reads it.</summary>
    public CheckedWorkbook Read(Encoding? encoding = null) => WorkbookReader.Read(Folder(encoding));

    /// <summary>Everything wrong with it, from the cells and from the rules.</summary>
    public IReadOnlyList<WorkbookFault> Faults() => WorkbookRules.Check(Read(), new GridSettings()).Faults;

    public string Folder(Encoding? encoding = null)
    {
        foreach (var (name, rows) in Sheets)
            System.IO.File.WriteAllText(Path.Combine(folder, $"{name}.csv"), string.Join("\r\n", rows.Select(row => string.Join(',', row))), encoding ?? new UTF8Encoding(true));

        return folder;
    }

    public string Zip(Encoding? names = null, Encoding? content = null)
    {
        var zip = File("weifang.zip");
        using var archive = new ZipArchive(System.IO.File.Create(zip), ZipArchiveMode.Create, false, names);

        foreach (var csv in Directory.GetFiles(Folder(content), "*.csv"))
            archive.CreateEntryFromFile(csv, $"weifang/{Path.GetFileName(csv)}");

        return zip;
    }

    /// <summary>Writes an .xlsx; a cell may be made a date or a number first.</summary>
    public string Xlsx(Func<string, string, string, object?>? cell = null)
    {
        var xlsx = File("weifang.xlsx");
        MiniExcel.SaveAs(xlsx, Sheets.ToDictionary(sheet => sheet.Key, sheet => (object)sheet.Value.Skip(1).Select(row =>
            sheet.Value[0].Zip(row).ToDictionary(at => at.First, at => cell is null ? at.Second : cell(sheet.Key, at.First, at.Second)))));
        return xlsx;
    }

    public string File(string name) => Path.Combine(folder, name);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
