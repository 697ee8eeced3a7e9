using System.Text;
using CsvHelper;

namespace ResponsibilityGrid.Gateway;

/// <summary>One sheet saved as CSV, in whatever encoding the office's Excel chose.</summary>
internal static class CsvSheet
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public static Sheet Read(string name, byte[] content) => Sheet.Of(name, Lines(name, Decode(content)));

    /// <summary>UTF-8 where the bytes are valid UTF-8 (or a mark says otherwise), else GB18030, Excel's own on Chinese Windows.</summary>
    public static string Decode(byte[] content)
    {
        try
        {
            using var marked = new StreamReader(new MemoryStream(content), StrictUtf8, detectEncodingFromByteOrderMarks: true);
            return marked.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            return Gb18030.GetString(content);
        }
    }

    private static IEnumerable<IReadOnlyList<string?>> Lines(string name, string text)
    {
        var broken = false;
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = Separator(text),
            HasHeader = false,
            SkipEmptyLines = false,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => broken |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        });

        for (var number = 1; csv.Read(); number++)
        {
            yield return [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

            // A quote that never closes swallows the rest of the file as one cell: rows would vanish without a word.
            if (broken)
                throw new WorkbookRefusedException(new(name, number, "", FaultCode.QuoteOpen,
                    "从这一行起有一个英文双引号没有成对，其后的行无法辨认，请补上或删去该引号。", ""));
        }
    }

    // Excel writes tabs into "Unicode text" and semicolons where the list separator of the system is one.
    private static char Separator(string text)
    {
        var end = text.IndexOf('\n');
        var heading = end < 0 ? text : text[..end];
        return heading.Contains(',') ? ',' : heading.Contains('\t') ? '\t' : heading.Contains(';') ? ';' : ',';
    }
}
