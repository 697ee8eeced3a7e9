namespace ResponsibilityGrid;

/// <summary>What the tree of a grid may look like, on every date.</summary>
internal static class GridRules
{
    /// <summary>The structure with units and posts entered; the same object where nothing changes.</summary>
    public static Structure Enter(string grid, Structure structure, List<UnitEntry> units, List<PostEntry> posts, DateTimeOffset now)
    {
        var trees = Facts.Merge(structure.Units, units, u => u.Code, u => u.Span, (u, s) => u with { Span = s }, now);
        var places = Facts.Merge(structure.Posts, posts, p => p.Code, p => p.Span, (p, s) => p with { Span = s }, now);
        if (trees.Changes + places.Changes == 0) return structure;

        var next = structure with { Grid = grid, Version = structure.Version + 1, Units = trees.All, Posts = places.All };
        Check(next, now);
        return next;
    }

    /// <summary>How many facts one structure has that the other has not.</summary>
    public static int CountChanges(Structure before, Structure after) =>
        after.Units.Count(u => u.Span.Superseded is null) + after.Posts.Count(p => p.Span.Superseded is null)
        - before.Units.Intersect(after.Units).Count(u => u.Span.Superseded is null) - before.Posts.Intersect(after.Posts).Count(p => p.Span.Superseded is null);

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

    private static void Check(Structure next, DateTimeOffset now)
    {
        var standing = next.Units.Where(u => u.Span.KnownAt(now)).ToDictionary(u => u.Code);
        if (!standing.TryGetValue(next.Grid, out var root)) throw GridRuleException.NotFound("根单位", next.Grid);
        if (root.Parent is not null)
            throw new GridRuleException(RefusalCode.Refused, $"根单位“{next.Grid}”不能有上级单位。", $"The root \"{next.Grid}\" has no unit above it.", "parent");
        foreach (var unit in standing.Values)
            CheckUnit(unit, next.Grid, standing, next.Settings);
        foreach (var post in next.Posts.Where(p => p.Span.KnownAt(now)))
            CheckPost(post, standing, next.Settings);
    }

    private static void CheckUnit(UnitEntry unit, string root, Dictionary<string, UnitEntry> units, GridSettings settings)
    {
        if (unit.Level < 1 || unit.Level > settings.Levels.Count)
            throw new GridRuleException(RefusalCode.Refused, $"单位“{unit.Code}”的层级 {unit.Level} 不在 1 到 {settings.Levels.Count} 之间。", $"The level {unit.Level} of \"{unit.Code}\" is not one of the grid's.", "level");
        if (unit.Parent is null)
        {
            if (unit.Kind == UnitKind.Department || unit.Code != root)
                throw new GridRuleException(RefusalCode.Refused, $"单位“{unit.Code}”没有上级单位；除根单位外，每个单位都须有上级。", $"The unit \"{unit.Code}\" needs a unit above it.", "parent");
            return;
        }

        if (!units.TryGetValue(unit.Parent, out var parent)) throw GridRuleException.NotFound("上级单位", unit.Parent);
        if (unit.Level < parent.Level || (unit.Kind == UnitKind.Department && unit.Level != parent.Level))
            throw new GridRuleException(RefusalCode.Refused, $"单位“{unit.Code}”的层级 {unit.Level} 与上级“{parent.Code}”的层级 {parent.Level} 不符：下级不得高于上级，部门与所属局同级。", $"The level of \"{unit.Code}\" does not fit that of \"{parent.Code}\".", "level");
        if (Circles(unit, units))
            throw new GridRuleException(RefusalCode.Refused, $"单位“{unit.Code}”的上级关系成环；请改为不在其下级中的单位。", $"The unit \"{unit.Code}\" would hang below itself.", "parent");
    }

    private static void CheckPost(PostEntry post, Dictionary<string, UnitEntry> units, GridSettings settings)
    {
        if (!units.ContainsKey(post.Unit)) throw GridRuleException.NotFound("单位", post.Unit);
        if (!settings.Layers.Contains(post.Layer))
            throw new GridRuleException(RefusalCode.Refused, $"岗位“{post.Code}”的层面“{post.Layer}”未设置；可用：{string.Join("、", settings.Layers)}。", $"The layer of post \"{post.Code}\" is unknown.", "layer");
    }

    private static bool Circles(UnitEntry unit, Dictionary<string, UnitEntry> units)
    {
        var steps = 0;
        for (var parent = unit.Parent; parent is not null && units.TryGetValue(parent, out var above); parent = above.Parent)
            if (parent == unit.Code || ++steps > units.Count) return true;
        return false;
    }
}
