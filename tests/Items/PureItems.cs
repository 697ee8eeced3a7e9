using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>The same city without a cluster: the product's rules over rows in memory, on a clock that a test sets.</summary>
internal sealed class PureItems
{
    private static readonly Dictionary<string, UnitState> Facts = Places.GroupBy(p => p.Unit)
        .ToDictionary(u => u.Key, u => UnitRules.Record(new(), SmallGrid.Facts([.. u]), DateTimeOffset.UnixEpoch).Next);

    public DateTimeOffset Now { get; set; } = GridCluster.Noon;

    public DateOnly Today => new GridSettings().DateAt(Now);

    public ListVersion Issued { get; set; } = new() { List = List, Number = 1, InForceFrom = Start, Duties = [.. SmallItems.DutiesOf(1).Select(d => d with { ChangedIn = 1 })] };

    public Dictionary<ItemKey, ResponsibilityItemState> Stored { get; } = [];

    private static PostEntry[] Places => SmallItems.Places;

    /// <summary>As the ledger and the item take a command together.</summary>
    public Entry Do(ItemCommand command)
    {
        var row = Find(command.Key) ?? throw GridRuleException.NotFound("责任事项", $"{command.Key}");
        var stored = Stored.GetValueOrDefault(command.Key) ?? new();
        if (stored.Entries.FindLast(e => e.Answers(command)) is { } known) return known;
        var (next, entry) = ItemRules.Take(stored, command, SceneOf(row, command), Now);
        Stored[command.Key] = next;
        if (command.Act is Act.RefineItem or Act.ExtendItem)
            foreach (var charge in next.Charges) Stored[charge.Key] = ItemRules.TakeCharge(Stored.GetValueOrDefault(charge.Key) ?? new(), charge, Now);
        return entry;
    }

    public Entry Do(Act act, ItemKey item, string by, DateOnly? on = null) => Do(SmallItems.Command($"c{Stored.Values.Sum(s => s.Entries.Count)}", act, item, by) with { On = on });

    /// <summary>An item's row in its ledger today.</summary>
    public Row? Find(ItemKey key) => Rows(SmallItems.UnitOf(key)).Find(row => row.ItemKey == key);

    public Survey Survey(Moment? at = null)
    {
        var outline = OutlineAt(at ?? new Moment(Today, DateTimeOffset.MaxValue));
        return new Survey(outline, City, [Issued], outline.Units.Select(unit => SheetOf(outline, unit) with { Lives = [.. Stored.Values.Select(s => s.Life).Where(l => SmallItems.UnitOf(l.Key) == unit)] }));
    }

    public static Outline OutlineAt(Moment at) =>
        new(new Structure { Grid = City, Version = 1, Units = SmallItems.Units, Posts = [.. Places], Lists = [new ListEntry { List = List, Version = 1 }] }, at);

    private List<Row> Rows(string unit)
    {
        var outline = OutlineAt(new Moment(Today, DateTimeOffset.MaxValue));
        return Ledger.Rows(SheetOf(outline, unit), [new Cascade(outline, Issued)], [], [.. Stored.Values.Select(s => s.Life)], Ladder.Empty);
    }

    private static UnitSheet SheetOf(Outline outline, string unit) => UnitRules.SheetAt(unit, Facts.GetValueOrDefault(unit) ?? new(), outline.At, outline);

    private ItemScene SceneOf(Row row, ItemCommand command)
    {
        var outline = row.Cascade.Outline;
        var party = new Party(outline, row.Unit, row);
        return new ItemScene
        {
            Duty = row.Duty,
            ListVersion = Issued.Number,
            Today = Today,
            IsOwner = party.IsOwner(command.Actor),
            IsIssuer = party.IsIssuer(command.Actor),
            IsChecker = party.IsChecker(command.Actor),
            IsApproverOutside = party.IsChecker(command.Approver ?? command.Actor),
            IsRoots = party.IsRoots,
            IsSuperior = party.IsSuperior(command.Actor, []),
            ChildrenDone = [.. Stored.GetValueOrDefault(command.Key)?.Charges.Where(c => Find(c.Key)?.State.IsOpen() is not true).Select(c => c.Key.Duty) ?? []],
            IsPostBelow = command.Post is { } post && post != command.Key.Post && outline.Post(post) is { } place && outline.IsWithin(place.Unit, row.Unit),
            IsPostNear = command.Post is { } near && near != command.Key.Post && outline.Post(near) is { } seat && outline.IsWithin(seat.Unit, outline.EstablishmentOf(row.Unit)),
        };
    }
}
