namespace ResponsibilityGrid.Nemesis.Checking;

internal static partial class Checker
{
    /// <summary>A matrix counts the looks that are on record, whichever way they are added up.</summary>
    public static IEnumerable<Violation> Looks(IEnumerable<(string Name, Looks Counted)> matrices, Looks recorded) =>
        from matrix in matrices
        where matrix.Counted != recorded
        select new Violation(Wrong.Miscounted, $"The matrix {matrix.Name} counts {matrix.Counted}; on record are {recorded}.");

    /// <summary>A problem that was claimed has somebody; one that was not may wait until its day, and has somebody after it.</summary>
    public static IEnumerable<Violation> Owned(IEnumerable<Ownership> problems) =>
        from problem in problems
        where !problem.HasOwner && (problem.State is not ("FOUND" or "DISPUTED") || problem.Lapsed)
        select new Violation(Wrong.Unowned, $"{problem.Problem} is {problem.State} and nobody's.");
}

/// <summary>How often somebody looked, and how often something was found.</summary>
internal readonly record struct Looks(int Count, int Findings);

/// <summary>Whose a problem is.</summary>
internal sealed record Ownership(string Problem, string State, bool HasOwner, bool Lapsed);
