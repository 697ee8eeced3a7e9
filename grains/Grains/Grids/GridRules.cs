namespace ResponsibilityGrid;

/// <summary>What a workbook makes of the structure, and which lists are in force.</summary>
internal static class GridRules
{
    /// <summary>The structure with units and posts entered; the same object where nothing changes.</summary>
    public static Structure Enter(string grid, Structure structure, List<UnitEntry> units, List<PostEntry> posts, DateTimeOffset now)
    {
        var (next, refused) = Try(grid, structure, units, posts, now);
        return refused is [var first, ..] ? throw first.Why : next;
    }

    /// <summary>What entering would do, everything that would be refused, and what stands on record without being mentioned.</summary>
    public static UnitDifference Compare(string grid, Structure structure, List<UnitEntry> units, List<PostEntry> posts, DateTimeOffset now)
    {
        var (next, refused) = Try(grid, structure, units, posts, now);
        return new UnitDifference
        {
            Changes = CountChanges(structure, next),
            Absent = Absent(structure, units, posts, structure.Settings.DateAt(now)),
            Refused = [.. refused.Select(fact => fact.Told())],
        };
    }

    private static (Structure Next, List<RefusedFact> Refused) Try(string grid, Structure structure, List<UnitEntry> units, List<PostEntry> posts, DateTimeOffset now)
    {
        var today = structure.Settings.DateAt(now);
        var (first, parents) = (FirstDays(structure), units.GroupBy(u => u.Code).ToDictionary(u => u.Key, u => u.First().Parent));
        List<RefusedFact> refused = [];
        var trees = Enter(structure.Units, units, FactKind.Unit, "单位", u => u.Code, u => u.Span, (u, s) => u with { Span = s }, today, now, refused,
            (all, given, day) => all.From(given.Code, day, u => given with { Span = u.Span }, now),
            unit => Begin(unit.Parent),
            code => structure.Posts.Exists(p => p.Code == code) ? StructureRules.Taken(code) : null,
            (was, unit) => unit.Kind == UnitKind.Bureau && was.Line != unit.Line ? StructureRules.NoLineOf(unit, "line") : null);
        var places = Enter(structure.Posts, posts, FactKind.Post, "岗位", p => p.Code, p => p.Span, (p, s) => p with { Span = s }, today, now, refused,
            (all, given, day) => all.From(given.Code, day, p => given with { Span = p.Span }, now),
            post => Begin(post.Unit),
            code => structure.Units.Exists(u => u.Code == code) ? StructureRules.Taken(code) : null,
            (_, _) => null);
        if (trees == structure.Units && places == structure.Posts) return (structure, refused);

        var next = structure with { Grid = grid, Version = structure.Version + 1, Units = trees, Posts = places };
        return (next, [.. refused, .. TreeRules.Faults(next).Select(Blamed).DistinctBy(fact => (fact.Of, fact.Place)).ExceptBy(refused.Select(fact => (fact.Of, fact.Place)), fact => (fact.Of, fact.Place))]);

        // What has no date of its own is there as long as what it hangs on.
        DateOnly Begin(string? above, int steps = 0) =>
            above is null || steps > parents.Count ? DateOnly.MinValue
            : first.TryGetValue(above, out var day) ? day
            : Begin(parents.GetValueOrDefault(above), steps + 1);

        // What was not given is wrong because of what was: the unit that it hangs on.
        RefusedFact Blamed(TreeFault fault)
        {
            if (fault.Of == FactKind.Post && posts.FindIndex(p => p.Code == fault.Code) is >= 0 and var post) return new(FactKind.Post, post, fault.Why);
            var unit = units.FindIndex(u => fault.Of == FactKind.Unit && u.Code == fault.Code);
            return new(FactKind.Unit, unit >= 0 ? unit : units.FindIndex(u => u.Code == fault.Above), fault.Why);
        }
    }

    private static Dictionary<string, DateOnly> FirstDays(Structure structure) =>
        structure.Units.Where(u => u.Span.Superseded is null).GroupBy(u => u.Code).ToDictionary(u => u.Key, u => u.Min(x => x.Span.From));

