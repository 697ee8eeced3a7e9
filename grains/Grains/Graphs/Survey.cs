namespace ResponsibilityGrid;

/// <summary>Every sheet of a subtree at one moment, and of the establishments above it: all that any question about it needs.</summary>
internal sealed class Survey
{
    private readonly Dictionary<string, UnitSheet> _sheets;

    public Survey(Outline outline, string top, List<ListVersion> versions, IEnumerable<UnitSheet> sheets)
    {
        (Outline, Top) = (outline, top);
        Cascades = [.. versions.Select(v => new Cascade(outline, v))];
        _sheets = sheets.ToDictionary(s => s.Unit);
        Rows = [.. outline.Preorder(top).SelectMany(unit => Ledger.Rows(_sheets[unit], Cascades, StaffingOf(unit), _sheets[unit].Lives, new Ladder(_sheets[unit].Reminders), outline.At))];
    }

    public Outline Outline { get; }

    public string Top { get; }

    public List<Cascade> Cascades { get; }

    public List<Row> Rows { get; }

    /// <summary>The units to ask: the subtree, and the whole of each establishment on the way from it to the root.</summary>
    public static List<string> UnitsFor(Outline outline, string top) =>
    [
        .. outline.Preorder(top)
            .Concat(outline.Upwards(outline.EstablishmentOf(top)).SelectMany(establishment => Members(outline, establishment)))
            .Distinct(),
    ];

    /// <summary>The bureau and its departments, or the branch.</summary>
    public static IEnumerable<string> Members(Outline outline, string establishment) =>
        outline.Children(establishment).Where(c => c.Kind == UnitKind.Department).SelectMany(c => Members(outline, c.Code)).Prepend(establishment);

    /// <summary>The row of an item; none where it did not stand in the subtree.</summary>
    public Row? Find(ItemKey key) => Rows.Find(r => r.PostCode == key.Post && r.Duty.Code == key.Duty && r.Cascade.Version.List == key.List);

    public UnitSheet Sheet(string unit) => _sheets[unit];

    /// <summary>The numbers of a unit's subtree, counted anew from its rows.</summary>
    public RollUp Count(string unit)
    {
        var lists = Cascades.Select(c => new AdoptedList { List = c.Version.List, Version = c.Version.Number }).ToList();
        var rows = Rows.ToLookup(r => r.Unit);
        var parts = Outline.Preorder(unit).Select(u => RollUps.OfUnit(_sheets[u], [.. rows[u]], Outline, lists, _ => true)).ToList();
        return RollUps.Sum(parts[0], [.. parts.Skip(1)]);
    }

    public Duty DutyOf(CellKey cell) => Cascades.First(c => c.Version.List == cell.List).Find(cell.Duty)!;

    /// <summary>A page of rows, by a full scan; of those that are seen.</summary>
    public ItemPage Page(ItemQuery query, Func<Row, bool>? isSeen = null)
    {
        var order = Merge.Order(Outline, query.Descending);
        var matching = Rows.Where(r => (!query.OwnOnly || r.Unit == Top) && query.Matches(r, Outline) && isSeen?.Invoke(r) is not false)
            .Order(Comparer<Row>.Create((one, other) => order(one.Place, other.Place))).ToList();
        return new ItemPage
        {
            TotalCount = matching.Count,
            Items = [.. matching.Where(r => query.After is not { } after || order(r.Place, after) > 0).Take(query.First).Select(r => r.View)],
        };
    }

    private List<Staffing> StaffingOf(string unit) =>
    [
        .. Outline.Upwards(Outline.EstablishmentOf(unit)).Select(establishment => new Staffing
        {
            Establishment = establishment,
            Filled = [.. Members(Outline, establishment).Where(_sheets.ContainsKey).SelectMany(u => Ledger.Filled(_sheets[u], Outline)).Distinct()],
        }),
    ];
}
