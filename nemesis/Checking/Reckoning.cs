using System.Collections.Concurrent;

namespace ResponsibilityGrid.Nemesis.Checking;

/// <summary>Reads a grid at rest back, and holds everything against what its callers were told.</summary>
internal sealed class Reckoning(GridHttp grid, ReadBack reading)
{
    /// <summary>After the last command of all.</summary>
    /// <param name="history">What callers did and were told.</param>
    /// <param name="patience">Seconds until the grid has to be at rest.</param>
    /// <param name="lastDay">Up to which day somebody may have come to a post.</param>
    public async Task<List<Violation>> Run(History history, int patience, DateOnly lastDay)
    {
        var (found, entries) = await Stand(history.Operations, patience);
        found.AddRange(Checker.OtherPayloads(history.Operations));
        found.AddRange(Checker.Expected(history.Operations));
        found.AddRange(Checker.Order(history.Operations, history.Sights));
        found.AddRange(Checker.Known(history.Codes));
        found.AddRange(Checker.Holders(await reading.Holders(new DateOnly(2024, 1, 25), lastDay)));
        // Last, since what did not happen may happen now.
        found.AddRange(Checker.AskedAgain(await AskAgain(history.Open), entries));
        return found;
    }

    /// <summary>What stands, by histories, numbers and rows; more may have happened than callers know.</summary>
    public async Task<(List<Violation> Found, Dictionary<string, List<Trace>> Entries)> Stand(IReadOnlyCollection<Operation> known, int patience)
    {
        List<Violation> found = [.. await reading.Quiet(patience)];
        var entries = await reading.Items(known.Select(operation => operation.Subject).Distinct());
        found.AddRange(Checker.Numbers(entries));
        foreach (var (post, traces) in await reading.Posts()) entries[post] = traces;
        found.AddRange(await Oversight(known, entries, patience));
        found.AddRange(await Rulings(entries));
        found.AddRange(Checker.Commands(known, entries));
        found.AddRange(Checker.Said(known, entries));
        var (byPersons, byUnits) = await reading.Seats(patience);
        found.AddRange(Checker.Persons(byPersons, byUnits));
        found.AddRange(Checker.Settled([await reading.Counts()], await reading.ByRows()));
        var (ids, items) = await reading.Walk();
        found.AddRange(Checker.Once(ids));
        found.AddRange(Checker.Counts(await reading.Tallies(), items));
        found.AddRange(await reading.Rows());
        return (found, entries);
    }

    /// <summary>What was seen in the branches, added to the entries.</summary>
    private async Task<List<Violation>> Oversight(IReadOnlyCollection<Operation> known, Dictionary<string, List<Trace>> entries, int patience)
    {
        var (actions, looks) = await reading.Actions(known.Select(operation => operation.Subject));
        var (problems, owners, back) = await reading.Problems();
        var (referrals, references) = await reading.Referrals();
        var (signatures, partings) = await reading.Handovers();
        foreach (var (subject, traces) in actions.Concat(problems).Concat(referrals).Concat(signatures)) entries[subject] = traces;
        var recorded = new Looks(looks.Count, looks.Count(look => look.Now.Says == Command.Seen(isClean: false, isWithdrawn: false)));
        return
        [
            .. Checker.Corrected(looks), .. Checker.Numbers(problems), .. Checker.Owned(owners), .. Checker.Recurred(back), .. Checker.Credited(references), .. Checker.Disposed(known, partings),
            .. Checker.Looks(await reading.Matrices(recorded, patience), recorded),
        ];
    }

    /// <summary>What was said of flags, lines and units at the bottom, added to the entries.</summary>
    private async Task<List<Violation>> Rulings(Dictionary<string, List<Trace>> entries)
    {
        var (decisions, flags) = await reading.Flags();
        var (assigned, lines) = await reading.Lines();
        var (interviews, callings) = await reading.Interviews();
        foreach (var (subject, traces) in decisions.Concat(assigned).Concat(interviews)) entries[subject] = traces;
        return [.. Checker.Decided(flags, decisions), .. Checker.Lined(lines), .. Checker.Numbers(interviews), .. Checker.CalledIn(callings)];
    }

    private async Task<List<Operation>> AskAgain(IEnumerable<Command> open)
    {
        var answers = new ConcurrentBag<Operation>();
        await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (command, _) =>
        {
            var began = History.Now;
            var told = await command.Send(grid);
            answers.Add(new(command.Id, command.Kind, command.Subject, began, History.Now, told.Outcome, told.Code, told.Version, 1, command.Expected, command.Says));
        });
        return [.. answers];
    }
}
