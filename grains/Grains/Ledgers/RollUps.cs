namespace ResponsibilityGrid;

/// <summary>Rows → counts, and counts of those below → counts of the whole.</summary>
internal static class RollUps
{
    /// <summary>The numbers of one unit without its children.</summary>
    public static RollUp OfUnit(UnitSheet sheet, List<Row> rows, Outline outline, List<AdoptedList> inForce, Func<AdoptedList, bool> isAdopted) => new()
    {
        Unit = sheet.Unit,
        Today = outline.At.AsOf,
        Settled = inForce.TrueForAll(list => isAdopted(list)),
        Units = 1,
        Posts = sheet.Seats.Count,
        VacantPosts = sheet.Seats.Count(s => s.Holders.Count == 0),
        Persons = sheet.Residents,
        Cells = [.. rows.Where(r => r.State != ItemState.Retired).GroupBy(r => r.Key).Select(g => new Cell(g.Key, g.Count()))],
        Arrivals = [.. inForce.Select(list => new Arrival { List = list.List, Version = list.Version, Level = outline.Unit(sheet.Unit).Level, Total = 1, Missing = isAdopted(list) ? [] : [sheet.Unit] })],
        Filled = Ledger.Filled(sheet, outline),
        Covers = [.. UnitRules.RunningOut(sheet, outline)],
        Led = [.. LinkRules.Leading(sheet).Select(l => new Led(sheet.Unit, l.Subject)).Distinct()],
    };

    /// <summary>The cells after a row has gone from one to another.</summary>
    public static List<Cell> Moved(List<Cell> cells, Row before, Row after)
    {
        List<Cell> moved = [.. cells];
        Count(before, -1);
        Count(after, 1);
        return moved;

        void Count(Row row, int by)
        {
            if (row.State == ItemState.Retired) return;
            var key = row.Key;
            var place = moved.FindIndex(cell => cell.Key == key);
            if (place < 0) moved.Add(new Cell(key, by));
            else if (moved[place].Count + by == 0) moved.RemoveAt(place);
            else moved[place] = moved[place] with { Count = moved[place].Count + by };
        }
    }

    /// <summary>
    /// A child as far as it was heard. A list of which it has not spoken for every unit that it counts has reached nobody in its subtree: it does not
    /// know the list yet, and only passes on what units below it have heard of elsewhere.
    /// </summary>
    public static RollUp AsHeard(RollUp? heard, string unit, Outline outline, List<AdoptedList> inForce)
    {
        if (heard is null) return Unheard(unit, outline, inForce);
        var silent = inForce.Where(l => heard.Arrivals.Where(a => a.List == l.List && a.Version == l.Version).Sum(a => a.Total) < Math.Max(1, heard.Units)).ToList();
        return silent.Count == 0 ? heard : heard with
        {
            Settled = false,
            Arrivals = [.. heard.Arrivals.Where(a => !silent.Exists(l => l.List == a.List)), .. Unheard(unit, outline, silent).Arrivals],
        };
    }

    /// <summary>Keeps what a child says, unless something newer was heard of it. Lost, repeated and overtaken words do no harm. Whether it was news.</summary>
    public static bool Keep(Dictionary<string, RollUp> below, RollUp child)
    {
        if (!child.IsNewerThan(below.GetValueOrDefault(child.Unit))) return false;
        below[child.Unit] = child;
        return true;
    }

    /// <summary>
    /// Whether a child is to be told, and so asked for its numbers. Once by every activation, whatever was heard before: that may have been on its way since
    /// an earlier one. Then where its numbers do not carry the brief; and on a beat where they are not settled.
    /// </summary>
    public static bool IsToBeTold(RollUp child, Brief brief, bool isBeat, bool hasAnswered) =>
        !hasAnswered || child.BriefStamp != brief.Stamp || (isBeat && !child.Settled);

    /// <summary>From where to count on where a newer word than one's own is held above: an earlier activation's clock was ahead.</summary>
    public static (long Epoch, long Number) Above(RollUp held) => (held.Epoch + 1, 0);

    /// <summary>A unit's own numbers with those of its children, whose heads are not its own; carried on from what was summed before, if it was.</summary>
    public static RollUp Sum(RollUp own, IReadOnlyCollection<RollUp> children, RunningSum? running = null)
    {
        if (children.Count == 0) return own;
        var all = children.Prepend(own).ToList();
        return own with
        {
            Settled = all.TrueForAll(r => r.Settled && r.Today == own.Today),
            Units = all.Sum(r => r.Units),
            Posts = all.Sum(r => r.Posts),
            VacantPosts = all.Sum(r => r.VacantPosts),
            Persons = all.Sum(r => r.Persons),
            Covers = [.. all.SelectMany(r => r.Covers)],
            Led = [.. all.SelectMany(r => r.Led)],
            Cells = (running ?? new RunningSum()).Of(own, children),
            Arrivals =
            [
                .. all.SelectMany(r => r.Arrivals).GroupBy(a => (a.List, a.Version, a.Level)).OrderBy(g => g.Key)
                    .Select(g => new Arrival { List = g.Key.List, Version = g.Key.Version, Level = g.Key.Level, Total = g.Sum(a => a.Total), Missing = [.. g.SelectMany(a => a.Missing)] }),
            ],
        };
    }

    private static RollUp Unheard(string unit, Outline outline, List<AdoptedList> inForce)
    {
        var below = outline.Preorder(unit).Select(outline.Unit).ToList();
        return new RollUp
        {
            Unit = unit,
            Today = outline.At.AsOf,
            Units = below.Count,
            Arrivals = [.. inForce.SelectMany(list => below.GroupBy(u => u.Level).Select(level => new Arrival { List = list.List, Version = list.Version, Level = level.Key, Total = level.Count(), Missing = [.. level.Select(u => u.Code)] }))],
        };
    }
}
