namespace ResponsibilityGrid.Nemesis.Checking;

/// <summary>After the last command: everything is read back and held against what callers were told.</summary>
internal sealed class Reckoning(GridHttp grid, ReadBack reading, History history)
{
    /// <param name="patience">Seconds until the grid has to be at rest.</param>
    /// <param name="lastDay">Up to which day somebody may have come to a post.</param>
    public async Task<List<Violation>> Run(int patience, DateOnly lastDay)
    {
        List<Violation> found = [.. await reading.Quiet(patience)];
        var entries = await reading.Items(history.Operations.Select(operation => operation.Subject).Distinct());
        found.AddRange(Checker.Numbers(entries));
        foreach (var (post, traces) in await reading.Posts()) entries[post] = traces;
        found.AddRange(Checker.Commands(history.Operations, entries));
        found.AddRange(Checker.OtherPayloads(history.Operations));
        found.AddRange(Checker.Expected(history.Operations));
        found.AddRange(Checker.Order(history.Operations, history.Sights));
        found.AddRange(Checker.Known(history.Codes));
        found.AddRange(Checker.Holders(await reading.Holders(new DateOnly(2024, 1, 25), lastDay)));
        var (byPersons, byUnits) = await reading.Seats(patience);
        found.AddRange(Checker.Persons(byPersons, byUnits));
        var (root, children) = await reading.Counts();
        found.AddRange(Checker.Settled([root], await reading.ByRows()));
        var (ids, items) = await reading.Walk();
        found.AddRange(Checker.Once(ids));
        found.AddRange(Checker.Counts(root.ByState, children.ByState, items));
        found.AddRange(await reading.Rows());
        // Last, since what did not happen may happen now.
        found.AddRange(Checker.AskedAgain(await AskAgain(), entries));
        return found;
    }

    private async Task<List<Operation>> AskAgain()
    {
        var answers = new System.Collections.Concurrent.ConcurrentBag<Operation>();
        await Parallel.ForEachAsync(history.Open, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (command, _) =>
        {
            var began = History.Now;
            var told = await command.Send(grid);
            answers.Add(new(command.Id, command.Kind, command.Subject, began, History.Now, told.Outcome, told.Code, told.Version, 1, command.Expected));
        });
        return [.. answers];
    }
}
