namespace ResponsibilityGrid.Nemesis.Checking;

internal static partial class Checker
{
    /// <summary>Whatever a command left says what its caller said.</summary>
    public static IEnumerable<Violation> Said(IEnumerable<Operation> operations, IReadOnlyDictionary<string, List<Trace>> entries) =>
        from operation in operations
        where operation.Says is not null
        let left = entries.GetValueOrDefault(operation.Subject, []).Find(entry => entry.Text == operation.Id)
        where left is not null && left.Says != operation.Says
        select new Violation(Wrong.Altered, $"{operation.Kind} {operation.Id} on {operation.Subject} said \"{operation.Says}\"; it stands as \"{left.Says}\".");

    /// <summary>A look keeps every entry, numbered from 1, and reads as the last one says.</summary>
    public static IEnumerable<Violation> Corrected(IEnumerable<Look> looks)
    {
        foreach (var look in looks)
        {
            var name = $"look {look.Number} of {look.Unit}";
            if (!look.Entries.Select(entry => entry.Version).SequenceEqual(Enumerable.Range(1, look.Entries.Count)))
                yield return new(Wrong.Doubled, $"{name} has entries {string.Join(' ', look.Entries.Select(entry => entry.Version))}.");
            if (look.Entries is not [.., var last] || last != look.Now) yield return new(Wrong.Altered, $"{name} reads as {look.Now}; its entries are {string.Join(", ", look.Entries)}.");
        }
    }

    /// <summary>A flag stands as was said of it last.</summary>
    public static IEnumerable<Violation> Decided(IEnumerable<(string Flag, string State)> flags, IReadOnlyDictionary<string, List<Trace>> decisions) =>
        from flag in flags
        let said = decisions.GetValueOrDefault(flag.Flag, []).LastOrDefault()?.Says switch { "DISPUTE" => "DISPUTED", "UPHOLD" => "UPHELD", "DISMISS" => "DISMISSED", _ => "OPEN" }
        where flag.State != said
        select new Violation(Wrong.Altered, $"{flag.Flag} is {flag.State}; by what was said of it last it is {said}.");

    /// <summary>A unit is on the line that it was put on, from that day on.</summary>
    public static IEnumerable<Violation> Lined(IEnumerable<Standing> lines) =>
        from line in lines
        where line.Is != line.Said
        select new Violation(Wrong.Altered, $"{line.Unit} was put on {line.Said}; on that day it is on {line.Is}.");

    /// <summary>By the numbers of one day and list nobody is called in twice.</summary>
    public static IEnumerable<Violation> CalledIn(IEnumerable<Calling> callings) =>
        from calling in callings.CountBy(calling => calling)
        where calling.Value > 1
        select new Violation(Wrong.Doubled, $"{calling.Key} was issued {calling.Value} times.");
}

/// <summary>A look at a unit: its global id, its number there, how it reads now, and its entries from the first one on.</summary>
internal sealed record Look(string Action, string Unit, int Number, Trace Now, IReadOnlyList<Trace> Entries);

/// <summary>What was said of a unit's line and day, and what holds on that day.</summary>
internal sealed record Standing(string Unit, string Said, string Is);

/// <summary>An interview: of which unit, by the numbers of which day and list.</summary>
internal sealed record Calling(string Unit, string AsOf, string List);
