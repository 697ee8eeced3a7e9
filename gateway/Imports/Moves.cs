namespace ResponsibilityGrid.Gateway;

/// <summary>Posts and persons that the workbook puts into another unit than the record does: the old unit has to let them go, or both would count them.</summary>
internal sealed record Moves(Dictionary<string, List<string>> Posts, Dictionary<string, List<string>> Residents, IReadOnlyList<string> Absent)
{
    public static Moves Of(WorkbookPlan plan, Dictionary<string, UnitDifference> units)
    {
        var posts = plan.Facts.Values.SelectMany(facts => facts.Posts).Select(p => p.Code).ToHashSet();
        var persons = plan.Facts.Values.SelectMany(facts => facts.Residents).Select(r => r.Person).ToHashSet();
        return new Moves(
            Those(told => told.PostsAbsent, posts),
            Those(told => told.ResidentsAbsent, persons),
            [.. units.Values.SelectMany(told => told.ResidentsAbsent).Where(person => !persons.Contains(person)).Select(person => $"{SheetName.Persons} {person}")]);

        Dictionary<string, List<string>> Those(Func<UnitDifference, List<string>> absent, HashSet<string> present) => units
            .Select(told => (told.Key, Gone: absent(told.Value).Where(present.Contains).ToList()))
            .Where(told => told.Gone.Count > 0)
            .ToDictionary(told => told.Key, told => told.Gone);
    }

    public WorkbookPlan Apply(WorkbookPlan plan)
    {
        var moved = Posts.Values.SelectMany(posts => posts).ToHashSet();
        return plan with { Facts = plan.Facts.ToDictionary(told => told.Key, told => told.Value with
        {
            // The new unit knows of them since the move; before, the old one did.
            Fills = [.. told.Value.Fills.Select(f => moved.Contains(f.Post) ? f with { Span = f.Span with { Recorded = plan.Since } } : f)],
            PostsGone = Posts.GetValueOrDefault(told.Key, []),
            ResidentsGone = Residents.GetValueOrDefault(told.Key, []),
        }) };
    }
}
