using System.Collections;
using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;

namespace ResponsibilityGrid.Gateway;

/// <summary>A field asked of what a resolver is about to answer, for whoever can answer both at once.</summary>
internal sealed record AskedField(GraphQLField Ast, IDictionary<string, ArgumentValue> Arguments)
{
    /// <summary>Whether it is the field that is being resolved.</summary>
    public bool Is(IResolveFieldContext context) => ReferenceEquals(context.FieldAst, Ast);

    public T? Get<T>(string argument) where T : class => Of(argument) as T;

    public T? Value<T>(string argument) where T : struct => Of(argument) is T value ? value : null;

    public List<T>? List<T>(string argument) => Of(argument) is IEnumerable values and not string ? [.. values.Cast<T>()] : null;

    private object? Of(string argument) => Arguments.TryGetValue(argument, out var given) ? given.Value : null;
}

internal static class AskedFields
{
    /// <summary>Whether a field of a name is asked below.</summary>
    public static bool AsksFor(this IResolveFieldContext context, string name) => context.SubFields is { } fields && fields.Values.Any(field => field.FieldType.Name == name);

    /// <summary>The first field of a name among those asked below; none where there is none.</summary>
    public static AskedField? AskedBelow(this IResolveFieldContext context, string name)
    {
        if (context.SubFields is not { } fields) return null;
        foreach (var (ast, definition) in fields.Values)
            if (definition.Name == name)
                return new(ast, ExecutionHelper.GetArguments(definition.Arguments, ast.Arguments, context.Variables, context.Document, ast, null) ?? new Dictionary<string, ArgumentValue>());
        return null;
    }
}
