using System.Collections.Frozen;

namespace ResponsibilityGrid;

/// <summary>The items of a unit at which a problem came back that is not closed yet. Never changed once made.</summary>
internal sealed class Recurrences
{
    private readonly FrozenSet<(string Post, string Duty)> _facts;

    private Recurrences(IEnumerable<ItemKey> items) => _facts = items.Select(ProblemRules.FactOf).ToFrozenSet();

    public static Recurrences Of(IEnumerable<ItemKey> items) => new(items);

    /// <summary>Of a ledger: where recurrences stand open.</summary>
    public static List<ItemKey> In(ProblemsState ledger) =>
        [.. ledger.Problems.Where(p => p.RecurrenceOf is not null && p.State is not (ProblemState.Closed or ProblemState.Failed or ProblemState.Upheld)).Select(p => p.Item).OfType<ItemKey>().Distinct()];

    public bool Has(ItemKey item) => _facts.Count > 0 && _facts.Contains(ProblemRules.FactOf(item));
}
