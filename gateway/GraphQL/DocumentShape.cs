using GraphQLParser;
using GraphQLParser.AST;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// The size of a document, measured before it is validated: validation compares fields pairwise and walks fragments
/// wherever they are spread, so a large document must never reach it.
/// </summary>
internal sealed class DocumentShape(GraphQLDocument document, GraphQLLimits limits)
{
    // graphql-js 16 draws the same line: lists of the schema that lead back into the schema, three deep.
    private const int IntrospectionLists = 3;

    private readonly Dictionary<string, GraphQLFragmentDefinition> fragments = [];
    private readonly Dictionary<GraphQLFragmentDefinition, Extent> measured = [];
    private int selections, aliases, directives;

    /// <summary>Null when the document is small enough.</summary>
    public static Problem? Refuse(GraphQLDocument document, GraphQLLimits limits) => new DocumentShape(document, limits).Refuse();

    /// <summary>Counts tokens without parsing; null when they are few enough, or when the parser will have something to say.</summary>
    public static Problem? RefuseLength(string text, GraphQLLimits limits)
    {
        var at = 0;
        for (var count = 0; count <= limits.MaxTokens; count++)
        {
            var token = Lexer.Lex(text, at);
            if (token.Kind == TokenKind.EOF)
                return null;

            at = token.End;
        }

        return Problem.TooCostly($"查询过长，上限为 {limits.MaxTokens} 个词。", $"The query is too long; the limit is {limits.MaxTokens} tokens.");
    }

    private Problem? Refuse()
    {
        if (document.Definitions.Count > limits.MaxDefinitions)
            return TooMany("操作与片段", "operations and fragments", limits.MaxDefinitions);

        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLFragmentDefinition fragment)
                fragments.TryAdd(fragment.FragmentName.Name.StringValue, fragment);
        }

        // Fragments that no operation spreads count as well: validation visits them.
        foreach (var definition in document.Definitions)
        {
            var extent = definition switch
            {
                GraphQLFragmentDefinition fragment => Measure(fragment),
                GraphQLOperationDefinition operation => Measure(operation.SelectionSet) with { },
                _ => default,
            };
            directives += definition is IHasDirectivesNode { Directives.Count: > 0 and var more } ? more : 0;

            if (extent.Depth > limits.MaxDepth || extent.Lists >= IntrospectionLists)
                return Problem.TooDeep(limits.MaxDepth);
            if (extent.Selections > limits.MaxExpandedSelections || selections > limits.MaxSelections)
                return TooMany("字段", "selections", limits.MaxSelections);
            if (definition is GraphQLOperationDefinition && extent.Fields > limits.MaxRootFields)
                return TooMany("顶层字段", "root fields", limits.MaxRootFields);
        }

        if (aliases > limits.MaxAliases)
            return TooMany("别名", "aliases", limits.MaxAliases);

        return directives > limits.MaxDirectives ? TooMany("指令", "directives", limits.MaxDirectives) : null;
    }

    private static Problem TooMany(string chinese, string english, int limit) =>
        Problem.TooCostly($"查询中的{chinese}过多，上限为 {limit}。", $"The query has too many {english}; the limit is {limit}.");

    private Extent Measure(GraphQLFragmentDefinition fragment)
    {
        if (measured.TryGetValue(fragment, out var known))
            return known;

        measured[fragment] = default; // a cycle ends here; that it is one, validation says
        return measured[fragment] = Measure(fragment.SelectionSet);
    }

    private Extent Measure(GraphQLSelectionSet? set)
    {
        var sum = default(Extent);
        if (set is null)
            return sum;

        foreach (var node in set.Selections)
        {
            selections++;
            directives += node is IHasDirectivesNode { Directives.Count: > 0 and var more } ? more : 0;
            sum += node switch
            {
                GraphQLField field => Measure(field),
                GraphQLInlineFragment inline => Measure(inline.SelectionSet),
                GraphQLFragmentSpread spread when fragments.TryGetValue(spread.FragmentName.Name.StringValue, out var fragment) => Measure(fragment),
                _ => default,
            };
        }

        return sum;
    }

    private Extent Measure(GraphQLField field)
    {
        aliases += field.Alias is null ? 0 : 1;
        var below = Measure(field.SelectionSet);
        var list = field.SelectionSet is not null && field.Name.StringValue is "fields" or "interfaces" or "possibleTypes" or "inputFields" ? 1 : 0;
        return new(1, 1 + below.Selections, field.SelectionSet is null ? 0 : 1 + below.Depth, list + below.Lists);
    }

    /// <summary>What stands below a point: fields directly there, all selections, nested sets, and nested lists of the introspection.</summary>
    private readonly record struct Extent(int Fields, int Selections, int Depth, int Lists)
    {
        // Sums stop far below overflow; past the limits a larger number says nothing more.
        public static Extent operator +(Extent a, Extent b) => new(
            Math.Min(a.Fields + b.Fields, 1_000_000), Math.Min(a.Selections + b.Selections, 1_000_000),
            Math.Max(a.Depth, b.Depth), Math.Max(a.Lists, b.Lists));
    }
}
