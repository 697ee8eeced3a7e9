using System.Collections.Concurrent;
using GraphQL.Execution;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.Extensions.Options;

namespace ResponsibilityGrid.Gateway;

/// <summary>A parsed document that is small enough to be validated.</summary>
internal sealed class OpenedDocument(GraphQLDocument ast)
{
    public GraphQLDocument Ast { get; } = ast;

    /// <summary>Set once the rules that look at nothing but document and schema have passed.</summary>
    public bool Validated { get; set; }

    /// <summary>What it costs, where no variable and no directive can change that: known once it has run.</summary>
    public double? FixedCost { get; set; }

    /// <summary>How it is answered without the engine, where that is possible.</summary>
    public KnownQuery? Known { get; set; }

    /// <summary>A page size is an Int, so a document that takes no Int and skips nothing costs the same each time.</summary>
    public bool CostsTheSame(string text) =>
        !text.Contains('@') && Ast.Definitions.OfType<GraphQLOperationDefinition>().ToList() is [var only]
        && only.Variables?.Items.Any(variable => NamedType(variable.Type) == "Int") is not true;

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
    public OpenedDocument Open(string text) => kept.TryGetValue(text, out var document) ? document : new(Parse(text));

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
