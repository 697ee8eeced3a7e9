using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ResponsibilityGrid.Gateway;

/// <summary>Which of the two reply types the caller takes, and whether a body is one that may be read.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json; charset=utf-8";
    public const string GraphQLResponse = "application/graphql-response+json; charset=utf-8";

    /// <summary>The reply type for an Accept header; null when the caller takes neither.</summary>
    public static string? Negotiate(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept) || (accept.Count == 1 && accept[0] is "*/*" or "application/json"))
            return Json;
        if (accept.Count == 1 && accept[0] == "application/graphql-response+json")
            return GraphQLResponse;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var wishes))
            return null;

        var any = Wildcard(wishes);
        var response = Named(wishes, "graphql-response+json");
        var json = Named(wishes, "json") ?? any;
        if (response > 0 && response >= json)
            return GraphQLResponse;

        return json > 0 ? Json : (response ?? any) > 0 ? GraphQLResponse : null;
    }

    /// <summary>
    /// Only JSON in UTF-8 is read. It is also the defence against cross-site forms: a browser sends the other types
    /// across origins without asking first.
    /// </summary>
    public static bool IsJsonBody(string? contentType)
    {
        if (contentType is "application/json")
            return true;

        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    // The specification asks for the older type where a caller only says "anything", and for the newer one where it is named.
    private static double? Named(IList<MediaTypeHeaderValue> wishes, string subtype)
    {
        foreach (var wish in wishes)
        {
            if (wish.SubType.Equals(subtype, StringComparison.OrdinalIgnoreCase) && wish.Type.Equals("application", StringComparison.OrdinalIgnoreCase))
                return wish.Quality ?? 1;
        }

        return null;
    }

    private static double Wildcard(IList<MediaTypeHeaderValue> wishes)
    {
        var best = 0.0;
        foreach (var wish in wishes)
        {
            if (wish.MatchesAllTypes || (wish.MatchesAllSubTypes && wish.Type.Equals("application", StringComparison.OrdinalIgnoreCase)))
                best = Math.Max(best, wish.Quality ?? 1);
        }

        return best;
    }
}
