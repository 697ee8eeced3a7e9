using System.Collections.Frozen;

namespace ResponsibilityGrid;

/// <summary>The items of a unit at which a problem came back that is not closed yet. Never changed once made.</summary>
internal sealed class Recurrences
{
    private readonly FrozenSet<(string Post, string Duty)> _facts;

    private Along? _along;

    private Recurrences(IEnumerable<(string, string)> facts) => _facts = facts.ToFrozenSet();

    public static Recurrences Of(IEnumerable<ItemKey> items) => new(items.Select(ProblemRules.FactOf));

    /// <summary>Those of the unit and of the units that posts came from: a post stands in one unit only.</summary>
    public Recurrences With(IReadOnlyList<Recurrences> origins)
    {
        if (origins.All(origin => origin._facts.Count == 0)) return this;
        if (_along is { } known && known.Origins.SequenceEqual(origins)) return known.All;
        var all = new Recurrences(origins.SelectMany(origin => origin._facts).Concat(_facts));
        _along = new Along(origins, all);
        return all;
    }

    /// <summary>Of a ledger: where recurrences stand open.</summary>
    public static List<ItemKey> In(ProblemsState ledger) =>
        [.. ledger.Problems.Where(p => p.RecurrenceOf is not null && p.State is not (ProblemState.Closed or ProblemState.Failed or ProblemState.Upheld)).Select(p => p.Item).OfType<ItemKey>().Distinct()];

    public bool Has(ItemKey item) => _facts.Count > 0 && _facts.Contains(ProblemRules.FactOf(item));

    private sealed record Along(IReadOnlyList<Recurrences> Origins, Recurrences All);
}
