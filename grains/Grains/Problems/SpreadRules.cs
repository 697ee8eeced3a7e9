namespace ResponsibilityGrid;

/// <summary>Which problems have spread: from one place to several, and from several bureaus to the one above them.</summary>
internal static class SpreadRules
{
    /// <summary>What has spread, in most places first. A problem counts at every level above it: as one place of its county, whose problems are one place of the city.</summary>
    /// <param name="outline">Today's tree, and the number of places from which on something has spread.</param>
    /// <param name="top">Only what spread here or below.</param>
    /// <param name="problems">The problems; a dispute upheld is none of them.</param>
    /// <param name="dutyOf">The duty behind an item; none where it is not known any more.</param>
    public static List<Spread> Of(Outline outline, string top, IEnumerable<Problem> problems, Func<ItemKey, Duty?> dutyOf) =>
    [
        .. from problem in problems
           where problem.State != ProblemState.Upheld
           let duty = problem.Item is { } item ? ProblemRules.FactOf(item).Duty : null
           from step in StepsOf(outline, problem.Unit)
           where outline.IsWithin(step.Over, top)
           group (problem, step.Place) by (step.Over, problem.Category, duty) into alike
           let places = alike.Select(found => found.Place).Distinct().OrderBy(outline.Order).ToList()
           where places.Count >= outline.Settings.SpreadPlaces
           orderby places.Count descending, outline.Order(alike.Key.Over), alike.Key.Category, alike.Key.duty
           select Show(outline, alike.Key.Over, places, [.. alike.Select(found => found.problem)], alike.Key.duty, dutyOf),
    ];

    /// <summary>The bureaus and branches to whose count a problem of a unit belongs, and by which place of theirs.</summary>
    private static IEnumerable<(string Over, string Place)> StepsOf(Outline outline, string unit)
    {
        var place = ProblemRules.Home(outline, unit);
        foreach (var over in outline.Upwards(place))
        {
            yield return (over, place);
            place = over;
        }
    }

    private static Spread Show(Outline outline, string unit, List<string> places, List<Problem> problems, string? fact, Func<ItemKey, Duty?> dutyOf)
    {
        var duty = problems.MaxBy(problem => problem.Reported)!.Item is { } item ? dutyOf(item) : null;
        var line = duty?.FunctionalLine ?? outline.Settings.Lines[0];
        return new Spread
        {
            Unit = unit, Category = problems[0].Category, Duty = fact, Title = duty?.Title, Line = line, Owners = Lines.Nearest(outline, unit, line).ConvertAll(owner => owner.Code),
            Places = places, Count = problems.Count, Since = problems.Min(problem => problem.On), Until = problems.Max(problem => problem.On),
        };
    }
}
