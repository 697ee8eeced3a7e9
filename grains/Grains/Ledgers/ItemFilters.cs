namespace ResponsibilityGrid;

/// <summary>Which rows a query wants; answered for a cell, so that whole subtrees are counted or passed over without asking them.</summary>
internal static class ItemFilters
{
    public static bool IsOverdue(DateOnly dueOn, ItemState state, DateOnly today) =>
        dueOn < today && state.IsOpen();

    /// <summary>Nobody has accepted it in the days that the grid allows.</summary>
    public static bool IsUnaccepted(DateOnly? waitingSince, DateOnly today, GridSettings settings) =>
        waitingSince is { } since && today.DayNumber - since.DayNumber > settings.SignWithinDays;

    /// <summary>Whether a cell's rows are wanted, as far as a cell tells; see <see cref="IsOpen"/>.</summary>
    public static bool Matches(this ItemQuery query, CellKey cell, Duty duty, Outline outline) =>
        Fits(query, cell, duty, outline) && (query.Filter.Text is not { Length: > 0 } text || Says(duty, text));

    /// <summary>Whether a cell does not tell if its rows are wanted: they may say something of their own, or sit with somebody in particular.</summary>
    public static bool IsOpen(this ItemQuery query, CellKey cell, Duty duty, Outline outline) =>
        Fits(query, cell, duty, outline)
        && (query.Filter is { Holder: not null } or { Post: not null } || (cell.Made && query.Filter.Text is { Length: > 0 } text && !Says(duty, text)));

    /// <summary>Whether there is anything in a query that a cell may not tell.</summary>
    public static bool IsAboutRows(this ItemQuery query) => query.Filter is { Holder: not null } or { Post: not null } or { Text.Length: > 0 };

    /// <summary>Whether a row is wanted. An item made by refining is found by its duty's words and by its own.</summary>
    public static bool Matches(this ItemQuery query, Row row, Outline outline) =>
        Fits(query, row.Key, row.Counted, outline)
        && (query.Filter.Text is not { Length: > 0 } text || Says(row.Counted, text) || (row.Life?.Charge is not null && Says(row.Duty, text)))
        && (query.Filter.Holder is not { } person || row.Seat?.Holders.Exists(holder => holder.Person == person) is true)
        && (query.Filter.Post is not { } post || row.Seat?.Post.Code == post);

    private static bool Fits(ItemQuery query, CellKey cell, Duty duty, Outline outline)
    {
        var (filter, today, settings) = (query.Filter, outline.At.AsOf, outline.Settings);
        return cell.State != ItemState.Retired
            && (query.Gaps ? cell.Gap is not null : cell.IsItem)
            && (filter.List is null || filter.List == cell.List)
            && (filter.Overdue is null || filter.Overdue == IsOverdue(cell.DueOn, cell.State, today))
            && (filter.Unassigned is null || filter.Unassigned == cell.Gap is not null)
            && (filter.KeyFew is null || filter.KeyFew == cell.KeyFew)
            && Among(filter.Levels, cell.Level)
            && Among(filter.States, cell.State)
            && (filter.Unaccepted is null || filter.Unaccepted == IsUnaccepted(cell.Since, today, settings))
            && Among(filter.Activities, cell.Activity)
            && Among(filter.Duties, cell.Duty)
            && Among(filter.Aspects, duty.Aspect)
            && Among(filter.Layers, duty.Layer)
            && (filter.FunctionalLines is null || (duty.FunctionalLine is { } line && filter.FunctionalLines.Contains(line)))
            && (filter.WithoutLines is null || duty.FunctionalLine is not { } its || !filter.WithoutLines.Contains(its))
            && (filter.Made is null || filter.Made == cell.Made);
    }

    private static bool Among<T>(List<T>? wanted, T value) => wanted is null || wanted.Contains(value);

    private static bool Says(Duty duty, string text) =>
        duty.Code.Contains(text, StringComparison.OrdinalIgnoreCase)
        || duty.Title.Contains(text, StringComparison.OrdinalIgnoreCase)
        || duty.Aspect.Contains(text, StringComparison.OrdinalIgnoreCase)
        || duty.Standard.Contains(text, StringComparison.OrdinalIgnoreCase)
        || duty.Evidence.Contains(text, StringComparison.OrdinalIgnoreCase);
}
