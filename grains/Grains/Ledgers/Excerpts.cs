namespace ResponsibilityGrid;

/// <summary>Parts of the ledgers of one silo, with no more of their units than who leads them.</summary>
internal static class Excerpts
{
    /// <summary>The first is told with its rows; another one only where all that is wanted of it stands on its page.</summary>
    public static List<LedgerExcerpt?> Of(List<ExcerptQuery> wanted, List<Page?> pages, ItemView?[] first)
    {
        List<ItemView?[]?> rows = [first, .. wanted.Skip(1).Zip(pages.Skip(1), (of, page) => page is null ? null : RowsOf(page, of.Keys))];
        var links = pages.Select((page, n) => rows[n] is null ? [] : LinkRules.Leading(page!.Sheet)).ToList();
        var leaders = links.SelectMany(led => led).Select(link => link.Subject).Concat(wanted.SelectMany(of => of.Leaders ?? [])).ToHashSet();
        return [.. rows.Select((of, n) => of is null ? null : new LedgerExcerpt
        {
            Items = [.. of],
            Sheet = new() { Unit = wanted[n].Unit, Links = links[n], Seats = leaders.Count == 0 ? [] : pages[n]!.Sheet.Seats.FindAll(seat => leaders.Contains(seat.Post.Code)) },
        })];
    }

    private static ItemView?[]? RowsOf(Page page, List<ItemKey> keys)
    {
        ItemView?[] rows = [.. keys.Select(key => page.Find(key)?.View)];
        return rows.Contains(null) ? null : rows;
    }
}
