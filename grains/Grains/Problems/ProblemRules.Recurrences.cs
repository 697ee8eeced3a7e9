namespace ResponsibilityGrid;

/// <summary>What comes back: an escalation of the earlier problem, in whichever ledger that one stands.</summary>
internal static partial class ProblemRules
{
    /// <summary>The earlier problem of a ledger that is back: being put right just now (边改边犯), or closed within the window (前改后犯).</summary>
    public static Problem? Former(ProblemsState state, ProblemCommand command, DateOnly on, GridSettings settings) =>
        state.Problems.FindLast(p => p.Category == command.Category && IsOneFact(p.Item, command.Item) && p.RecurredAs is null
            && (p.State is ProblemState.Owned or ProblemState.Rectifying or ProblemState.Submitted
                || (p.State == ProblemState.Closed && p.ClosedOn <= on && on <= p.ClosedOn.Value.AddDays(settings.RecurrenceDays))));

    /// <summary>The earlier problem of another ledger, unless it came back here already and that ledger has not heard of it.</summary>
    private static Problem? Elsewhere(ProblemsState state, ProblemCommand command) =>
        command.Former is { } former && !state.Problems.Exists(p => p.RecurrenceUnit == former.Unit && p.RecurrenceOf == former.Number) ? former : null;

    /// <summary>The ledger with what came back in another one linked; the same where it is known already.</summary>
    public static ProblemsState Recur(ProblemsState state, Problem back, DateOnly today, DateTimeOffset now) =>
        state.Problems.Find(p => p.Number == back.RecurrenceOf && p.RecurredAs is null) is not { } former ? state
        : state with { Problems = [.. state.Problems.Select(p => p == former ? Recurred(p, back, today, now) : p)] };

    private static bool IsOneFact(ItemKey? one, ItemKey? other) => one is null || other is null ? one == other : FactOf(one) == FactOf(other);

    /// <summary>
    /// What an item is from year to year: its post, and its duty or the one that it was made from, without the list that the duty's code begins with. A list
    /// lasts a year, and a problem does not end with it.
    /// </summary>
    public static (string Post, string Duty) FactOf(ItemKey item)
    {
        var duty = ItemRules.Unmarked(item.Duty);
        return (item.Post, duty.StartsWith($"{item.List}-", StringComparison.Ordinal) ? duty[(item.List.Length + 1)..] : duty);
    }

    /// <summary>The earlier problem, linked; if it was closed, that closure did not hold. The entry is no answer to the command.</summary>
    private static Problem Recurred(Problem problem, Problem back, DateOnly today, DateTimeOffset now)
    {
        var (report, unit) = (back.Entries[0], back.Unit == problem.Unit ? null : back.Unit);
        var linked = problem with { RecurredAs = back.Number, RecurredUnit = unit };
        if (problem.State != ProblemState.Closed) return linked;
        var entry = new Entry
        {
            Act = Act.FailClosure, Who = report.Who, By = report.By, Paper = report.Paper, On = today, Recorded = now,
            // Numbers of another ledger are told to whoever sees it.
            Number = problem.Entries.Count + 1, Version = problem.Version + 1, Other = unit ?? $"{back.Number}",
        };
        return linked with { State = ProblemState.Failed, Version = entry.Version, Entries = [.. problem.Entries, entry] };
    }
}
