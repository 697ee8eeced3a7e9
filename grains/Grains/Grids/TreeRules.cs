namespace ResponsibilityGrid;

/// <summary>What the tree of a grid may look like; the same on every day.</summary>
internal static class TreeRules
{
    /// <summary>Between two of its turning days a structure stands still, so that these are all that need a look.</summary>
    public static void Check(Structure next)
    {
        var units = next.Units.Where(u => u.Span.Superseded is null).ToList();
        var posts = next.Posts.Where(p => p.Span.Superseded is null).ToList();
        foreach (var day in units.Select(u => u.Span).Concat(posts.Select(p => p.Span)).SelectMany(Turns).Append(DateOnly.MinValue).Distinct().Order())
            CheckOn(day, next, units.Where(u => u.Span.Covers(day)).ToDictionary(u => u.Code), posts.Where(p => p.Span.Covers(day)));
    }

    private static IEnumerable<DateOnly> Turns(Span span) => span.To is { } last && last < DateOnly.MaxValue ? [span.From, last.AddDays(1)] : [span.From];

    private static void CheckOn(DateOnly day, Structure next, Dictionary<string, UnitEntry> standing, IEnumerable<PostEntry> posts)
    {
        if (!standing.TryGetValue(next.Grid, out var root)) throw GridRuleException.NotFound("根单位", next.Grid);
        if (root.Parent is not null)
            throw new GridRuleException(RefusalCode.Refused, $"根单位“{next.Grid}”不能有上级单位。", $"The root \"{next.Grid}\" has no unit above it.", "parent");
        foreach (var unit in standing.Values)
            CheckUnit(day, unit, next.Grid, standing, next.Settings);
        foreach (var post in posts)
            CheckPost(day, post, standing, next.Settings);
    }

    private static void CheckUnit(DateOnly day, UnitEntry unit, string root, Dictionary<string, UnitEntry> units, GridSettings settings)
    {
        if (unit.Level < 1 || unit.Level > settings.Levels.Count)
            throw new GridRuleException(RefusalCode.Refused, $"单位“{unit.Code}”的层级 {unit.Level} 不在 1 到 {settings.Levels.Count} 之间。", $"The level {unit.Level} of \"{unit.Code}\" is not one of the grid's.", "level");
        if (unit.Parent is null)
        {
            if (unit.Kind == UnitKind.Department || unit.Code != root)
                throw new GridRuleException(RefusalCode.Refused, $"单位“{unit.Code}”没有上级单位；除根单位外，每个单位都须有上级。", $"The unit \"{unit.Code}\" needs a unit above it.", "parent");
            return;
        }

        if (!units.TryGetValue(unit.Parent, out var parent)) throw MissingParent(day, unit);
        if (unit.Level < parent.Level || (unit.Kind == UnitKind.Department && unit.Level != parent.Level))
            throw new GridRuleException(RefusalCode.Refused, $"单位“{unit.Code}”的层级 {unit.Level} 与上级“{parent.Code}”的层级 {parent.Level} 不符：下级不得高于上级，部门与所属局同级。", $"The level of \"{unit.Code}\" does not fit that of \"{parent.Code}\".", "level");
        if (Circles(unit, units))
            throw new GridRuleException(RefusalCode.Refused, $"单位“{unit.Code}”的上级关系成环；请改为不在其下级中的单位。", $"The unit \"{unit.Code}\" would hang below itself.", "parent");
    }

    private static void CheckPost(DateOnly day, PostEntry post, Dictionary<string, UnitEntry> units, GridSettings settings)
    {
        if (!units.ContainsKey(post.Unit)) throw new GridRuleException(RefusalCode.NotFound, $"{Told(day)}没有岗位“{post.Code}”所在的单位“{post.Unit}”。", $"The unit \"{post.Unit}\" of post \"{post.Code}\" does not exist {Since(day)}.", "unit");
        if (!settings.Layers.Contains(post.Layer))
            throw new GridRuleException(RefusalCode.Refused, $"岗位“{post.Code}”的层面“{post.Layer}”未设置；可用：{string.Join("、", settings.Layers)}。", $"The layer of post \"{post.Code}\" is unknown.", "layer");
    }

    private static GridRuleException MissingParent(DateOnly day, UnitEntry unit) => new(
        RefusalCode.NotFound, $"{Told(day)}没有单位“{unit.Code}”的上级单位“{unit.Parent}”。", $"The unit \"{unit.Parent}\" above \"{unit.Code}\" does not exist {Since(day)}.", "parent");

    private static string Told(DateOnly day) => day == DateOnly.MinValue ? "" : $"自 {day:yyyy-MM-dd} 起，";

    private static string Since(DateOnly day) => day == DateOnly.MinValue ? "here" : $"from {day:yyyy-MM-dd} on";

    private static bool Circles(UnitEntry unit, Dictionary<string, UnitEntry> units)
    {
        var steps = 0;
        for (var parent = unit.Parent; parent is not null && units.TryGetValue(parent, out var above); parent = above.Parent)
            if (parent == unit.Code || ++steps > units.Count) return true;
        return false;
    }
}
