namespace ResponsibilityGrid;

/// <summary>What a ledger asks of a branch of its subtree: so many rows, behind a row if the page begins inside the branch.</summary>
internal readonly record struct Share(string Unit, int First, ItemCursor? After);

/// <summary>A branch of a subtree, or a ledger by itself, with its matching rows by due date.</summary>
internal sealed record Run(string Unit, SortedList<DateOnly, int> Rows)
{
    /// <summary>Whether its cells do not tell all: only the rows themselves say whether they match.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>What matches a question in a subtree: its runs in the order of the tree, the unit's own ledger first, the dates on them, and how many rows that is.</summary>
internal sealed class Matching(List<Run> runs)
{
    public List<Run> Runs => runs;

    public DateOnly[] Dates { get; } = [.. runs.SelectMany(run => run.Rows.Keys).Distinct().Order()];

    public int Total { get; } = runs.Sum(run => run.Rows.Values.Sum());

    /// <summary>Whether some of it is only told by rows.</summary>
    public bool IsOpen { get; } = runs.Exists(run => run.IsOpen);
}

/// <summary>
/// A page of a subtree without asking everybody. Rows are ordered by due date, then by unit in the order of the tree, so
/// that each branch is one run within a date; and the roll-ups say how long each run is.
/// </summary>
internal static class Merge
{
    /// <summary>Stands before every unit of a date.</summary>
    public const string First = "";

    /// <summary>Stands behind every unit of a date.</summary>
    public const string Last = "\uffff";

    /// <summary>
    /// The shares of a page; <paramref name="afterRun"/> is the run that the cursor's row is in.
    /// </summary>
    public static List<Share> Plan(Matching matching, ItemQuery query, int afterRun)
    {
        var (runs, dates) = (matching.Runs, matching.Dates);
        var shares = new int[runs.Count];
        var wanted = query.First;
        for (var step = 0; step < dates.Length; step++)
        {
            var date = dates[query.Descending ? dates.Length - 1 - step : step];
            var side = query.After is { } after ? Compare(date, after.DueOn, query.Descending) : 1;
            if (side < 0) continue;
            for (var run = 0; run < runs.Count && wanted > 0; run++)
            {
                if ((side == 0 && run < afterRun) || !runs[run].Rows.TryGetValue(date, out var rows)) continue;
                shares[run] += rows;
                // How many rows of the cursor's own run lie before it is not known, so they count for nothing here.
                if (side > 0 || run > afterRun) wanted -= rows;
            }

            if (wanted <= 0) break;
        }

        return
        [
            .. runs.Select((run, place) => new Share(run.Unit, Math.Min(shares[place], query.First), Behind(place, query, afterRun)))
                .Where(share => share.First > 0),
        ];
    }

    /// <summary>Where cells do not tell: every branch that may hold anything, for a whole page.</summary>
    public static List<Share> Everywhere(Matching matching, ItemQuery query, int afterRun) =>
        [.. matching.Runs.Select((run, place) => (run, place)).Where(r => r.run.IsOpen || r.run.Rows.Count > 0).Select(r => new Share(r.run.Unit, query.First, Behind(r.place, query, afterRun)))];

    /// <summary>How many matching rows lie on each date.</summary>
    public static SortedList<DateOnly, int> ByDate(IEnumerable<Cell> cells, Func<CellKey, bool> matches)
    {
        var dates = new SortedList<DateOnly, int>();
        foreach (var cell in cells.Where(c => matches(c.Key)))
            dates[cell.Key.DueOn] = dates.GetValueOrDefault(cell.Key.DueOn) + cell.Count;
        return dates;
    }

    /// <summary>The order of rows over units, for a query.</summary>
    public static Comparison<ItemCursor> Order(Outline outline, bool descending)
    {
        return (one, other) =>
            Compare(one.DueOn, other.DueOn, descending) is not 0 and var byDate ? byDate
            : PlaceOf(one.Unit).CompareTo(PlaceOf(other.Unit)) is not 0 and var byUnit ? byUnit
            : string.CompareOrdinal(one.Post, other.Post) is not 0 and var byPost ? byPost
            : string.CompareOrdinal(one.Duty, other.Duty);

        int PlaceOf(string unit) => unit.Length == 0 ? -1 : outline.Order(unit);
    }

    private static int Compare(DateOnly one, DateOnly other, bool descending) => descending ? other.CompareTo(one) : one.CompareTo(other);

    /// <summary>A branch before the cursor's has nothing left on the cursor's date, one behind it has all of it.</summary>
    private static ItemCursor? Behind(int run, ItemQuery query, int afterRun) =>
        query.After is not { } after || run == afterRun ? query.After
        : run < afterRun ? after with { Unit = Last, Post = Last }
        : after with { Unit = First, Post = First };
}
