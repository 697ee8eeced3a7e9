using System.Globalization;

namespace ResponsibilityGrid.Gateway;

/// <summary>Pages of rows and the cursors between them.</summary>
internal static class ItemPages
{
    private const string LastUnit = "\uffff";

    /// <summary>What a caller asked for: a page, and one row more to see whether another follows.</summary>
    public static ItemQuery Query(ItemFilterInput? filter, IReadOnlyList<ItemOrder>? orderBy, int? first, string? after) => new()
    {
        Filter = filter?.ToFilter() ?? new(),
        Descending = orderBy is [ItemOrder.DueOnDesc, ..],
        First = PageSize.Of(first) + 1,
        After = After(after),
    };

    public static async Task<Connection<ResponsibilityItem>> Read(GrainReads reads, Place unit, ItemQuery query) =>
        Page(await reads.Items(unit, query), query, unit);

    public static Connection<ResponsibilityItem> Page(ItemPage page, ItemQuery query, Place unit) => new(
        [.. ItemBatch.Of(page.Items.Take(query.First - 1), unit.At).Items],
        item => CursorOf(item.View), page.Items.Count >= query.First, page.TotalCount, query.After is not null);

    /// <summary>What to ask a unit for a person's page: what they answer for there, as much as the page holds.</summary>
    public static ItemQuery OfPerson(string person, string unit, int first, ItemCursor? after) => new()
    {
        Filter = new() { Holder = person },
        OwnOnly = true,
        First = first + 1,
        // Units lie side by side in the order of their codes, whatever the tree.
        After = after is null || after.Unit == unit ? after
            : string.CompareOrdinal(unit, after.Unit) < 0 ? after with { Unit = LastUnit, Post = LastUnit } : after with { Unit = "", Post = "" },
    };

    /// <summary>The pages of the units that a person sits in as one.</summary>
    public static Connection<ResponsibilityItem> OfPerson(Place person, int first, ItemCursor? after, IReadOnlyCollection<ItemPage> pages)
    {
        var found = pages.SelectMany(page => page.Items).OrderBy(Order, StringComparer.Ordinal).ToList();
        return new(
            [.. ItemBatch.Of(found.Take(first), person.At).Items],
            item => CursorOf(item.View), found.Count > first, pages.Sum(page => page.TotalCount), after is not null);
    }

    public static string CursorOf(ItemView item) => Cursor.Encode(Day(item.DueOn), item.Unit, item.Key.Post, item.Key.Duty);

    public static ItemCursor? After(string? cursor) => Cursor.Decode(cursor, 4) is not [var day, var unit, var post, var duty] ? null
        : new ItemCursor { DueOn = Cursor.Day(day), Unit = unit, Post = post, Duty = duty };

    private static string Order(ItemView item) => string.Join('\0', Day(item.DueOn), item.Unit, item.Key.Post, item.Key.Duty);

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
