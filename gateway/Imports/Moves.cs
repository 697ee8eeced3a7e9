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

    /// <summary>The commands by which the record follows the workbook, one for each pair of units.</summary>
    public IEnumerable<StructureCommand> Commands(WorkbookPlan plan, Actor actor)
    {
        var seats = plan.Facts.SelectMany(told => told.Value.Posts.Select(p => (p.Code, Unit: told.Key))).ToDictionary(p => p.Code, p => p.Unit);
        var homes = plan.Facts.SelectMany(told => told.Value.Residents.Select(r => (r.Person, Unit: told.Key))).ToDictionary(r => r.Person, r => r.Unit);
        var ways = Posts.SelectMany(m => m.Value.Select(post => (From: m.Key, To: seats[post], Post: post, Person: "")))
            .Concat(Residents.SelectMany(m => m.Value.Select(person => (From: m.Key, To: homes[person], Post: "", Person: person))));
        return ways.GroupBy(way => (way.From, way.To)).Select(pair => new StructureCommand
        {
            Id = Guid.NewGuid().ToString("N"),
            Act = Act.MovePost,
            Actor = actor,
            Unit = pair.Key.From,
            Other = pair.Key.To,
            Posts = [.. pair.Where(way => way.Post.Length > 0).Select(way => way.Post)],
            Persons = [.. pair.Where(way => way.Person.Length > 0).Select(way => way.Person)],
        });
    }
}
