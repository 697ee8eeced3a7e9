namespace ResponsibilityGrid;

/// <summary>What the tree of a grid may look like; the same on every day.</summary>
internal static class TreeRules
{
    /// <summary>Refuses a structure that breaks a rule on any day.</summary>
    public static void Check(Structure next)
    {
        if (Faults(next).FirstOrDefault() is { } fault) throw fault.Why;
    }

    /// <summary>Everything that breaks a rule. Between two of its turning days a structure stands still, so that these are all that need a look.</summary>
    public static IEnumerable<TreeFault> Faults(Structure next)
    {
        var units = next.Units.Where(u => u.Span.Superseded is null).ToList();
        var posts = next.Posts.Where(p => p.Span.Superseded is null).ToList();
        return units.Select(u => u.Span).Concat(posts.Select(p => p.Span)).SelectMany(Turns).Append(DateOnly.MinValue).Distinct().Order()
            .SelectMany(day => FaultsOn(day, next, units.Where(u => u.Span.Covers(day)).ToDictionary(u => u.Code), posts.Where(p => p.Span.Covers(day))));
    }

    /// <summary>Why a new unit cannot stand where it is to stand, on its first day or a later one; whether its code is free is not looked at.</summary>
    public static GridRuleException? WhyNot(Structure structure, UnitEntry unit) =>
        DaysOf(structure, unit.Span.From).Select(day => MisfitOf(day, unit, structure.Grid, Standing(structure, day), structure.Settings)).FirstOrDefault(why => why is not null);

    /// <summary>The same of a new post.</summary>
    public static GridRuleException? WhyNot(Structure structure, PostEntry post) =>
        DaysOf(structure, post.Span.From).Select(day => OfPost(day, post, Standing(structure, day), structure.Settings)).FirstOrDefault(why => why is not null);

    private static IEnumerable<DateOnly> DaysOf(Structure structure, DateOnly first) =>
        structure.Units.Where(u => u.Span.Superseded is null).SelectMany(u => Turns(u.Span)).Where(day => day > first).Append(first).Distinct().Order();

    private static Dictionary<string, UnitEntry> Standing(Structure structure, DateOnly day) =>
        structure.Units.Where(u => u.Span.Superseded is null && u.Span.Covers(day)).ToDictionary(u => u.Code);

    private static IEnumerable<DateOnly> Turns(Span span) => span.To is { } last && last < DateOnly.MaxValue ? [span.From, last.AddDays(1)] : [span.From];

    private static IEnumerable<TreeFault> FaultsOn(DateOnly day, Structure next, Dictionary<string, UnitEntry> standing, IEnumerable<PostEntry> posts)
    {
        if (!standing.TryGetValue(next.Grid, out var root))
            return [new(FactKind.Unit, next.Grid, null, GridRuleException.NotFound("根单位", next.Grid))];
        return
        [
            .. root.Parent is null ? [] : (TreeFault[])[new(FactKind.Unit, root.Code, null, new(Rule.RootFixed, $"根单位“{next.Grid}”不能有上级单位。", $"The root \"{next.Grid}\" has no unit above it.", "parent"))],
            .. from unit in standing.Values let why = OfUnit(day, unit, next.Grid, standing, next.Settings) where why is not null select new TreeFault(FactKind.Unit, unit.Code, unit.Parent, why),
            .. from post in posts let why = OfPost(day, post, standing, next.Settings) where why is not null select new TreeFault(FactKind.Post, post.Code, post.Unit, why),
        ];
    }

    private static GridRuleException? OfUnit(DateOnly day, UnitEntry unit, string root, Dictionary<string, UnitEntry> units, GridSettings settings) =>
        MisfitOf(day, unit, root, units, settings)
        ?? (Circles(unit, units) ? new(Rule.Cycle, $"单位“{unit.Code}”的上级关系成环；请改为不在其下级中的单位。", $"The unit \"{unit.Code}\" would hang below itself.", "parent") : null);

    private static GridRuleException? MisfitOf(DateOnly day, UnitEntry unit, string root, Dictionary<string, UnitEntry> units, GridSettings settings)
    {
        if (unit.Level < 1 || unit.Level > settings.Levels.Count)
            return new(Rule.LevelUnknown, $"单位“{unit.Code}”的层级 {unit.Level} 不在 1 到 {settings.Levels.Count} 之间。", $"The level {unit.Level} of \"{unit.Code}\" is not one of the grid's.", "level");
        if (unit.Parent is null)
            return unit.Kind == UnitKind.Department || unit.Code != root
                ? new(Rule.ParentUnfit, $"单位“{unit.Code}”没有上级单位；除根单位外，每个单位都须有上级。", $"The unit \"{unit.Code}\" needs a unit above it.", "parent")
                : null;
        if (!units.TryGetValue(unit.Parent, out var parent)) return MissingParent(day, unit);
        if (unit.Kind == UnitKind.Department && parent.Kind != UnitKind.Bureau)
            return new(Rule.ParentUnfit, $"部门须设在局之下，“{parent.Code}”不是局。", $"A department belongs to a bureau, and \"{parent.Code}\" is none.", "parent");
        return unit.Level < parent.Level || (unit.Kind == UnitKind.Department && unit.Level != parent.Level)
            ? new(Rule.ParentUnfit, $"单位“{unit.Code}”的层级 {unit.Level} 与上级“{parent.Code}”的层级 {parent.Level} 不符：下级不得高于上级，部门与所属局同级。", $"The level of \"{unit.Code}\" does not fit that of \"{parent.Code}\".", "level")
            : null;
    }

    private static GridRuleException? OfPost(DateOnly day, PostEntry post, Dictionary<string, UnitEntry> units, GridSettings settings) =>
        !units.ContainsKey(post.Unit)
            ? GridRuleException.NotThere($"{Told(day)}没有岗位“{post.Code}”所在的单位“{post.Unit}”。", $"The unit \"{post.Unit}\" of post \"{post.Code}\" does not exist {Since(day)}.", "unit")
        : !settings.Layers.Contains(post.Layer)
            ? new(Rule.LayerUnknown, $"岗位“{post.Code}”的层面“{post.Layer}”未设置；可用：{string.Join("、", settings.Layers)}。", $"The layer of post \"{post.Code}\" is unknown.", "layer")
        : null;

    private static GridRuleException MissingParent(DateOnly day, UnitEntry unit) => GridRuleException.NotThere(
        $"{Told(day)}没有单位“{unit.Code}”的上级单位“{unit.Parent}”。", $"The unit \"{unit.Parent}\" above \"{unit.Code}\" does not exist {Since(day)}.", "parent");

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

/// <summary>A unit or post that breaks a rule, and what it hangs on.</summary>
internal sealed record TreeFault(FactKind Of, string Code, string? Above, GridRuleException Why);
