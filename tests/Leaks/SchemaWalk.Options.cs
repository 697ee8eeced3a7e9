using GraphQL.Types;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Leaks;

/// <summary>What may be said beside what has to be: of every field, at whatever depth.</summary>
internal sealed partial class SchemaWalk
{
    /// <summary>
    /// Every field once more for each value of each argument that may be left out, and for each other way to say what has to be said: whatever narrows an answer
    /// must not tell by what is left of it. Fields below the roots are asked on the shortest ways to them.
    /// </summary>
    /// <param name="cursors">Places in lists, by the names of the fields that gave them out.</param>
    public IEnumerable<Question> WithOptions(ILookup<string, string> cursors) =>
        (from way in Ways()
         let type = Named(way[^1].ResolvedType!) as IComplexGraphType
         where type is not null
         from county in Counties
         from arguments in OptionsOf(way[^1], county, cursors)
         let selected = type.Fields.Where(f => Named(f.ResolvedType!) is not IComplexGraphType || f.Name is "nodes" or "children" or "rows" or "counties").Select(f => Select(type, f, county, 1, [])).Where(text => text.Length > 0)
         select new Question($"{{ {Along(way, county, arguments, $"__typename {string.Join(' ', selected)}")} }}", county, [])).DistinctBy(question => question.Text);

    /// <summary>Asks every list of county B and of the city for places in it.</summary>
    public IEnumerable<(string Field, string Text)> ForCursors() =>
        from way in Ways()
        where way[^1].Arguments!.Find("after") is not null
        from county in (string[])[TwoCounties.B, City]
        let needed = way[^1].Arguments!.Where(a => a.ResolvedType is NonNullGraphType).Select(a => $"{a.Name}: {ValueOf(way[^1], a, county)}")
        select (way[^1].Name, $"{{ {Along(way, county, string.Join(", ", needed.Append("first: 200")), "edges { cursor }")} }}");

    /// <summary>The fields with arguments: the roots, and below them those of each type on the shortest ways to it.</summary>
    private IEnumerable<FieldType[]> Ways()
    {
        HashSet<string> known = [];
        List<FieldType[]> ways = [.. schema.Query.Fields.Where(field => field.Name is not ("node" or "nodes")).Select(field => (FieldType[])[field])];
        foreach (var root in ways.Where(way => HasArguments(way[^1]))) yield return root;
        while (ways.Count > 0)
        {
            var reached = ways.Where(way => TypeOf(way) is { } type && !known.Contains(type.Name)).ToList();
            known.UnionWith(reached.Select(way => TypeOf(way)!.Name));
            ways = [.. reached.SelectMany(way => TypeOf(way)!.Fields.Select(field => (FieldType[])[.. way, field]))];
            foreach (var way in ways.Where(way => HasArguments(way[^1]))) yield return way;
        }

        static IComplexGraphType? TypeOf(FieldType[] way) => Named(way[^1].ResolvedType!) as IComplexGraphType;

        // Plain details are asked for wherever they stand.
        static bool HasArguments(FieldType field) => field.Arguments?.Any(argument => argument.Name is not "plain") is true;
    }

    /// <summary>A field with its arguments and what is asked of it, in those that lead to it.</summary>
    private static string Along(FieldType[] way, string county, string arguments, string asked) =>
        way.SkipLast(1).Reverse().Aggregate($"{way[^1].Name}({arguments}) {{ {asked} }}", (inner, field) =>
            $"{field.Name}{ArgumentsOf(field).First(a => a.Subject == county || a.Subject == "").Text} {{ __typename {inner} }}");

    private static IEnumerable<string> OptionsOf(FieldType field, string county, ILookup<string, string> cursors)
    {
        // Of these one has to be said, or else an item.
        var needed = field.Arguments!.Where(a => a.ResolvedType is NonNullGraphType || (field.Name is "supervisors" && a.Name is "of")).ToList();
        foreach (var argument in field.Arguments!)
            foreach (var value in argument.Name is "after" ? cursors[field.Name].Select(cursor => $"\"{cursor}\"") : OptionsOf(argument.ResolvedType!, argument.Name, field.Name, county))
                yield return string.Join(", ", needed.Where(a => a != argument && (argument.Name, a.Name) is not ("item", "of")).Select(a => $"{a.Name}: {ValueOf(field, a, county)}").Append($"{argument.Name}: {value}"));
    }

