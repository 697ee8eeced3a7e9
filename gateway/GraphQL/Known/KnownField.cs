using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace ResponsibilityGrid.Gateway;

/// <summary>The fields asked of one type, in the order of the reply.</summary>
internal sealed record KnownSelection(IObjectGraphType Type, KnownField[] Fields);

/// <summary>A field of a known query: everything about it that no request changes.</summary>
internal sealed class KnownField(string key, IObjectGraphType parent, GraphQLField ast, FieldType definition, IFieldResolver resolver, KnownValue value)
{
    public JsonEncodedText Key { get; } = JsonEncodedText.Encode(key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    public IObjectGraphType Parent => parent;

    public GraphQLField Ast => ast;

    public FieldType Definition => definition;

    public IFieldResolver Resolver => resolver;

    public KnownValue Value => value;

    /// <summary>The fields asked of its value, by their keys in the reply; none where its value is a leaf, or of several types.</summary>
    public Dictionary<string, (GraphQLField Field, FieldType FieldType)>? SubFields { get; } =
        value.Selection?.Fields.ToDictionary(field => field.Key.Value, field => (field.Ast, field.Definition));

    /// <summary>Where its arguments stand among those that a request brings; none where the document says them all.</summary>
    public int? Place { get; set; }

    /// <summary>The arguments, where no variable is among them.</summary>
    public IDictionary<string, ArgumentValue>? Settled { get; private set; }

    public void Settle(GraphQLDocument document) => Settled = ast.Arguments is { Count: > 0 }
        ? Read(Variables.None, document)
        : definition.Arguments?.ToDictionary(argument => argument.Name, argument => new ArgumentValue(argument.DefaultValue, ArgumentSource.FieldDefault));

    public IDictionary<string, ArgumentValue>? Read(Variables variables, GraphQLDocument document) =>
        ExecutionHelper.GetArguments(definition.Arguments, ast.Arguments, variables, document, ast, null);
}
