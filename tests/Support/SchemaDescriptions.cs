using GraphQL.Types;

namespace ResponsibilityGrid.Tests;

/// <summary>Finds what a schema leaves unexplained in one of the two languages: the form is 中文 / English.</summary>
internal static class SchemaDescriptions
{
    public static IEnumerable<string> Missing(ISchema schema)
    {
        schema.Initialize();
        return schema.AllTypes
            .Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal) && !IsBuiltIn(type.Name))
            .SelectMany(Coordinates)
            .Where(found => found.Description?.Contains(" / ", StringComparison.Ordinal) != true || !found.Description.Any(letter => letter > '\u2E80'))
            .Select(found => found.Name)
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<(string Name, string? Description)> Coordinates(IGraphType type)
    {
        yield return (type.Name, type.Description);

        if (type is EnumerationGraphType labels)
        {
            foreach (var value in labels.Values)
                yield return ($"{type.Name}.{value.Name}", value.Description);
        }

        foreach (var field in (type as IComplexGraphType)?.Fields ?? [])
        {
            yield return ($"{type.Name}.{field.Name}", field.Description);
            foreach (var argument in field.Arguments ?? [])
                yield return ($"{type.Name}.{field.Name}({argument.Name}:)", argument.Description);
        }
    }

    private static bool IsBuiltIn(string name) => name is "String" or "Boolean" or "Int" or "Float" or "ID";
}