    /// <summary>How many units and posts stand elsewhere or read differently in one structure than in the other.</summary>
    public static int CountChanges(Structure before, Structure after) =>
        after.Units.Except(before.Units).Where(u => u.Span.Superseded is null).DistinctBy(u => u.Code).Count()
        + after.Posts.Except(before.Posts).Where(p => p.Span.Superseded is null).DistinctBy(p => p.Code).Count();

    /// <summary>Units and posts on record that are not mentioned; those that were closed are not missed.</summary>
    private static List<string> Absent(Structure structure, List<UnitEntry> units, List<PostEntry> posts, DateOnly today) =>
    [
        .. structure.Units.Where(u => u.Span.Superseded is null && !(u.Span.To < today)).Select(u => u.Code).Except(units.Select(u => u.Code)).Select(code => $"单位 {code}"),
        .. structure.Posts.Where(p => p.Span.Superseded is null && !(p.Span.To < today)).Select(p => p.Code).Except(posts.Select(p => p.Code)).Select(code => $"岗位 {code}"),
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

    /// <summary>
    /// The newest version of each list at a moment of both clocks. A change that was issued later is not known yet, from whatever day it counts; the first version is known from its first
    /// day on, for what a grid begins with was on paper before the grid was there.
    /// </summary>
    public static List<AdoptedList> InForce(Structure structure, Moment at) =>
    [
        .. structure.Lists.Where(l => l.Span.Holds(at) || (l.Version == 1 && l.Span.Covers(at.AsOf))).GroupBy(l => l.List)
            .Select(g => new AdoptedList { List = g.Key, Version = g.Max(l => l.Version) })
            .OrderBy(l => l.List, StringComparer.Ordinal),
    ];

    /// <summary>
    /// A workbook's entries have no date of their own: while the grid is being founded they count from the beginning, and a correction
    /// with them; afterwards what is different counts from the day of the import.
    /// </summary>
    private static List<T> Enter<T>(
        List<T> all, List<T> given, FactKind of, string what, Func<T, string> code, Func<T, Span> span, Func<T, Span, T> with, DateOnly today, DateTimeOffset now, List<RefusedFact> refused,
        Func<List<T>, T, DateOnly, List<T>> change, Func<T, DateOnly> begin, Func<string, GridRuleException?> taken, Func<T, T, GridRuleException?> refuse) where T : class
    {
        var standing = all.Where(x => span(x).Superseded is null).ToLookup(code);
        List<T> added = [];
        var next = all;
        foreach (var (place, entry) in given.Index())
        {
            var isFounding = span(entry).Recorded == DateTimeOffset.MinValue;
            if (!standing.Contains(code(entry)))
            {
                if (taken(code(entry)) is { } why) refused.Add(new(of, place, why));
                else added.Add(with(entry, span(entry) with { From = Later(span(entry).From, begin(entry)), Recorded = span(entry).Recorded > now ? now : span(entry).Recorded }));
                continue;
            }

            var current = standing[code(entry)].FirstOrDefault(x => span(x).Covers(today)) ?? standing[code(entry)].MaxBy(x => span(x).From)!;
            if (span(current).To < today) refused.Add(new(of, place, Closed(of, what, code(entry), span(current).To!.Value)));
            else if (with(current, new Span()).Equals(with(entry, new Span()))) continue;
            else if (!isFounding && refuse(current, entry) is { } why) refused.Add(new(of, place, why));
            else if (!isFounding) next = change(next, entry, span(current).From > today ? span(current).From : today);
            else
            {
                next = [.. next.Select(x => span(x).Superseded is null && code(x) == code(entry) ? with(x, span(x) with { Superseded = now }) : x)];
                added.Add(with(entry, span(entry) with { Recorded = now }));
            }
        }

        return next == all && added.Count == 0 ? all : [.. next, .. added];
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static GridRuleException Closed(FactKind of, string what, string code, DateOnly last) =>
        new(of == FactKind.Unit ? Rule.UnitNotStanding : Rule.PostNotStanding, $"{what}“{code}”已于 {last:yyyy-MM-dd} 撤销，请从工作簿中删去。", $"\"{code}\" was closed after {last:yyyy-MM-dd}; take it out of the workbook.", "code");
}
