namespace ResponsibilityGrid;

/// <summary>Lists × posts → rows. No row is stored: which items stand in a ledger follows from what the unit adopted and which posts it has.</summary>
internal static class Ledger
{
    /// <summary>The rows of a unit, by due date, post and duty. Staffing reaches from the unit's own establishment to the root's.</summary>
    public static List<Row> Rows(UnitSheet sheet, IReadOnlyList<Cascade> cascades, IReadOnlyCollection<Staffing> staffing)
    {
        var filled = staffing.ToDictionary(s => s.Establishment, s => s.Filled.ToHashSet());
        var rows = new List<Row>();
        foreach (var cascade in cascades)
        {
            var ways = new Dictionary<string, (int Depth, string? BreaksAbove)>();
            var establishment = cascade.Outline.EstablishmentOf(sheet.Unit);
            foreach (var seat in sheet.Seats)
                foreach (var duty in DutiesOf(cascade, seat, sheet.Unit, out var level))
                    rows.Add(RowOf(cascade, duty, seat, sheet.Unit, level, Above(cascade, ways, new Step(duty.Code, establishment))));
            if (establishment == sheet.Unit)
                rows.AddRange(cascade.Missing(establishment).Select(duty =>
                    new Row(cascade, duty, null, sheet.Unit, cascade.Outline.Unit(sheet.Unit).Level, 0, GapReason.MissingPost, sheet.Unit)));
        }

        rows.Sort(ByDate);
        return rows;

        (int, string?) Above(Cascade cascade, Dictionary<string, (int, string?)> ways, Step step)
        {
            if (ways.TryGetValue(step.Duty, out var known)) return known;
            var way = cascade.WayOf(step);
            var breaks = way.Up is { } up ? cascade.BreaksAt(up, IsStaffed) : way.Reaches ? null : step.Establishment;
            return ways[step.Duty] = (way.Depth, breaks);
        }

        bool IsStaffed(string establishment, Duty duty) =>
            filled.TryGetValue(establishment, out var groups) && duty.Levels.Any(level => groups.Contains(Staffing.Group(duty.Layer, level)));
    }

    /// <summary>"layer/level" of the posts on which somebody answers.</summary>
    public static List<string> Filled(UnitSheet sheet, Outline outline)
    {
        var level = outline.Unit(sheet.Unit).Level;
        return [.. sheet.Seats.Where(s => s.Gap is null).Select(s => Staffing.Group(s.Post.Layer, outline.Settings.LevelOf(s.Post.Layer, level))).Distinct().Order(StringComparer.Ordinal)];
    }

    public static int ByDate(Row one, Row other) =>
        one.DueOn != other.DueOn ? one.DueOn.CompareTo(other.DueOn) : ByPost(one, other);

    private static int ByPost(Row one, Row other) =>
        string.CompareOrdinal(one.PostCode, other.PostCode) is not 0 and var byPost ? byPost : string.CompareOrdinal(one.Duty.Code, other.Duty.Code);

    private static IEnumerable<Duty> DutiesOf(Cascade cascade, Seat seat, string unit, out int level)
    {
        var stands = level = cascade.Outline.Settings.LevelOf(seat.Post.Layer, cascade.Outline.Unit(unit).Level);
        return cascade.Version.Duties.Where(duty => duty.Layer == seat.Post.Layer && duty.Levels.Contains(stands));
    }

    private static Row RowOf(Cascade cascade, Duty duty, Seat seat, string unit, int level, (int Depth, string? BreaksAbove) way) =>
        new(cascade, duty, seat, unit, level, way.Depth, seat.Gap, seat.Gap is null ? way.BreaksAbove : unit);
}
