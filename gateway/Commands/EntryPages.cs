namespace ResponsibilityGrid.Gateway;

/// <summary>Pages of a history, the oldest entry first, so that what is written later never shifts a page.</summary>
internal static class EntryPages
{
    /// <summary>A page of what had come true and was known at a moment.</summary>
    public static Connection<ShownEntry> Of(IReadOnlyList<Entry> entries, Moment? at, int? first, string? after)
    {
        var all = entries.Where(entry => at is not { } then || (entry.On <= then.AsOf && entry.Recorded <= then.KnownAt)).Select(entry => new ShownEntry(entry)).ToList();
        var begin = 0;
        if (after is not null)
        {
            Cursor.Decode(after, 4);
            begin = all.FindIndex(entry => entry.Cursor == after) + 1;
            if (begin == 0) throw Cursor.Invalid();
        }

        var size = PageSize.Of(first);
        return new([.. all.Skip(begin).Take(size)], entry => entry.Cursor, all.Count > begin + size, all.Count, begin > 0);
    }
}
