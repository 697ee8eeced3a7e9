using System.Globalization;
using GraphQL.Types;
using ResponsibilityGrid.Gateway;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Leaks;

/// <summary>A question made from the schema.</summary>
/// <param name="Text">The document.</param>
/// <param name="Subject">What it asks about: a code, which also stands in its text.</param>
/// <param name="Fields">Which fields of which types it asks for.</param>
internal sealed record Question(string Text, string Subject, HashSet<string> Fields);

/// <summary>Documents that ask for every field of a schema, about each of some units, posts, persons and items. A field with an argument that nothing is known to put into is an error.</summary>
internal sealed partial class SchemaWalk(ISchema schema)
{
    private const int Deepest = 3;

    /// <summary>Counties and their people: our own, somebody else's, those above, and nobody's.</summary>
    public static readonly string[] Counties = [TwoCounties.A, TwoCounties.B, City, Nowhere];

    public const string Nowhere = "1z0";

    private static readonly (string Argument, string Value)[] OfOtherMoments = [("asOf", "\"2026-11-21\""), ("knownAt", "\"2026-11-23T00:00:00Z\""), ("first", "1")];

    public IEnumerable<Question> All() => schema.Query.Fields.SelectMany(field => Roots(field, []));

    /// <summary>The same of another day, as it was known at an instant, and of lists the first alone.</summary>
    public IEnumerable<Question> OfOtherMoment() => schema.Query.Fields.Where(field => field.Arguments?.Find("asOf") is not null).SelectMany(field => Roots(field, OfOtherMoments));

    private static IEnumerable<Question> Roots(FieldType root, (string Argument, string Value)[] more)
    {
        var type = Named(root.ResolvedType!);
        foreach (var (subject, arguments) in ArgumentsOf(root, more))
        {
            if (type is not IComplexGraphType complex)
            {
                yield return new($"{{ {root.Name}{arguments} }}", subject, [$"Query.{root.Name}"]);
                continue;
            }

            // One document for what is plain, and one for each way on, so that none of them hides another behind its own error.
            foreach (var part in Parts(complex))
            {
                HashSet<string> fields = [$"Query.{root.Name}"];
                yield return new($"{{ {root.Name}{arguments} {{ __typename {string.Join(' ', part.Select(field => Select(complex, field, subject, Deepest, fields)))} }} }}", subject, fields);
            }
        }
    }

    private static IEnumerable<List<FieldType>> Parts(IComplexGraphType type)
    {
        var plain = type.Fields.Where(f => Named(f.ResolvedType!) is not IComplexGraphType).ToList();
        if (plain.Count > 0) yield return plain;
        foreach (var way in type.Fields.Where(f => Named(f.ResolvedType!) is IComplexGraphType)) yield return [way];
    }

    private static string Select(IComplexGraphType owner, FieldType field, string subject, int depth, HashSet<string> fields)
    {
        var arguments = ArgumentsOf(field).First(a => a.Subject == subject || a.Subject == "").Text;
        if (Named(field.ResolvedType!) is not IComplexGraphType type)
        {
            fields.Add($"{owner.Name}.{field.Name}");
            return field.Arguments?.Find("plain") is null ? $"{field.Name}{arguments}" : $"{field.Name} {field.Name}Plainly: {field.Name}(plain: true)";
        }

        // Pages and their edges are no step further.
        var left = owner.Name.EndsWith("Connection", StringComparison.Ordinal) || owner.Name.EndsWith("Edge", StringComparison.Ordinal) ? depth : depth - 1;
        var inner = type.Fields.Where(f => Named(f.ResolvedType!) is not IComplexGraphType || left > 0).Select(f => Select(type, f, subject, left, fields)).Where(text => text.Length > 0).ToList();
        if (type is IInterfaceGraphType { PossibleTypes: var possible }) inner.AddRange(possible.Select(t => $"... on {t.Name} {{ {string.Join(' ', t.Fields.Where(f => Named(f.ResolvedType!) is not IComplexGraphType).Select(f => Select(t, f, subject, 0, fields)))} }}"));
        if (inner.Count == 0) return "";
        fields.Add($"{owner.Name}.{field.Name}");
        // By which the answer tells of what type each value is.
        return $"{field.Name}{arguments} {{ __typename {string.Join(' ', inner)} }}";
    }

