using System.Collections.Concurrent;
using GraphQL;
using GraphQL.Execution;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.Extensions.Options;

namespace ResponsibilityGrid.Gateway;

/// <summary>A parsed document that is small enough to be validated.</summary>
internal sealed class OpenedDocument(GraphQLDocument ast, bool skips)
{
    private const int KeptCosts = 256;

    private readonly ConcurrentDictionary<string, double> costs = new();
    private readonly bool several = ast.Definitions.OfType<GraphQLOperationDefinition>().Count() > 1;
    private readonly string[] ints = [.. from operation in ast.Definitions.OfType<GraphQLOperationDefinition>()
                                         from variable in operation.Variables?.Items ?? []
                                         where NamedType(variable.Type) == "Int"
                                         select variable.Variable.Name.StringValue];

    public GraphQLDocument Ast { get; } = ast;

    /// <summary>Set once the rules that look at nothing but document and schema have passed.</summary>
    public bool Validated { get; set; }

    /// <summary>How it is answered without the engine, where that is possible.</summary>
    public KnownQuery? Known { get; set; }

    /// <summary>What it costs with these variables, if it ran with such before. A page size is an Int, so nothing but its Ints can change that.</summary>
    public double? CostWith(Inputs variables) => costs.TryGetValue(Sizes(variables), out var cost) ? cost : null;

    /// <summary>Notes what it cost with these variables; nothing where a directive, or another operation, may make it different.</summary>
    public void NoteCost(Inputs variables, double? cost)
    {
        if (cost is not { } known || skips || several || costs.Count >= KeptCosts)
            return;

        costs[Sizes(variables)] = known;
    }

    private string Sizes(Inputs variables) => ints.Length == 0 ? "" : string.Join(',', ints.Select(name => variables.TryGetValue(name, out var value) ? value ?? "null" : "default"));

    private static string NamedType(GraphQLType type) => type switch
    {
        GraphQLNonNullType required => NamedType(required.Type),
        GraphQLListType list => NamedType(list.Type),
        _ => ((GraphQLNamedType)type).Name.StringValue,
    };

    /// <summary>The operation that will run, or null when the name does not settle it; the engine then says so.</summary>
    public GraphQLOperationDefinition? Operation(string? name)
    {
        GraphQLOperationDefinition? found = null;
        foreach (var definition in Ast.Definitions)
        {
            if (definition is not GraphQLOperationDefinition operation || (name is not null && operation.Name?.StringValue != name))
                continue;
            if (found is not null)
                return null;

            found = operation;
        }

        return found;
    }
}

/// <summary>Opens documents, and keeps those that proved valid: a console sends the same few again and again.</summary>
internal sealed class Documents(IOptions<GraphQLLimits> limits)
{
    private readonly ConcurrentDictionary<string, OpenedDocument> kept = new();
    private int count;

    /// <summary>The document of a text.</summary>
    /// <exception cref="ProblemException">It is no document, or too large a one.</exception>
    public OpenedDocument Open(string text) => kept.TryGetValue(text, out var document) ? document : new(Parse(text), skips: text.Contains('@'));

    /// <summary>Notes that a document passed, so that it need not be parsed and validated again.</summary>
    public void Keep(string text, OpenedDocument document)
    {
        document.Validated = true;
        if (limits.Value.CachedDocuments == 0 || !kept.TryAdd(text, document))
            return;

        // Emptying the whole is rare, cheap, and needs no order of use on the hot path.
        if (Interlocked.Increment(ref count) > limits.Value.CachedDocuments)
        {
            kept.Clear();
            count = 0;
        }
    }

    private GraphQLDocument Parse(string text)
    {
        try
        {
            if (DocumentShape.RefuseLength(text, limits.Value) is { } tooLong)
                throw new ProblemException(new ProblemError(tooLong));

            var ast = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments });
            return DocumentShape.Refuse(ast, limits.Value) is { } tooLarge ? throw new ProblemException(new ProblemError(tooLarge)) : ast;
        }
        catch (GraphQLMaxDepthExceededException)
        {
            throw new ProblemException(new ProblemError(Problem.TooDeep(limits.Value.MaxDepth)));
        }
        catch (GraphQLSyntaxErrorException e)
        {
            throw new ProblemException(new SyntaxError(e));
        }
    }
}

/// <summary>A document that is refused before the engine sees it.</summary>
internal sealed class ProblemException(GraphQL.ExecutionError error) : Exception(error.Message)
{
    public GraphQL.ExecutionError Error { get; } = error;
}
