namespace ResponsibilityGrid;

/// <summary>Looks → numbers by month, and numbers of those below → numbers of the whole.</summary>
internal static class Coverages
{
    /// <summary>The cells of one unit up to a day, as far back as coverage is counted.</summary>
    public static List<CoverageCell> Of(Looks looks, DateOnly today, GridSettings settings)
    {
        var oldest = MonthOf(today).AddMonths(1 - settings.CoverageMonths);
        return Add(
            from target in looks.Targets
            from look in target.Value
            where look.On >= oldest && look.On <= today
            select new CoverageCell(
                new CoverageKey { Month = MonthOf(look.On), Line = look.Line, List = target.Key.List, Aspect = look.Aspect, Duty = target.Key.Duty, Sender = look.Officer is null ? null : look.By },
                1, look.Clean ? 0 : 1, look.On));
    }

    /// <summary>Cells that count alike, together.</summary>
    public static List<CoverageCell> Add(IEnumerable<CoverageCell> cells)
    {
        var sum = new Dictionary<CoverageKey, CoverageCell>();
        foreach (var cell in cells)
            sum[cell.Key] = sum.TryGetValue(cell.Key, out var held)
                ? new CoverageCell(cell.Key, held.Count + cell.Count, held.Findings + cell.Findings, held.Last > cell.Last ? held.Last : cell.Last)
                : cell;
        return [.. sum.Values];
    }

    /// <summary>
    /// Whether a caller's numbers hold what officers of a sender saw. Whoever sees the host and not the sender is told nothing of it, not even by way of
    /// the bureau above; to those elsewhere it is a part of the published numbers.
    /// </summary>
    public static bool IsTold(string? sender, Sight sight, Outline outline) =>
        sender is null || sight.Sees(sender) || (outline.Find(sender) is not null && !sight.IsOnWay(outline.EstablishmentOf(sender)));

    /// <summary>The first day of the month.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>Rows × lines. What was looked at without an aspect, or a duty, has a row of its own, so that all axes add up alike.</summary>
    /// <param name="query">Which months, and what the rows are.</param>
    /// <param name="outline">The tree of the day.</param>
    /// <param name="unit">The unit at the top.</param>
    /// <param name="own">The cells of the unit itself.</param>
    /// <param name="below">Those of each unit directly below.</param>
    /// <param name="duties">The duties in force, which have a row whether anybody looked or not.</param>
    public static MatrixView Matrix(MatrixQuery query, Outline outline, string unit, List<CoverageCell> own, List<Coverage> below, List<Duty> duties)
    {
        var looks = own.Select(cell => (Unit: unit, IsDirect: true, Cell: cell)).Concat(below.SelectMany(child => child.Cells.Select(cell => (child.Unit, IsDirect: false, Cell: cell))))
            .Where(l => l.Cell.Key.Month >= query.From && l.Cell.Key.Month <= query.To && (query.List is null || l.Cell.Key.List is null || l.Cell.Key.List == query.List)).ToList();
        var rows = query.By switch
        {
            MatrixBy.Aspect => duties.GroupBy(d => d.Aspect).Select(a => Row(a.Key, a.Key, a.Any(d => d.KeyFew))).ToList(),
            MatrixBy.Item => [.. duties.Select(d => Row(d.Code, d.Title, d.KeyFew))],
            _ => [.. below.Select(c => c.Unit).Prepend(unit).Select(u => Row(u, NameOf(outline, u), false))],
        };
        var found = looks.ToLookup(l => query.By switch { MatrixBy.Aspect => l.Cell.Key.Aspect, MatrixBy.Item => l.Cell.Key.Duty, _ => l.Unit });
        // Looks at what no list in force holds any more still count.
        rows.AddRange(found.Select(f => f.Key).Where(key => !rows.Exists(r => r.Key == key)).OrderBy(key => key is null).ThenBy(key => key, StringComparer.Ordinal).Select(key => Row(key, key ?? "整体", false)));
        return new MatrixView
        {
            Unit = unit,
            Rows = [.. rows.Select(row => row with { Cells = Cells(found[row.Key]) })],
            Total = Row(null, "合计", false) with { Cells = Cells(looks) },
        };

        List<MatrixCell> Cells(IEnumerable<(string Unit, bool IsDirect, CoverageCell Cell)> all)
        {
            var byLine = all.ToLookup(l => l.Cell.Key.Line);
            return [.. outline.Settings.Lines.Select(line => new MatrixCell
            {
                Line = line,
                Direct = byLine[line].Where(l => l.IsDirect).Sum(l => l.Cell.Count),
                Below = byLine[line].Where(l => !l.IsDirect).Sum(l => l.Cell.Count),
                Findings = byLine[line].Sum(l => l.Cell.Findings),
                Last = byLine[line].Select(l => (DateOnly?)l.Cell.Last).Max(),
            })];
        }

        static MatrixRow Row(string? key, string label, bool keyFew) => new() { Key = key, Label = label, KeyFew = keyFew };
    }

    private static string NameOf(Outline outline, string unit) =>
        outline.Find(unit)?.Name ?? outline.Structure.Units.Where(u => u.Code == unit).MaxBy(u => u.Span.From)?.Name ?? unit;
}
