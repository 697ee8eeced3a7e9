namespace ResponsibilityGrid;

/// <summary>What would fall into a gap if something were done, told by the rules that tell gaps.</summary>
internal static class ForecastRules
{
    /// <summary>The sheet of a unit once somebody, or everybody, has left a post.</summary>
    public static UnitSheet Vacated(UnitSheet sheet, string post, IReadOnlyCollection<string> leavers, Outline outline) => sheet with
    {
        Seats = [.. sheet.Seats.Select(seat => seat.Post.Code == post && seat.Holders.FindAll(f => !leavers.Contains(f.Person)) is var left && left.Count < seat.Holders.Count
            ? seat with { Holders = left, Gap = UnitRules.GapOf(left, true, outline.At.AsOf, outline.Settings) }
            : seat)],
    };

    /// <summary>The sheets of units once the tree is another one: seats and lives go where it puts their posts.</summary>
    public static Dictionary<string, UnitSheet> Rearranged(IReadOnlyCollection<UnitSheet> sheets, Outline then)
    {
        var seats = sheets.SelectMany(s => s.Seats).Where(s => then.Post(s.Post.Code) is not null).ToLookup(s => then.Post(s.Post.Code)!.Unit);
        var lives = sheets.SelectMany(s => s.Lives).Where(l => then.Bearer(l.Key.Post) is not null).ToLookup(l => then.Bearer(l.Key.Post)!.Unit);
        return sheets.Where(s => then.Find(s.Unit) is not null).ToDictionary(s => s.Unit, s => s with
        {
            Seats = [.. seats[s.Unit].OrderBy(seat => seat.Post.Code, StringComparer.Ordinal)],
            Lives = [.. lives[s.Unit]],
        });
    }

    /// <summary>The units whose gaps may change when one is merged into another, or closed: what hangs below both, and the establishments that they belong to.</summary>
    public static IEnumerable<string> UnitsFor(Outline outline, string unit, string? into) =>
        ((string?[])[unit, into]).OfType<string>().SelectMany(u => outline.Preorder(u).Concat(Survey.Members(outline, outline.EstablishmentOf(u)))).Distinct();

    /// <summary>The rows of units in which nobody answers.</summary>
    public static IEnumerable<Row> Gaps(IEnumerable<UnitSheet> sheets, IEnumerable<ListVersion> versions, Outline outline)
    {
        var cascades = versions.Select(v => new Cascade(outline, v)).ToList();
        // Who is staffed above tells where chains break, and nothing of gaps.
        return sheets.SelectMany(sheet => Ledger.Rows(sheet, cascades, [], sheet.Lives, Ladder.Empty, outline.At)).Where(row => row.Gap is not null && row.State != ItemState.Retired);
    }

    /// <summary>The gaps that were none before. A post that goes elsewhere takes its gaps along; a missing post is missed by its unit.</summary>
    public static List<Row> New(IEnumerable<Row> before, IEnumerable<Row> after)
    {
        var known = before.Select(Name).ToHashSet();
        return [.. after.Where(row => !known.Contains(Name(row)))];

        static (string List, string Duty, string Place) Name(Row row) => (row.Cascade.Version.List, row.Duty.Code, row.PostCode.Length > 0 ? row.PostCode : $"/{row.Unit}");
    }

    /// <summary>A page of gaps, and how many there are for which reason.</summary>
    public static ForecastView Page(List<Row> gaps, Outline outline, ForecastQuery query)
    {
        var order = Merge.Order(outline, false);
        return new ForecastView
        {
            ShowsOn = outline.At.AsOf,
            Total = gaps.Count,
            ByReason = [.. gaps.CountBy(row => row.Gap!.Value).OrderBy(count => count.Key).Select(count => new Tally<GapReason>(count.Key, count.Value))],
            Items = [.. gaps.Where(row => query.After is not { } after || order(row.Place, after) > 0).Order(Comparer<Row>.Create((one, other) => order(one.Place, other.Place))).Take(query.First).Select(row => row.View)],
        };
    }
}
