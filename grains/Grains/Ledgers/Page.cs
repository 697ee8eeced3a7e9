using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace ResponsibilityGrid;

/// <summary>A ledger's own page on one day: its rows, and its numbers without those below. Never changed once it is made: other threads read it.</summary>
internal sealed class Page
{
    /// <summary>Longer parts are read anew each time.</summary>
    public const int KeptRows = 256;

    private const int KeptPages = 16, MostNewer = 64;

    private readonly Dictionary<string, Cascade> _cascades;
    // The rows as they were last put in order.
    private List<Row> _ordered;
    // The same by their posts, in the order of duties. Eight bytes an item, and only in a ledger that somebody asked for one: most are never asked.
    private Lazy<Dictionary<string, Row[]>> _ofPost;
    // What has changed since. Commands follow each other faster than anybody reads the rows, so most changes never need an order.
    private ImmutableDictionary<ItemKey, Row> _newer = ImmutableDictionary<ItemKey, Row>.Empty;
    private List<Row>? _rows;
    // What was asked for before; the page never changes, so neither do these.
    private ConcurrentDictionary<ItemQuery, ItemPage>? _taken;

    public Page(Outline outline, UnitSheet sheet, List<Cascade> cascades, List<AdoptedList> inForce, LedgerState ledger, List<Staffing> told, IEnumerable<string> staffedBelow, IReadOnlyCollection<ItemLife> lives, bool isSure)
    {
        (Outline, Sheet, InForce, Ledger, Ladder) = (outline, sheet, inForce, ledger, new Ladder(ledger.Reminders));
        _cascades = cascades.ToDictionary(c => c.Version.List);
        List<string> filled = [.. ResponsibilityGrid.Ledger.Filled(sheet, outline).Union(staffedBelow).Order(StringComparer.Ordinal)];
        // While units move, what was told may name one that stands above no longer, or this unit itself.
        var establishment = outline.EstablishmentOf(sheet.Unit);
        var upwards = outline.Upwards(establishment).ToHashSet();
        var above = told.FindAll(staffing => staffing.Establishment != sheet.Unit && upwards.Contains(staffing.Establishment));
        List<Staffing> staffing = establishment == sheet.Unit ? [new() { Establishment = sheet.Unit, Filled = filled }, .. above] : above;
        Below = Briefing.Write(outline.Structure.Version, [.. ledger.Adopted.Where(a => inForce.Exists(l => l.List == a.List))], staffing);
        _ordered = ResponsibilityGrid.Ledger.Rows(sheet, cascades, staffing, lives, Ladder);
        _ofPost = new(() => _ordered.GroupBy(row => row.PostCode).ToDictionary(post => post.Key, post => post.OrderBy(row => row.Duty.Code, StringComparer.Ordinal).ToArray()));
        var own = RollUps.OfUnit(sheet, _ordered, outline, inForce, ledger.Holds);
        Own = own with { Filled = filled, Settled = own.Settled && isSure };
    }

    public Outline Outline { get; }

    public UnitSheet Sheet { get; }

    public List<AdoptedList> InForce { get; }

    /// <summary>The row that it was worked out from.</summary>
    public LedgerState Ledger { get; }

    /// <summary>Who was reminded when.</summary>
    public Ladder Ladder { get; }

    /// <summary>What the children are told: the lists held here, and who is staffed from the unit's own establishment up to the root's.</summary>
    public Brief Below { get; }

    /// <summary>By due date, post and duty.</summary>
    public List<Row> Rows => _newer.Count == 0 ? _ordered : LazyInitializer.EnsureInitialized(ref _rows, Ordered);

    /// <summary>How a list stands, where the ledger holds it.</summary>
    public Cascade? CascadeOf(string list) => _cascades.GetValueOrDefault(list);

    /// <summary>The numbers of this ledger alone.</summary>
    public RollUp Own { get; private set; }