    /// <summary>Values of a type: of an enumeration all, of an input each field alone, with those that it needs.</summary>
    private static IEnumerable<string> OptionsOf(IGraphType type, string name, string of, string county) => type switch
    {
        NonNullGraphType { ResolvedType: { } inner } => OptionsOf(inner, name, of, county),
        ListGraphType { ResolvedType: { } inner } => OptionsOf(inner, name, of, county).Select(value => $"[{value}]"),
        EnumerationGraphType values => values.Values.Select(value => value.Name),
        IInputObjectGraphType { IsOneOf: true } one => one.Fields.SelectMany(field => OptionsOf(field.ResolvedType!, field.Name, one.Name, county).Select(value => $"{{{field.Name}: {value}}}")),
        IInputObjectGraphType input => Filled(input, county),
        _ => TextsOf(type.Name, name, of, county),
    };

    private static IEnumerable<string> Filled(IInputObjectGraphType input, string county)
    {
        var needed = string.Concat(input.Fields.Where(f => f.ResolvedType is NonNullGraphType).Select(f => $"{f.Name}: {OptionsOf(f.ResolvedType!, f.Name, input.Name, county).First()}, "));
        var free = input.Fields.Where(f => f.ResolvedType is not NonNullGraphType).ToList();
        return free.Count == 0 ? [$"{{{needed}}}"] : free.SelectMany(field => OptionsOf(field.ResolvedType!, field.Name, input.Name, county).Select(value => $"{{{needed}{field.Name}: {value}}}"));
    }

    private static IEnumerable<string> TextsOf(string type, string name, string of, string county) => (type, name) switch
    {
        ("Boolean", _) => ["true", "false"],
        ("Int", "year") => ["2026"],
        ("Int", "first") => ["1", "200"],
        ("Int", _) => ["1", "3"],
        ("Date", "asOf") => ["\"2026-11-21\"", "\"2027-01-01\""],
        ("Date", _) => ["\"2026-11-22\""],
        // While county A, and while county B, was at work.
        ("DateTime", _) => ["\"2026-11-22T04:00:30Z\"", "\"2026-11-22T04:01:10Z\""],
        ("ID", _) => [$"\"{Ids(county)[of switch { "UnitBy" => 0, "PersonBy" => 1, "ItemBy" => 2, "ProblemBy" => 5, _ => 6 }]}\""],
        (_, "list") => [$"\"{List}\""],
        (_, "code") when of is "list" => [$"\"{List}\""],
        (_, "code") => [of is "PersonBy" ? $"\"P{county}-1\"" : $"\"{county}\""],
        (_, "person" or "persons") => [$"\"P{county}-1\"", $"\"{county}-1\""],
        (_, "post" or "heir" or "of") => [$"\"{county}-1\""],
        (_, "subject") => ["\"key:t-clerk\"", "\"key:t-discipline\""],
        (_, "grid") => [$"\"{City}\""],
        (_, "to") when of is "referrals" => [$"\"{TwoCounties.Legal}\"", $"\"{county}D1\""],
        (_, "from" or "to" or "period") when of is "MonthsInput" => ["\"2026-11\""],
        (_, "from" or "by") => [$"\"{county}D1\"", $"\"{TwoCounties.Legal}\""],
        (_, "into") => [$"\"{county}D1\"", $"\"{City}\""],
        (_, "month") => ["\"2026-11\""],
        (_, "line" or "functionalLines") => ["\"法制\"", "\"日常\""],
        (_, "duty" or "duties") => ["\"2026-1\"", "\"2026-2\""],
        (_, "aspects" or "aspect") => ["\"方面\""],
        (_, "layers") => ["\"主要负责人\""],
        (_, "text") => ["\"事项\"", $"\"{county}\""],
        (_, "unit" or "root") => [of is "supervisionWork" ? $"\"{county}D1\"" : $"\"{county}\""],
        _ => throw new NotSupportedException($"Nothing is known to put into {of}({name})."),
    };
}
