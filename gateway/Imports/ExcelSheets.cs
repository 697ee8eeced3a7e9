using System.Globalization;
using MiniExcelLibs;

namespace ResponsibilityGrid.Gateway;

/// <summary>The sheets of an .xlsx file, each cell as the text that somebody would have typed.</summary>
internal static class ExcelSheets
{
    public static IEnumerable<Sheet> Read(Stream xlsx)
    {
        // Asked beforehand: the parser fills up blank cells, so one stray cell in the last corner would keep it busy for hours.
        if (MiniExcel.GetSheetDimensions(xlsx).Any(sheet =>
            sheet.Columns.Count > Sheet.MostColumns || (long)sheet.Columns.Count * sheet.Rows.Count > Sheet.MostCells))
            throw Sheet.TooLarge("", 0);

        foreach (var tab in MiniExcel.GetSheetNames(xlsx))
        {
            var name = Cells.Word(tab);
            if (SheetName.All.Contains(name))
                yield return Sheet.Of(name, Lines(xlsx, tab));
        }
    }

    private static IEnumerable<IReadOnlyList<string?>> Lines(Stream xlsx, string tab) =>
        MiniExcel.Query(xlsx, useHeaderRow: false, sheetName: tab, excelType: ExcelType.XLSX)
            .Cast<IDictionary<string, object?>>()
            .Select(row => (string?[])[.. row.Values.Select(Text)]);

    private static string? Text(object? cell) => cell switch
    {
        null => null,
        string text => text,
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        bool answer => answer ? "是" : "否",
        // Never 3.7E+14, never 370700.0: codes are numbers to Excel.
        double number when Math.Abs(number) < 1e28 => ((decimal)number).ToString("0.##########", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    };
}