    /// <summary>The duty that a cell counts; while a branch still holds another version, the same duty in this ledger's.</summary>
    public Duty DutyOf(CellKey cell) => _cascades.TryGetValue(cell.List, out var cascade) && cascade.Find(cell.Duty) is { } duty ? duty : Unknown;

    /// <summary>The row of an item; none where it does not stand here.</summary>
    public Row? Find(ItemKey key) => _newer.TryGetValue(key, out var newer) ? newer : Earlier(key);

    /// <summary>The page with an item's life taken in; its numbers are the same object where none changed, as with most reports. None where the item has no row here yet.</summary>
    public Page? With(ItemLife life)
    {
        if (Find(life.Key) is not { } before) return null;
        var after = before.At(life, Ladder, null);
        var next = (Page)MemberwiseClone();
        (next._taken, next._rows, next._newer) = (null, null, _newer.SetItem(life.Key, after));
        if (next._newer.Count == MostNewer) next.PutInOrder();
        if (before.Key != after.Key) next.Own = Own with { Cells = RollUps.Moved(Own.Cells, before, after) };
        return next;
    }

    /// <summary>A page of this ledger's own rows; the same object where it was asked for before.</summary>
    public ItemPage Part(ItemQuery query)
    {
        if (query.First > KeptRows) return Read(query);
        var taken = LazyInitializer.EnsureInitialized(ref _taken, () => new(SamePage.Instance));
        if (taken.TryGetValue(query, out var known)) return known;
        if (taken.Count >= KeptPages) taken.Clear();
        return taken[query] = Read(query);
    }

    /// <summary>The matching rows of this ledger behind the cursor, as many as asked for.</summary>
    public List<ItemView> Take(ItemQuery query)
    {
        var order = Merge.Order(Outline, query.Descending);
        var matching = Rows.Where(row => query.Matches(row, Outline));
        if (query.Descending) matching = matching.OrderByDescending(row => row.DueOn);
        return [.. matching.SkipWhile(row => query.After is { } after && order(row.Place, after) <= 0).Take(query.First).Select(row => row.View)];
    }

    private Row? Earlier(ItemKey key)
    {
        if (!_ofPost.Value.TryGetValue(key.Post, out var rows)) return null;
        var (from, to) = (0, rows.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (string.CompareOrdinal(rows[middle].Duty.Code, key.Duty) < 0) from = middle + 1;
            else to = middle;
        }

        // Lists may call duties alike.
        for (; from < rows.Length && rows[from].Duty.Code == key.Duty; from++)
            if (rows[from].Cascade.Version.List == key.List) return rows[from];
        return null;
    }

    private List<Row> Ordered() => Ordered(Replaced());

    private List<Row> Ordered(Dictionary<Row, Row> replaced)
    {
        var rows = _ordered.FindAll(row => !replaced.ContainsKey(row));
        foreach (var row in replaced.Values) rows.Insert(~rows.BinarySearch(row, ByDate), row);
        return rows;
    }

    private void PutInOrder()
    {
        var replaced = Replaced();
        var ofPost = new Dictionary<string, Row[]>(_ofPost.Value);
        foreach (var post in replaced.Keys.Select(row => row.PostCode).Distinct()) ofPost[post] = Array.ConvertAll(ofPost[post], row => replaced.GetValueOrDefault(row, row));
        (_ordered, _ofPost, _newer) = (Ordered(replaced), new(ofPost), _newer.Clear());
    }

    /// <summary>What stands instead of a row that is no longer so.</summary>
    private Dictionary<Row, Row> Replaced() => new(_newer.Select(newer => KeyValuePair.Create(Earlier(newer.Key)!, newer.Value)), ReferenceEqualityComparer.Instance);

    // How many match on all pages the numbers tell, but of what only a row tells.
    private ItemPage Read(ItemQuery query) => new() { Items = Take(query), TotalCount = query.IsAboutRows() ? Rows.Count(row => query.Matches(row, Outline)) : 0 };

    private static readonly Comparer<Row> ByDate = Comparer<Row>.Create(ResponsibilityGrid.Ledger.ByDate);
    private static readonly Duty Unknown = new();
}
