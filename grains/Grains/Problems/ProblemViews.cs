namespace ResponsibilityGrid;

/// <summary>Problems as they are shown: with what follows from today's date and tree, and page by page.</summary>
internal static class ProblemViews
{
    /// <summary>A problem on the day of the outline. After its deadline it is owned by a post, whoever was silent; nothing is written for that.</summary>
    public static ProblemView Of(Problem problem, Outline outline)
    {
        var today = outline.At.AsOf;
        var lapsed = problem.State is ProblemState.Found or ProblemState.Disputed && today > problem.ClaimBy;
        var (unit, post) = problem.Rectification is { } plan ? (plan.Unit, plan.Post) : lapsed ? HeadOf(problem, outline) : (null, null);
        return new ProblemView
        {
            Problem = problem,
            Lapsed = lapsed,
            OwnerUnit = unit,
            OwnerPost = post,
            Overdue = problem.State is ProblemState.Owned or ProblemState.Rectifying && problem.Rectification!.DueOn < today,
            CheckedFrom = ProblemRules.CheckedFrom(outline, problem),
        };
    }

    /// <summary>What of a ledger a page holds.</summary>
    public static ProblemPage Page(IEnumerable<Problem> problems, ProblemQuery query, Outline outline)
    {
        var found = problems.Select(p => Of(p, outline)).Where(v => IsWanted(v, query)).ToList();
        return Cut(found, query, found.Count);
    }

    /// <summary>The pages of several ledgers as one.</summary>
    public static ProblemPage Join(IReadOnlyCollection<ProblemPage> pages, ProblemQuery query) => Cut(pages.SelectMany(p => p.Problems), query, pages.Sum(p => p.Total));

    private static ProblemPage Cut(IEnumerable<ProblemView> problems, ProblemQuery query, int total) =>
        new([.. problems.Where(v => query.After is not { } after || Compare(v.Place, after) > 0).Order(Comparer<ProblemView>.Create((one, other) => Compare(one.Place, other.Place))).Take(query.First)], total);

    private static bool IsWanted(ProblemView view, ProblemQuery query) =>
        (query.State is null || query.State == view.Problem.State)
        && (query.Person is null || query.Person == view.Problem.Rectification?.Person)
        && (query.Post is null || query.Post == view.OwnerPost || (view.Problem.Rectification?.Person is { } person && query.Persons.Contains(person)))
        && (query.Closed is null || query.Closed == view.Problem.State is ProblemState.Closed)
        && (query.Lapsed is null || query.Lapsed == view.Lapsed)
        && (query.Overdue is null || query.Overdue == view.Overdue)
        && (query.Recurrent is null || query.Recurrent == view.Problem.RecurrenceOf is not null);

    private static int Compare(ProblemPlace one, ProblemPlace other) =>
        one.Day != other.Day ? one.Day.CompareTo(other.Day) : string.CompareOrdinal(one.Unit, other.Unit) is not 0 and var byUnit ? byUnit : one.Number.CompareTo(other.Number);

    /// <summary>A problem as it is shown: without its number in a ledger that the caller does not see, and could count the problems of.</summary>
    public static ProblemView Narrow(ProblemView view, Outline outline, Sight sight)
    {
        var problem = view.Problem;
        return IsTold(problem.RecurrenceUnit) && IsTold(problem.RecurredUnit) ? view
            : view with { Problem = problem with { RecurrenceOf = IsTold(problem.RecurrenceUnit) ? problem.RecurrenceOf : null, RecurredAs = IsTold(problem.RecurredUnit) ? problem.RecurredAs : null } };

        bool IsTold(string? unit) => unit is null || (outline.Standing(unit) is { } standing && sight.Sees(standing));
    }

    /// <summary>Whether it is the caller's own to put right.</summary>
    public static bool IsOwn(ProblemView view, Sight sight) =>
        (view.OwnerPost is { } post && sight.Posts.Contains(post)) || (sight.Person is { } person && view.Problem.Rectification?.Person == person);

    /// <summary>The post of the item that it was found at, else the head post of the unit or of the nearest above that has one.</summary>
    private static (string? Unit, string? Post) HeadOf(Problem problem, Outline outline)
    {
        if (problem.Item is { } item && outline.Bearer(item.Post) is { } bearer) return (bearer.Unit, bearer.Code);
        for (var at = outline.Standing(problem.Unit); at is not null; at = outline.Find(at)?.Parent)
            if (outline.HeadPost(at) is { } head) return (at, head.Code);
        return (outline.Standing(problem.Unit), null);
    }
}
