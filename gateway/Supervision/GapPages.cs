namespace ResponsibilityGrid.Gateway;

/// <summary>Pages of gaps: the units that a list has not reached by code, then rows in the order of items.</summary>
internal static class GapPages
{
    public static async Task<Connection<Gap>> Read(GrainReads reads, Place unit, string? list, int first, string? after)
    {
        var unreachedAfter = Cursor.Decode(after, 4) is ["", var code, _, _] ? code : null;
        var rowAfter = unreachedAfter is null ? ItemPages.After(after) : null;
        var page = await reads.Items(unit, new ItemQuery { Filter = new() { List = list }, Gaps = true, First = first + 1, After = rowAfter });

        var batch = ItemBatch.Of(page.Items, unit.At);
        var units = rowAfter is not null ? [] : page.Unreached
            .Where(entry => unreachedAfter is null || string.CompareOrdinal(entry.Code, unreachedAfter) > 0)
            .OrderBy(entry => entry.Code, StringComparer.Ordinal)
            .Select(entry => new Gap(unit, entry, list, batch));
        var found = units.Concat(page.Items.Select(row => new Gap(unit, row, batch))).Take(first + 1).ToList();

        return new(
            [.. found.Take(first)], gap => gap.Cursor, found.Count > first, page.TotalCount + page.Unreached.Count, after is not null);
    }
}
