using System.Security.Claims;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Instrumentation;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace ResponsibilityGrid.Gateway;

/// <summary>What a resolver of a known query may ask. It serves one field after the other; what it does not know sends the query to the engine.</summary>
internal sealed class KnownFieldContext(KnownRun run) : IResolveFieldContext
{
    private KnownField current = null!;

    public KnownFieldContext Of(KnownField next, object? source)
    {
        (current, Source) = (next, source);
        return this;
    }

    public object? Source { get; private set; }

    public GraphQLField FieldAst => current.Ast;

    public FieldType FieldDefinition => current.Definition;

    public IObjectGraphType ParentType => current.Parent;

    public IDictionary<string, ArgumentValue>? Arguments => current.Place is { } place ? run.Arguments[place] : current.Settled;

    public IDictionary<string, DirectiveInfo>? Directives => null;

    public IDictionary<string, object?> UserContext => run.Caller;

    public IServiceProvider? RequestServices => run.Services;

    public ISchema Schema => run.Query.Schema;

    public GraphQLDocument Document => run.Query.Document;

    public GraphQLOperationDefinition Operation => run.Query.Operation;

    public Variables Variables => run.Variables;

    public CancellationToken CancellationToken => run.Gone;

    public Metrics Metrics => Metrics.None;

    public object? RootValue => null;

    public ClaimsPrincipal? User => null;

    public IReadOnlyDictionary<string, object?> InputExtensions => Inputs.Empty;

    public IResolveFieldContext? Parent => throw new NotKnownException();

    public ExecutionErrors Errors => throw new NotKnownException();

    public IEnumerable<object> Path => throw new NotKnownException();

    public IEnumerable<object> ResponsePath => throw new NotKnownException();

    public Dictionary<string, (GraphQLField Field, FieldType FieldType)>? SubFields => current.SubFields;

    public IDictionary<string, object?> OutputExtensions => throw new NotKnownException();

    public IExecutionArrayPool ArrayPool => throw new NotKnownException();

    public IExecutionContext ExecutionContext => throw new NotKnownException();
}
