namespace ResponsibilityGrid;

/// <summary>A ledger's own page on one day: its rows, and its numbers without those below.</summary>
internal sealed class Page
{
    private readonly Dictionary<string, Cascade> _cascades;

    public Page(Outline outline, UnitSheet sheet, List<Cascade> cascades, List<AdoptedList> inForce, LedgerState ledger, List<Staffing> above, IEnumerable<string> staffedBelow)
    {
        (Outline, Sheet, InForce) = (outline, sheet, inForce);
        _cascades = cascades.ToDictionary(c => c.Version.List);
        Staffing = StaffingOf(outline, sheet, above, staffedBelow);
        Rows = Ledger.Rows(sheet, cascades, Staffing);
        Own = RollUps.OfUnit(sheet, Rows, outline, inForce, ledger.Holds);
    }

    public Outline Outline { get; }

    public UnitSheet Sheet { get; }

    public List<AdoptedList> InForce { get; }

    /// <summary>From the unit's own establishment up to the root's.</summary>
    public List<Staffing> Staffing { get; }

    public List<Row> Rows { get; }

    /// <summary>The numbers of this ledger alone.</summary>
    public RollUp Own { get; }

    /// <summary>The duty that a cell counts; while a branch still holds another version, the same duty in this ledger's.</summary>
    public Duty DutyOf(CellKey cell) => _cascades.TryGetValue(cell.List, out var cascade) && cascade.Find(cell.Duty) is { } duty ? duty : Unknown;

    /// <summary>The matching rows of this ledger behind the cursor, as many as asked for.</summary>
    public List<ItemView> Take(ItemQuery query)
    {
        var order = Merge.Order(Outline, query.Descending);
        var matching = Rows.Where(row => query.Matches(row.Key, row.Duty, Outline.At.AsOf));
        if (query.Descending) matching = matching.OrderByDescending(row => row.DueOn);
        return [.. matching.SkipWhile(row => query.After is { } after && order(row.Place, after) <= 0).Take(query.First).Select(row => row.View)];
    }

    private static readonly Duty Unknown = new();

    private static List<Staffing> StaffingOf(Outline outline, UnitSheet sheet, List<Staffing> above, IEnumerable<string> staffedBelow) =>
        outline.EstablishmentOf(sheet.Unit) == sheet.Unit
            ? [new Staffing { Establishment = sheet.Unit, Filled = [.. Ledger.Filled(sheet, outline).Union(staffedBelow).Order(StringComparer.Ordinal)] }, .. above]
            : above;
}
