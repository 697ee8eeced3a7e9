namespace ResponsibilityGrid;

/// <summary>Changing where units and posts stand from a day on. What was held for true stays readable on both clocks.</summary>
internal static class Places
{
    /// <summary>The unit's entries with the one of a day changed from that day on, until it would have ended.</summary>
    public static List<UnitEntry> From(this List<UnitEntry> units, string code, DateOnly day, Func<UnitEntry, UnitEntry> change, DateTimeOffset now) =>
        Split(units, u => u.Code == code && u.Span.Covers(day), u => u.Span, (u, s) => u with { Span = s }, day, change, now);

    /// <summary>The unit's entries without anything after a day.</summary>
    public static List<UnitEntry> Until(this List<UnitEntry> units, string code, DateOnly last, DateTimeOffset now) =>
        Split(units, u => u.Code == code && (u.Span.To ?? DateOnly.MaxValue) > last, u => u.Span, (u, s) => u with { Span = s }, last.AddDays(1), null, now);

    /// <summary>The same of a post.</summary>
    public static List<PostEntry> From(this List<PostEntry> posts, string code, DateOnly day, Func<PostEntry, PostEntry> change, DateTimeOffset now) =>
        Split(posts, p => p.Code == code && p.Span.Covers(day), p => p.Span, (p, s) => p with { Span = s }, day, change, now);

    /// <summary>The same of a post; what is left of it names its heir.</summary>
    public static List<PostEntry> Until(this List<PostEntry> posts, string code, DateOnly last, string? heir, DateTimeOffset now) =>
        [.. Split(posts, p => p.Code == code && (p.Span.To ?? DateOnly.MaxValue) > last, p => p.Span, (p, s) => p with { Span = s }, last.AddDays(1), null, now)
            .Select(p => p.Code == code && p.Span.Superseded is null && p.Span.To == last ? p with { Heir = heir } : p)];

    private static List<T> Split<T>(List<T> all, Func<T, bool> isMeant, Func<T, Span> span, Func<T, Span, T> with, DateOnly day, Func<T, T>? change, DateTimeOffset now) where T : class
    {
        List<T> next = [];
        foreach (var entry in all)
        {
            if (span(entry).Superseded is not null || !isMeant(entry))
            {
                next.Add(entry);
                continue;
            }

            next.Add(with(entry, span(entry) with { Superseded = now }));
            if (span(entry).From < day) next.Add(with(entry, span(entry) with { To = day.AddDays(-1), Recorded = now }));
            if (change is not null) next.Add(with(change(entry), span(entry) with { From = span(entry).From < day ? day : span(entry).From, Recorded = now }));
        }

        return next;
    }
}