    /// <summary>What can be put between the brackets of a field, and whom it is then about.</summary>
    private static IEnumerable<(string Subject, string Text)> ArgumentsOf(FieldType field, params (string Argument, string Value)[] more)
    {
        var needed = field.Arguments?.Where(a => a.ResolvedType is NonNullGraphType).ToList() ?? [];
        var wanted = more.Where(one => field.Arguments?.Find(one.Argument) is not null).Select(one => $"{one.Argument}: {one.Value}").ToList();
        // Of a unit or post, or else of an item: each is asked by itself.
        IEnumerable<IEnumerable<QueryArgument>> ways = field.Name is "supervisors" ? field.Arguments!.Where(a => a.Name is "of" or "item").Select(a => needed.Append(a)) : [needed];
        if (needed.Count == 0 && field.Name is not "supervisors") return [("", wanted.Count > 0 ? $"({string.Join(", ", wanted)})" : "")];
        return Counties.SelectMany(county => ways.Select(way => (county, $"({string.Join(", ", [.. way.Select(a => $"{a.Name}: {ValueOf(field, a, county)}"), .. wanted])})")));
    }

    private static string ValueOf(FieldType field, QueryArgument argument, string county) => (argument.Name, Named(argument.ResolvedType!).Name) switch
    {
        ("unit", _) when field.Name is "supervisionWork" => $"\"{county}D1\"",
        ("unit" or "root", _) => $"\"{county}\"",
        ("post", _) => $"\"{county}-1\"",
        ("list", _) or ("code", "String") when field.Name is "list" or "cascade" => $"\"{List}\"",
        ("by", "UnitBy") => $"{{code: \"{county}\"}}",
        ("by", "PersonBy") => $"{{code: \"P{county}-1\"}}",
        ("by", "ItemBy") => $"{{key: {{list: \"{List}\", duty: \"2026-1\", post: \"{county}-1\"}}}}",
        ("by", "ProblemBy") => $"{{key: {{unit: \"{county}\", number: 1}}}}",
        ("id", _) => $"\"{Ids(county)[0]}\"",
        ("ids", _) => $"[{string.Join(", ", Ids(county).Select(id => $"\"{id}\""))}]",
        ("of", "String") => $"\"{county}-1\"",
        ("on", "Date") => "\"2026-11-22\"",
        ("month", "String") => "\"2026-11\"",
        ("period", "MonthsInput") => "{from: \"2026-10\", to: \"2026-11\"}",
        ("by", "MatrixBy") => "UNIT",
        ("item", "ItemBy") => $"{{key: {{list: \"{List}\", duty: \"2026-1\", post: \"{county}-1\"}}}}",
        ("from" or "to", "Int") => "1",
        ("what", "ForecastBy") => $"{{vacate: {{post: \"{county}-1\", on: \"2026-11-30\"}}}}",
        ("year", _) => "2026",
        ("depth", _) => "3",
        _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"Nothing is known to put into {field.Name}({argument.Name}).")),
    };

    private static string[] Ids(string county) =>
    [
        GlobalId.Of("Unit", $"{City}/{county}"), GlobalId.Of("Person", $"{City}/P{county}-1"), GlobalId.Of("ResponsibilityItem", new ItemKey(City, List, "2026-1", $"{county}-1").ToString()),
        GlobalId.Of("Inspection", $"{City}/{county}/{InspectionRules.NameOf(county, $"{county}-later")}"), GlobalId.Of("Inspection", $"{City}/{county}/{InspectionRules.NameOf(county, $"{county}-now")}"),
        GlobalId.Of("Problem", $"{City}/{county}/1"), GlobalId.Of("SupervisionAction", $"{City}/{county}/1"),
        GlobalId.Of("Referral", $"{City}/{TwoCounties.Legal}/{ReferralRules.NameOf(TwoCounties.Legal, $"{county}-refer")}"), GlobalId.Of("Referral", $"{City}/{TwoCounties.Legal}/1"),
        TwoCounties.FlagOf(county),
    ];

    private static IGraphType Named(IGraphType type) => type switch
    {
        NonNullGraphType { ResolvedType: { } inner } => Named(inner),
        ListGraphType { ResolvedType: { } inner } => Named(inner),
        _ => type,
    };
}
