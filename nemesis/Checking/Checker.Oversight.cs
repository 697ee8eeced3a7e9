namespace ResponsibilityGrid.Nemesis.Checking;

internal static partial class Checker
{
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(1);

    /// <summary>A matrix counts the looks that are on record, whichever way they are added up.</summary>
    public static IEnumerable<Violation> Looks(IEnumerable<(string Name, Looks Counted)> matrices, Looks recorded) =>
        from matrix in matrices
        where matrix.Counted != recorded
        select new Violation(Wrong.Miscounted, $"The matrix {matrix.Name} counts {matrix.Counted}; on record are {recorded}.");

    /// <summary>A problem that was claimed has somebody; one that was not may wait until its day, and has somebody after it.</summary>
    public static IEnumerable<Violation> Owned(IEnumerable<Ownership> problems) =>
        from problem in problems
        where !problem.HasOwner && (problem.State is not ("FOUND" or "DISPUTED" or "UPHELD") || problem.Lapsed)
        select new Violation(Wrong.Unowned, $"{problem.Problem} is {problem.State} and nobody's.");

    /// <summary>A problem that came back is linked both ways, and the closure before it did not hold. What was only being put right then may well be closed later.</summary>
    public static IEnumerable<Violation> Recurred(IReadOnlyCollection<Recurrence> problems)
    {
        var all = problems.ToDictionary(problem => (problem.Unit, problem.Number));
        foreach (var problem in problems.Where(problem => problem.Of is not null))
        {
            var name = $"problem/{problem.Unit}/{problem.Number}";
            if (!all.TryGetValue((problem.Unit, problem.Of!.Value), out var before) || before.As != problem.Number)
                yield return new(Wrong.Orphaned, $"{name} came back of {problem.Of}, which does not know of it.");
            // Clocks of two silos may differ; who closed it long before the report is not told by them.
            else if (before is { State: "CLOSED", Closed: { } closed } && closed < problem.Reported && problem.Reported - closed < Near)
                yield return new(Wrong.Orphaned, $"{name} came back, and the closure of {problem.Of} stands.");
        }

        foreach (var problem in problems.Where(problem => problem is { State: "FAILED", As: null }))
            yield return new(Wrong.Orphaned, $"problem/{problem.Unit}/{problem.Number} failed, and nothing came back.");
    }

    /// <summary>A finding is credited once in all, and a referral has as many credits as it was referred.</summary>
    public static IEnumerable<Violation> Credited(IReadOnlyCollection<Reference> referrals) =>
    [
        .. from finding in referrals.SelectMany(referral => referral.Findings).CountBy(finding => finding)
           where finding.Value > 1
           select new Violation(Wrong.Doubled, $"{finding.Key} is credited {finding.Value} times."),
        .. from referral in referrals
           where referral.Findings.Count != referral.Times
           select new Violation(Wrong.Orphaned, $"Referral {referral.Referral} was referred {referral.Times} times and credits {referral.Findings.Count}."),
    ];

    /// <summary>Whoever left has one hand-over, in which each of their items stands once.</summary>
    public static IEnumerable<Violation> Disposed(IEnumerable<Operation> operations, IReadOnlyCollection<Parting> partings)
    {
        foreach (var left in operations.Where(o => o is { Kind: "vacate", Outcome: Outcome.Acknowledged } && Overseer.Posts.Contains(o.Subject)).Select(o => o.Id).Distinct())
            if (partings.All(parting => parting.Paper != left)) yield return new(Wrong.Lost, $"vacate {left} was acknowledged and left no hand-over.");
        foreach (var twice in partings.CountBy(parting => parting.Paper).Where(paper => paper.Value > 1))
            yield return new(Wrong.Doubled, $"vacate {twice.Key} left {twice.Value} hand-overs.");
        foreach (var parting in partings.Where(parting => parting.Items.Count != Overseer.ItemsOfPost || parting.Items.Distinct().Count() < parting.Items.Count))
            yield return new(parting.Items.Count < Overseer.ItemsOfPost ? Wrong.Lost : Wrong.Doubled, $"The hand-over {parting.Paper} of {parting.Post} disposes of {string.Join(' ', parting.Items)}.");
    }
}

/// <summary>How often somebody looked, and how often something was found.</summary>
internal readonly record struct Looks(int Count, int Findings);

/// <summary>Whose a problem is.</summary>
internal sealed record Ownership(string Problem, string State, bool HasOwner, bool Lapsed);

/// <summary>A problem, which one it came back of, which one it came back as, when it was reported, and when it was last closed.</summary>
internal sealed record Recurrence(string Unit, int Number, string State, int? Of, int? As, DateTimeOffset Reported, DateTimeOffset? Closed);

/// <summary>A referral, the findings that it credits, and how often something was referred into it.</summary>
internal sealed record Reference(string Referral, IReadOnlyList<string> Findings, int Times);

/// <summary>A hand-over: the command that it rests on, the post, and the items of which it says what became.</summary>
internal sealed record Parting(string Paper, string Post, IReadOnlyList<string> Items);
