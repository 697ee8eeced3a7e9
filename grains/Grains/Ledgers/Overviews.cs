namespace ResponsibilityGrid;

/// <summary>Roll-ups, as people ask for them.</summary>
internal static class Overviews
{
    /// <summary>The numbers of a subtree, of one list or of all. Each axis adds up to the same items, since all are read off the same cells.</summary>
    public static Overview Of(RollUp rollUp, Outline outline, Func<CellKey, Duty> dutyOf, string? list, IEnumerable<Overview> children, List<string>? lines = null)
    {
        var cells = rollUp.Cells.Where(c => (list is null || c.Key.List == list) && (lines is null || (dutyOf(c.Key).FunctionalLine is { } line && lines.Contains(line)))).ToList();
        var items = cells.Where(c => c.Key.IsItem).ToList();
        var unreached = rollUp.Arrivals.Where(a => list is null || a.List == list).Sum(a => a.Missing.Count);
        var late = items.Where(c => ItemFilters.IsOverdue(c.Key.DueOn, c.Key.State, rollUp.Today)).ToList();
        var overdue = late.Sum(c => c.Count);
        var headOverdue = late.Where(c => c.Key.Head).Sum(c => c.Count);
        return new Overview
        {
            Unit = rollUp.Unit,
            UnitName = outline.Unit(rollUp.Unit).Name,
            AsOf = rollUp.Today,
            Settled = rollUp.Settled,
            Units = rollUp.Units,
            Posts = rollUp.Posts,
            Persons = rollUp.Persons,
            VacantPosts = rollUp.VacantPosts,
            Items = items.Sum(c => c.Count),
            Unassigned = items.Where(c => c.Key.Gap is not null).Sum(c => c.Count),
            Overdue = overdue,
            KeyFew = items.Where(c => c.Key.KeyFew).Sum(c => c.Count),
            HeadOverdue = headOverdue,
            Unaccepted = items.Where(c => ItemFilters.IsUnaccepted(c.Key.Since, rollUp.Today, outline.Settings)).Sum(c => c.Count),
            Light = headOverdue > 0 ? Light.Red : overdue > 0 ? Light.Amber : items.Count > 0 && items.TrueForAll(c => c.Key.State == ItemState.Closed) ? Light.Green : Light.Grey,
            ByActivity = Tally(items, c => c.Activity),
            ByLevel = Tally(items, c => c.Level),
            ByDepth = Tally(items, c => c.Depth),
            ByAspect = Tally(items, c => dutyOf(c).Aspect),
            ByLayer = Tally(items, c => dutyOf(c).Layer),
            ByState = Tally(items, c => c.State),
            GapsByReason = [.. Tally(cells.Where(c => c.Key.Gap is not null), c => c.Gap!.Value), .. Unreached(unreached)],
            Children = [.. children],
        };
    }

    /// <summary>Arrival and completeness of one list.</summary>
    public static CascadeView CascadeOf(RollUp rollUp, string list)
    {
        var arrivals = rollUp.Arrivals.Where(a => a.List == list).ToList();
        var items = rollUp.Cells.Where(c => c.Key.List == list && c.Key.IsItem).ToLookup(c => c.Key.Level);
        return new CascadeView
        {
            List = list,
            Unit = rollUp.Unit,
            Settled = rollUp.Settled,
            Unreached = [.. arrivals.SelectMany(a => a.Missing).Order(StringComparer.Ordinal)],
            Levels =
            [
                .. arrivals.Select(a => a.Level).Union(items.Select(i => i.Key)).Order().Select(level => new CascadeLevel
                {
                    Level = level,
                    UnitsTotal = arrivals.Where(a => a.Level == level).Sum(a => a.Total),
                    UnitsReached = arrivals.Where(a => a.Level == level).Sum(a => a.Total - a.Missing.Count),
                    ItemsComplete = items[level].Where(c => c.Key.Complete).Sum(c => c.Count),
                    ItemsBroken = items[level].Where(c => !c.Key.Complete).Sum(c => c.Count),
                }),
            ],
        };
    }

    private static List<Tally<T>> Tally<T>(IEnumerable<Cell> cells, Func<CellKey, T> by) =>
        [.. cells.GroupBy(c => by(c.Key)).OrderBy(g => g.Key).Select(g => new Tally<T>(g.Key, g.Sum(c => c.Count)))];

    private static IEnumerable<Tally<GapReason>> Unreached(int count) =>
        count == 0 ? [] : [new Tally<GapReason>(GapReason.UnitNotReached, count)];
}
