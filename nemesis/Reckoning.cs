using ResponsibilityGrid.Nemesis.Checking;

namespace ResponsibilityGrid.Nemesis;

/// <summary>Reads a grid at rest back, and compares it with what its callers were told.</summary>
internal sealed class Reckoning(GridHttp grid, string database)
{
    private static readonly DateOnly FirstDay = new(2024, 1, 25), LastDay = new(2024, 12, 31);

    /// <param name="operations">What callers know.</param>
    /// <param name="isWhole">Whether that is all there was; otherwise more may have happened since.</param>
    public async Task<List<Violation>> Of(IReadOnlyCollection<Operation> operations, bool isWhole = true)
    {
        var reading = new ReadBack(grid, database);
        List<Violation> wrong = [.. await reading.Quiet(60)];
        var entries = await reading.Items(operations.Select(operation => operation.Subject).Distinct());
        wrong.AddRange(Checker.Numbers(entries));
        foreach (var (post, found) in await reading.Posts()) entries[post] = found;
        wrong.AddRange(Checker.Commands(operations, entries));
        if (isWhole) wrong.AddRange(Checker.Holders(await reading.Holders(FirstDay, LastDay)));
        var (root, children, items) = await reading.Counts();
        wrong.AddRange(Checker.Counts(root, children, items));
        wrong.AddRange(await reading.Rows());
        return wrong;
    }
}
