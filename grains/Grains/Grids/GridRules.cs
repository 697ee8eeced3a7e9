namespace ResponsibilityGrid;

/// <summary>What a workbook makes of the structure, and which lists are in force.</summary>
internal static class GridRules
{
    /// <summary>The structure with units and posts entered; the same object where nothing changes.</summary>
    public static Structure Enter(string grid, Structure structure, List<UnitEntry> units, List<PostEntry> posts, DateTimeOffset now)
    {
        var today = structure.Settings.DateAt(now);
        var trees = Enter(structure.Units, units, "单位", u => u.Code, u => u.Span, (u, s) => u with { Span = s }, today, now,
            (all, given, day) => all.From(given.Code, day, u => given with { Span = u.Span }, now));
        var places = Enter(structure.Posts, posts, "岗位", p => p.Code, p => p.Span, (p, s) => p with { Span = s }, today, now,
            (all, given, day) => all.From(given.Code, day, p => given with { Span = p.Span }, now));
        if (trees == structure.Units && places == structure.Posts) return structure;

        var next = structure with { Grid = grid, Version = structure.Version + 1, Units = trees, Posts = places };
        TreeRules.Check(next);
        return next;
    }

    /// <summary>How many units and posts stand elsewhere or read differently in one structure than in the other.</summary>
    public static int CountChanges(Structure before, Structure after) =>
        after.Units.Except(before.Units).Where(u => u.Span.Superseded is null).DistinctBy(u => u.Code).Count()
        + after.Posts.Except(before.Posts).Where(p => p.Span.Superseded is null).DistinctBy(p => p.Code).Count();

    /// <summary>Units and posts on record that are not mentioned.</summary>
    public static List<string> Absent(Structure structure, List<UnitEntry> units, List<PostEntry> posts) =>
    [
        .. structure.Units.Where(u => u.Span.Superseded is null).Select(u => u.Code).Except(units.Select(u => u.Code)).Select(code => $"单位 {code}"),
        .. structure.Posts.Where(p => p.Span.Superseded is null).Select(p => p.Code).Except(posts.Select(p => p.Code)).Select(code => $"岗位 {code}"),
    ];

    /// <summary>The structure with a list version in force.</summary>
    public static Structure PutInForce(Structure structure, ListVersion version, DateTimeOffset now) =>
        structure.Lists.Any(l => l.List == version.List && l.Version >= version.Number)
            ? structure
            : structure with
            {
                Version = structure.Version + 1,
                Lists = [.. structure.Lists, new ListEntry { List = version.List, Version = version.Number, Span = new Span { From = version.InForceFrom, Recorded = now } }],
            };

    /// <summary>The newest version of each list on a day.</summary>
    public static List<AdoptedList> InForce(Structure structure, DateOnly day) =>
    [
        .. structure.Lists.Where(l => l.Span.Covers(day)).GroupBy(l => l.List)
            .Select(g => new AdoptedList { List = g.Key, Version = g.Max(l => l.Version) })
            .OrderBy(l => l.List, StringComparer.Ordinal),
    ];

    /// <summary>
    /// A workbook's entries have no date of their own: while the grid is being founded they count from the beginning, and a correction
    /// with them; afterwards what is different counts from the day of the import.
    /// </summary>
    private static List<T> Enter<T>(
        List<T> all, List<T> given, string what, Func<T, string> code, Func<T, Span> span, Func<T, Span, T> with, DateOnly today, DateTimeOffset now, Func<List<T>, T, DateOnly, List<T>> change) where T : class
    {
        var standing = all.Where(x => span(x).Superseded is null).ToLookup(code);
        List<T> added = [];
        var next = all;
        foreach (var entry in given)
        {
            if (!standing.Contains(code(entry)))
            {
                added.Add(span(entry).Recorded > now ? with(entry, span(entry) with { Recorded = now }) : entry);
                continue;
            }

            var current = standing[code(entry)].FirstOrDefault(x => span(x).Covers(today)) ?? standing[code(entry)].MaxBy(x => span(x).From)!;
            if (span(current).To < today)
                throw new GridRuleException(RefusalCode.Refused, $"{what}“{code(entry)}”已于 {span(current).To:yyyy-MM-dd} 撤销，请从工作簿中删去。", $"\"{code(entry)}\" was closed after {span(current).To:yyyy-MM-dd}; take it out of the workbook.", "code");
            if (with(current, new Span()).Equals(with(entry, new Span()))) continue;
            if (span(entry).Recorded > DateTimeOffset.MinValue) next = change(next, entry, span(current).From > today ? span(current).From : today);
            else
            {
                next = [.. next.Select(x => span(x).Superseded is null && code(x) == code(entry) ? with(x, span(x) with { Superseded = now }) : x)];
                added.Add(with(entry, span(entry) with { Recorded = now }));
            }
        }

        return next == all && added.Count == 0 ? all : [.. next, .. added];
    }
}
