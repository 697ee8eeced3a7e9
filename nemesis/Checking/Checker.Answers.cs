namespace ResponsibilityGrid.Nemesis.Checking;

internal static partial class Checker
{
    /// <summary>Whoever says which version they have seen is the next to change it, or is refused.</summary>
    public static IEnumerable<Violation> Expected(IEnumerable<Operation> operations) =>
        from operation in operations
        where IsOwn(operation) && operation is { Outcome: Outcome.Acknowledged, Expected: not null, Version: not null } && operation.Version != operation.Expected + 1
        select new Violation(Wrong.Overtaken, $"{operation.Kind} {operation.Id} on {operation.Subject} had seen version {operation.Expected} and was acknowledged as {operation.Version}.");

    /// <summary>At rest every command has an answer, under its own id, that agrees with what stands.</summary>
    public static IEnumerable<Violation> AskedAgain(IEnumerable<Operation> answers, IReadOnlyDictionary<string, List<Trace>> entries)
    {
        foreach (var answer in answers)
        {
            var left = entries.GetValueOrDefault(answer.Subject, []).Find(entry => entry.Text == answer.Id);
            var name = $"{answer.Kind} {answer.Id} on {answer.Subject}";
            if (answer.Outcome is Outcome.Unknown) yield return new(Wrong.Unanswered, $"{name}, asked again at rest, met {answer.Code}.");
            else if (left is not null && answer.Version != left.Version)
                yield return new(Wrong.AnsweredTwice, $"{name} stands as version {left.Version}; asked again it was {answer.Outcome} {answer.Code ?? $"as {answer.Version}"}.");
        }
    }

    /// <summary>Numbers that call themselves settled while nobody writes are those of the rows.</summary>
    public static IEnumerable<Violation> Settled(IEnumerable<Numbers> seen, IReadOnlyDictionary<string, int> rows) =>
        (from numbers in seen
         where numbers.Settled
         from state in numbers.ByState.Keys.Union(rows.Keys)
         let counted = numbers.ByState.GetValueOrDefault(state)
         where counted != rows.GetValueOrDefault(state)
         select new Violation(Wrong.Miscounted, $"The root, settled, counts {counted} {state}; by their rows the items are {rows.GetValueOrDefault(state)}.")).Distinct();

    /// <summary>Whoever is counted as reached by a version holds it in the row of their ledger.</summary>
    public static IEnumerable<Violation> Reached(int version, int reached, int rows) =>
        reached > rows ? [new(Wrong.Lost, $"{reached} units count as reached by version {version}; {rows} rows hold it.")] : [];

    /// <summary>The posts that each person calls their own are those on which their units have them.</summary>
    public static IEnumerable<Violation> Persons(IReadOnlySet<(string Person, string Post)> byPersons, IReadOnlySet<(string Person, string Post)> byUnits) =>
        byPersons.Except(byUnits).Select(held => new Violation(Wrong.Misindexed, $"{held.Person} is said to hold {held.Post}; the unit does not know it."))
            .Concat(byUnits.Except(byPersons).Select(held => new Violation(Wrong.Misindexed, $"{held.Person} holds {held.Post} and is not said to.")));

    /// <summary>No item is met twice on the way through all of them.</summary>
    public static IEnumerable<Violation> Once(IEnumerable<string> items) =>
        from item in items.CountBy(item => item)
        where item.Value > 1
        select new Violation(Wrong.Doubled, $"Item {item.Key} is listed {item.Value} times.");
}

/// <summary>The root's numbers as they were answered at a moment.</summary>
internal sealed record Numbers(bool Settled, IReadOnlyDictionary<string, int> ByState);

/// <summary>What a unit counts by state, and how much of it is late or nobody's; and what it counts for each unit directly below.</summary>
internal sealed record Tally(string Unit, IReadOnlyDictionary<string, int> ByState, IReadOnlyDictionary<string, Dictionary<string, int>> Below);
