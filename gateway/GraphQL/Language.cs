using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ResponsibilityGrid.Gateway;

/// <summary>The choice between the two languages the grid speaks.</summary>
internal static class Language
{
    /// <summary>True when English stands before Chinese in Accept-Language; Chinese is the house's own.</summary>
    public static bool PrefersEnglish(StringValues header)
    {
        if (StringValues.IsNullOrEmpty(header) || !StringWithQualityHeaderValue.TryParseList(header, out var wishes))
            return false;

        return Quality(wishes, "en") > Quality(wishes, "zh");
    }

    private static double Quality(IList<StringWithQualityHeaderValue> wishes, string language)
    {
        var best = 0.0;
        for (var i = 0; i < wishes.Count; i++)
        {
            var tag = wishes[i].Value;
            var matches = tag.StartsWith(language, StringComparison.OrdinalIgnoreCase)
                && (tag.Length == language.Length || tag.AsSpan()[language.Length] == '-');

            // Of two wishes with one weight the first one written counts.
            if (matches)
                best = Math.Max(best, (wishes[i].Quality ?? 1) - (i * 0.00001));
        }

        return best;
    }
}
