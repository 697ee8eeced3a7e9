namespace ResponsibilityGrid;

/// <summary>Lists × posts → rows. No row is stored: which items stand in a ledger follows from what the unit adopted and which posts it has.</summary>
internal static class Ledger
{
    /// <summary>
    /// The rows of a unit, by due date, post and duty. Staffing reaches from the unit's own establishment to the root's;
    /// lives are those of the items that were touched, seen from a moment or from now.
    /// </summary>
    public static List<Row> Rows(UnitSheet sheet, IReadOnlyList<Cascade> cascades, IReadOnlyCollection<Staffing> staffing, IReadOnlyCollection<ItemLife> lives, Ladder ladder, Moment? at = null)
    {
        var touched = lives.ToDictionary(life => life.Key);
        var filled = staffing.ToDictionary(s => s.Establishment, s => s.Filled.ToHashSet());
        var rows = new List<Row>();
        foreach (var cascade in cascades)
        {
            var ways = new Dictionary<string, (int Depth, string? BreaksAbove)>();
            var establishment = cascade.Outline.EstablishmentOf(sheet.Unit);
            foreach (var seat in sheet.Seats)
                foreach (var duty in DutiesOf(cascade, seat, sheet.Unit, out var level))
                    rows.Add(Living(RowOf(cascade, duty, seat, sheet.Unit, level, Above(cascade, ways, new Step(duty.Code, establishment)))));
            rows.AddRange(ChildrenIn(cascade));
            rows.AddRange(InheritedIn(cascade, ways));
            if (establishment == sheet.Unit)
                rows.AddRange(cascade.Missing(establishment).Select(duty =>
                    new Row(cascade, duty, null, sheet.Unit, cascade.Outline.Unit(sheet.Unit).Level, 0, GapReason.MissingPost, sheet.Unit)));
        }

        rows.Sort(ByDate);
        return rows;

        Row Living(Row row) => row.At(touched.Count > 0 ? touched.GetValueOrDefault(row.ItemKey) : null, ladder, at);

        IEnumerable<Row> ChildrenIn(Cascade cascade) =>
            from life in lives
            let charge = life.Charge
            where charge is not null && charge.Key.List == cascade.Version.List && (at is null || Lives.Existed(life, at.Value))
            let seat = BearerOf(cascade, charge.Key.Post)
            where seat is not null
            let origin = cascade.Find(charge.Origin.Duty)
            where origin is not null
            let level = cascade.Outline.Settings.LevelOf(seat.Post.Layer, cascade.Outline.Unit(sheet.Unit).Level)
            select (RowOf(cascade, Lives.DutyOf(charge, origin), seat, sheet.Unit, level, Below(cascade, charge)) with { Of = seat.Post.Code == charge.Key.Post ? null : charge.Key.Post }).At(life, ladder, at);

        // The heir of a closed post has its own item of every duty; what it takes over is what was begun, and stays until it is retired. If the duty
        // changes, what is open waits to be accepted anew, and what was closed stays closed.
        IEnumerable<Row> InheritedIn(Cascade cascade, Dictionary<string, (int, string?)> ways) =>
            from life in lives
            where life.Charge is null && life.Key.List == cascade.Version.List && !sheet.Seats.Exists(s => s.Post.Code == life.Key.Post)
            let last = Lives.Last(life, at)
            where last is not null && last.State != ItemState.Retired
            let seat = BearerOf(cascade, life.Key.Post)
            where seat is not null
            let found = cascade.Find(life.Key.Duty)
            where found is not null
            let duty = last.State == ItemState.Closed && last.Under < found.ChangedIn ? found with { ChangedIn = last.Under } : found
            let level = cascade.Outline.Settings.LevelOf(seat.Post.Layer, cascade.Outline.Unit(sheet.Unit).Level)
            select (RowOf(cascade, duty, seat, sheet.Unit, level, Above(cascade, ways, new Step(duty.Code, cascade.Outline.EstablishmentOf(sheet.Unit)))) with { Of = life.Key.Post }).At(life, ladder, at);

        Seat? BearerOf(Cascade cascade, string post) => cascade.Outline.Bearer(post) is { } bearer ? sheet.Seats.Find(s => s.Post.Code == bearer.Code) : null;

        (int, string?) Below(Cascade cascade, Charge charge)
        {
            if (cascade.Outline.Bearer(charge.Origin.Post) is not { } post) return (charge.Steps, sheet.Unit);
            var step = new Step(charge.Origin.Duty, cascade.Outline.EstablishmentOf(post.Unit));
            return (cascade.WayOf(step).Depth + charge.Steps, cascade.BreaksAt(step, IsStaffed));
        }

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
        string.CompareOrdinal(one.PostCode, other.PostCode) is not 0 and var byPost ? byPost
        : string.CompareOrdinal(one.Duty.Code, other.Duty.Code) is not 0 and var byDuty ? byDuty
        : string.CompareOrdinal(one.Cascade.Version.List, other.Cascade.Version.List);

    private static IEnumerable<Duty> DutiesOf(Cascade cascade, Seat seat, string unit, out int level)
    {
        var stands = level = cascade.Outline.Settings.LevelOf(seat.Post.Layer, cascade.Outline.Unit(unit).Level);
        return cascade.Version.Duties.Where(duty => duty.Layer == seat.Post.Layer && duty.Levels.Contains(stands));
    }

    private static Row RowOf(Cascade cascade, Duty duty, Seat seat, string unit, int level, (int Depth, string? BreaksAbove) way) =>
        new(cascade, duty, seat, unit, level, way.Depth, seat.Gap, seat.Gap is null ? way.BreaksAbove : unit);
}
