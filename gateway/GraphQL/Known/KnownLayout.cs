using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace ResponsibilityGrid.Gateway;

/// <summary>Lays a document out: merges fields of one response key, opens fragments, finds definitions.</summary>
internal sealed class KnownLayout(ISchema schema, GraphQLDocument document)
{
    /// <summary>Fields whose arguments differ from request to request.</summary>
    public List<KnownField> WithVariables { get; } = [];

    public KnownSelection Root(GraphQLOperationDefinition operation) => Selection(operation.Operation is OperationType.Mutation ? schema.Mutation! : schema.Query, [operation.SelectionSet]);

    private KnownSelection Selection(IObjectGraphType type, List<GraphQLSelectionSet> sets)
    {
        var collected = new OrderedDictionary<string, List<GraphQLField>>();
        var seen = new HashSet<string>();
        foreach (var set in sets)
            Collect(type, set, collected, seen);

        return new KnownSelection(type, [.. collected.Select(entry => Field(type, entry.Key, entry.Value))]);
    }

    private void Collect(IObjectGraphType type, GraphQLSelectionSet set, OrderedDictionary<string, List<GraphQLField>> collected, HashSet<string> seen)
    {
        foreach (var node in set.Selections)
        {
            if (node is IHasDirectivesNode { Directives.Count: > 0 })
                throw new NotKnownException();

            switch (node)
            {
                case GraphQLField field:
                    var key = (field.Alias?.Name ?? field.Name).StringValue;
                    if (collected.TryGetValue(key, out var same))
                        same.Add(field);
                    else
                        collected.Add(key, [field]);
                    break;
                case GraphQLInlineFragment inline when Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, collected, seen);
                    break;
                case GraphQLFragmentSpread spread when seen.Add(spread.FragmentName.Name.StringValue):
                    var fragment = document.Definitions.OfType<GraphQLFragmentDefinition>().First(f => f.FragmentName.Name == spread.FragmentName.Name);
                    if (fragment.Directives is { Count: > 0 })
                        throw new NotKnownException();
                    if (Applies(fragment.TypeCondition, type))
                        Collect(type, fragment.SelectionSet, collected, seen);
                    break;
            }
        }
    }

    private bool Applies(GraphQLTypeCondition? condition, IObjectGraphType type) => condition is null || schema.AllTypes[condition.Type.Name.Value] switch
    {
        IAbstractGraphType several => several.IsPossibleType(type),
        var one => one == type,
    };

    private KnownField Field(IObjectGraphType parent, string key, List<GraphQLField> same)
    {
        var ast = same[0];
        var definition = ast.Name.Value == schema.TypeNameMetaFieldType.Name ? schema.TypeNameMetaFieldType : parent.GetField(ast.Name.Value);
        if (definition is not { Resolver: { } resolver, ResolvedType: { } type, ValidateArguments: null })
            throw new NotKnownException();

        var field = new KnownField(key, parent, ast, definition, resolver, Value(type, [.. same.Select(f => f.SelectionSet).OfType<GraphQLSelectionSet>()]));
        if (ast.Arguments is { Count: > 0 } arguments && arguments.Any(argument => HasVariable(argument.Value)))
        {
            field.Place = WithVariables.Count;
            WithVariables.Add(field);
        }
        else
        {
            field.Settle(document);
        }

        return field;
    }

    private KnownValue Value(IGraphType type, List<GraphQLSelectionSet> sets, bool required = false) => type switch
    {
        NonNullGraphType inner => Value(inner.ResolvedType!, sets, required: true),
        ListGraphType list => new KnownList(Value(list.ResolvedType!, sets), required),
        ScalarGraphType scalar => new KnownLeaf(scalar, required),
        IObjectGraphType one => new KnownObject(Selection(one, sets), required),
        IAbstractGraphType several => new KnownAbstract(
            several, schema, several.PossibleTypes.ToDictionary(possible => possible, possible => new KnownObject(Selection(possible, sets), required)), required),
        _ => throw new NotKnownException(),
    };

    private static bool HasVariable(GraphQLValue value) => value switch
    {
        GraphQLVariable => true,
        GraphQLListValue list => list.Values?.Any(HasVariable) is true,
        GraphQLObjectValue fields => fields.Fields?.Any(field => HasVariable(field.Value)) is true,
        _ => false,
    };
}
