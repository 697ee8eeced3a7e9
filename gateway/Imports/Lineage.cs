namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Where climbing from row to parent ends: the codes that come back to themselves, and those below a skipped row. Each row is
/// visited once, so a chain of any length costs no more than its rows.
/// </summary>
internal sealed record Lineage(IReadOnlySet<string> Circular, IReadOnlySet<string> Adrift)
{
    public static Lineage Of<T>(Register<T> register, Func<T, string?> parent) where T : class, ICodedRow
    {
        HashSet<string> settled = [], circular = [], adrift = [];

        foreach (var start in register.Rows)
        {
            List<T> path = [];
            Dictionary<string, int> places = [];
            var at = register.Find(start.Code);
            string? end = null;

            for (; at is not null && !settled.Contains(at.Code) && places.TryAdd(at.Code, path.Count); at = register.Find(end))
            {
                path.Add(at);
                end = parent(at);
            }

            if (at is not null && places.TryGetValue(at.Code, out var loop))
                circular.UnionWith(path.Skip(loop).Select(row => row.Code));
            else if (at is null ? end is not null && register.IsSkipped(end) : adrift.Contains(at.Code))
                adrift.UnionWith(path.Select(row => row.Code));

            settled.UnionWith(path.Select(row => row.Code));
        }

        return new(circular, adrift);
    }
}
