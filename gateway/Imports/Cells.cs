using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ResponsibilityGrid.Gateway;

/// <summary>What the text of one cell means. Each answers null where the text means nothing of the kind.</summary>
internal static partial class Cells
{
    // Invisible marks that travel with text copied from web pages and chats; Trim() does not know them.
    private static readonly SearchValues<char> Invisible = SearchValues.Create("\uFEFF\u200B\u200C\u200D\u2060\u00AD");

    private static readonly string[] Yes = ["是", "1", "true", "y", "yes", "√"];
    private static readonly string[] No = ["否", "0", "false", "n", "no", "×"];
    private static readonly string[] Errors = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"];

    /// <summary>The text without blanks (also full-width and invisible ones) round it; null if nothing is left.</summary>
    public static string? Text(string? cell)
    {
        if (cell is null)
            return null;

        var visible = !cell.AsSpan().ContainsAny(Invisible) ? cell : string.Concat(cell.Where(c => !Invisible.Contains(c)));
        var text = visible.Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>A heading or a word of a closed list: half-width and without any blank.</summary>
    public static string Word(string text) => WithoutBlanks(HalfWidth(text));

    /// <summary>A code as typed, half-width and with plain hyphens, whatever a number format has made of it.</summary>
    public static string Code(string text)
    {
        var code = Word(text);
        return WholeNumber().IsMatch(code) ? code[..code.IndexOf('.')] : code;
    }

    /// <summary>The code of a duty, year-aspect-number, also where Excel took it for a date.</summary>
    public static string DutyCode(string text) => Date(text) is { } date ? date.ToString("yyyy-MM-dd") : Code(text);

    /// <summary>An identity number as typed, its check sign a capital X.</summary>
    public static string IdentityNumber(string text) => Word(text).ToUpperInvariant();

    /// <summary>A telephone number without the country's code.</summary>
    public static string Telephone(string text)
    {
        var number = Code(text);
        return number.StartsWith("+86", StringComparison.Ordinal) ? number[3..].TrimStart('-') : number;
    }

    /// <summary>Whether a long number was shortened to something like 3.7E+14, which cannot be undone.</summary>
    public static bool IsScientific(string code) => Scientific().IsMatch(code);

    public static bool IsError(string text) => Errors.Contains(text);

    public static int? Number(string text) => int.TryParse(Code(text), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool? YesNo(string text)
    {
        var word = Word(text);
        return Yes.Contains(word, StringComparer.OrdinalIgnoreCase) ? true : No.Contains(word, StringComparer.OrdinalIgnoreCase) ? false : null;
    }

    /// <summary>The parts between 、 or a comma of either width.</summary>
    public static string[] List(string text) =>
        text.Split(['、', ',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>2026-09-30, 2026/9/30, 2026.9.30, 2026年9月30日, 20260930 or an Excel serial, of the years 1900 to 2999; a time of day is dropped.</summary>
    public static DateOnly? Date(string text)
    {
        var plain = HalfWidth(text).Trim();

        if (Serial().IsMatch(plain))
            return DateOnly.FromDateTime(DateTime.FromOADate(double.Parse(plain, CultureInfo.InvariantCulture)));

        var match = WrittenDate().Match(plain);
        if (!match.Success)
            return null;

        return DateOnly.TryParseExact(
            $"{match.Groups[1].Value}-{match.Groups[2].Value.PadLeft(2, '0')}-{match.Groups[3].Value.PadLeft(2, '0')}",
            "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and <= 2999 ? date : null;
    }

    private static string HalfWidth(string text) => string.Create(text.Length, text, static (half, full) =>
    {
        for (var i = 0; i < full.Length; i++)
            half[i] = full[i] switch
            {
                '\u3000' or '\u00A0' => ' ',
                >= '！' and <= '～' => (char)(full[i] - '！' + '!'),
                '‐' or '‑' or '‒' or '–' or '—' or '−' => '-',
                var other => other,
            };
    });

    private static string WithoutBlanks(string text) => text.Any(char.IsWhiteSpace) ? string.Concat(text.Where(c => !char.IsWhiteSpace(c))) : text;

    // Five digits: 1927 to 2173. Shorter numbers are numbers that strayed into a date column.
    [GeneratedRegex(@"^[0-9]{5}(\.[0-9]+)?$")]
    private static partial Regex Serial();

    [GeneratedRegex(@"^(?:(?<1>\d{4})\s*[-/.年]\s*(?<2>\d{1,2})\s*[-/.月]\s*(?<3>\d{1,2})\s*日?|(?<1>\d{4})(?<2>\d{2})(?<3>\d{2}))(?:(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$")]
    private static partial Regex WrittenDate();

    [GeneratedRegex(@"^\d+\.0+$")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^\d(\.\d+)?E\+\d+$", RegexOptions.IgnoreCase)]
    private static partial Regex Scientific();
}
