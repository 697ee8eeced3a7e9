using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ResponsibilityGrid.Gateway;

/// <summary>A place in a sorted list: the sort key of the last entry seen, opaque to callers. Never an offset, so a list that grows meanwhile neither repeats nor skips.</summary>
public static class Cursor
{
    // The first byte of every cursor; another layout takes another number and old cursors are refused, not misread.
    private const byte Version = 1;

    /// <summary>The cursor of a sort key.</summary>
    public static string Encode(params string[] parts)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(parts);
        var bytes = new byte[json.Length + 3];
        bytes[0] = Version;
        json.CopyTo(bytes, 3);
        BitConverter.TryWriteBytes(bytes.AsSpan(1), Check(json));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The sort key of a cursor, null for the start of the list.</summary>
    /// <param name="cursor">What a page gave out, or null.</param>
    /// <param name="parts">How many parts the list's sort key has.</param>
    /// <exception cref="GridRuleException">The grid never gave out such a cursor for such a list.</exception>
    public static string[]? Decode(string? cursor, int parts)
    {
        if (cursor is null)
            return null;

        try
        {
            var bytes = Base64Url.DecodeFromChars(cursor);
            if (bytes is [Version, _, _, ..] && BitConverter.ToUInt16(bytes, 1) == Check(bytes.AsSpan(3))
                && JsonSerializer.Deserialize<string[]>(bytes.AsSpan(3)) is { } key
                && key.Length == parts && Encode(key) == cursor)
                return key;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
        }

        throw Invalid();
    }

    /// <summary>A part that is a number; of another list's cursor it need not be one.</summary>
    internal static int Number(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid();

    /// <summary>A part that is a day.</summary>
    internal static DateOnly Day(string part) => DateOnly.TryParseExact(part, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Invalid();

    /// <summary>Of a cursor that leads nowhere in the list that it is used on.</summary>
    internal static GridRuleException Invalid() =>
        GridRuleException.BadUserInput("位置 after 无效，请从第一页重新开始。", "The cursor is not valid; start again from the first page.", "after");

    // Guards against damage in transit, not against forgery: a forged place shows nothing its forger may not read anyway.
    private static ushort Check(ReadOnlySpan<byte> bytes)
    {
        var sum = 2166136261u;
        foreach (var b in bytes)
            sum = (sum ^ b) * 16777619;

        return (ushort)(sum ^ (sum >> 16));
    }
}
