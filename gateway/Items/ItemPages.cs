using System.Globalization;

namespace ResponsibilityGrid.Gateway;

/// <summary>Pages of rows and the cursors between them.</summary>
internal static class ItemPages
{
    /// <summary>Every item of one ledger.</summary>
    public static readonly ItemQuery Whole = new() { OwnOnly = true, First = int.MaxValue };

    /// <summary>What a caller asked for: a page, and one row more to see whether another follows.</summary>
    public static ItemQuery Query(ItemFilterInput? filter, IReadOnlyList<ItemOrder>? orderBy, int? first, string? after) => new()
    {
        Filter = filter?.ToFilter() ?? new(),
        Descending = orderBy is [ItemOrder.DueOnDesc, ..],
        First = PageSize.Of(first) + 1,
        After = After(after),
    };

    public static async Task<Connection<ResponsibilityItem>> Read(GrainReads reads, Place unit, ItemQuery query)
    {
        var page = await reads.Items(unit, query);
        return new(
            [.. page.Items.Take(query.First - 1).Select(view => new ResponsibilityItem(view, unit.At))],
            item => CursorOf(item.View), page.Items.Count >= query.First, page.TotalCount, query.After is not null);
    }

    /// <summary>What a person answers for, out of the ledgers of the units that they sit in.</summary>
    public static Connection<ResponsibilityItem> OfPerson(Place person, int first, ItemCursor? after, IEnumerable<ItemPage> ledgers)
    {
        var all = ledgers.SelectMany(page => page.Items)
            .Where(item => item.Holders.Exists(holder => holder.Person == person.Code))
            .OrderBy(Order, StringComparer.Ordinal).ToList();
        var rest = after is null ? all : [.. all.SkipWhile(item => string.CompareOrdinal(Order(item), Order(after)) <= 0)];
        return new(
            [.. rest.Take(first).Select(view => new ResponsibilityItem(view, person.At))],
            item => CursorOf(item.View), rest.Count > first, all.Count, after is not null);
    }

    public static string CursorOf(ItemView item) => Cursor.Encode(Day(item.DueOn), item.Unit, item.Post?.Code ?? "", item.Duty.Code);

    public static ItemCursor? After(string? cursor) => Cursor.Decode(cursor, 4) is not [var day, var unit, var post, var duty] ? null
        : DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dueOn)
            ? new ItemCursor { DueOn = dueOn, Unit = unit, Post = post, Duty = duty }
            : throw new GridRuleException(RefusalCode.BadUserInput, "位置 after 无效，请从第一页重新开始。", "The cursor is not valid; start again from the first page.", "after");

    private static string Order(ItemView item) => string.Join('\0', Day(item.DueOn), item.Unit, item.Post?.Code, item.Duty.Code);

    private static string Order(ItemCursor place) => string.Join('\0', Day(place.DueOn), place.Unit, place.Post, place.Duty);

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
