using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// A query, or a request with one command, whose document passed before, laid out once: its fields with their resolvers,
/// merged and in order. It knows only success: whatever else happens, it answers with nothing and the engine runs the
/// request anew. A query changes nothing and a command is sent once, so that asking twice does no harm, and errors, their
/// paths and what becomes null stay the engine's alone.
/// </summary>
internal sealed class KnownQuery
{
    private readonly KnownSelection root;
    private readonly List<KnownField> withVariables;
    private ValidationContext? spare;

    private KnownQuery(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation, KnownLayout layout)
    {
        (Schema, Document, Operation) = (schema, document, operation);
        root = layout.Root(operation);
        withVariables = layout.WithVariables;
    }

    public ISchema Schema { get; }

    public GraphQLDocument Document { get; }

    public GraphQLOperationDefinition Operation { get; }

    /// <summary>The layout of a valid document's only operation; null where it holds something that only the engine does: several commands, a directive, introspection.</summary>
    public static KnownQuery? Of(ISchema schema, GraphQLDocument document)
    {
        if (document.Definitions.OfType<GraphQLOperationDefinition>().ToList() is not [{ Operation: OperationType.Query or OperationType.Mutation } operation])
            return null;

        try
        {
            var known = new KnownQuery(schema, document, operation, new KnownLayout(schema, document));
            // Several commands go one after the other, which only the engine sees to.
            return operation.Operation is OperationType.Query || known.root.Fields.Length == 1 ? known : null;
        }
        catch (Exception e) when (e is NotKnownException or ExecutionError)
        {
            return null;
        }
    }

    /// <summary>The answer; null where it is not a plain success.</summary>
    public async ValueTask<ResolvedObject?> Run(Inputs inputs, Caller caller, IServiceProvider services, CancellationToken gone)
    {
        try
        {
            var (variables, errors) = await Read(inputs);
            return errors is null ? await new KnownRun(this, caller, services, variables, Arguments(variables), gone).Answer(root) : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    // Which variable stands where is found once; a context serves one request at a time.
    private async ValueTask<(Variables Variables, List<ValidationError>? Errors)> Read(Inputs inputs)
    {
        if (Operation.Variables is null or { Count: 0 })
            return (Variables.None, null);

        var context = Interlocked.Exchange(ref spare, null) ?? new ValidationContext { Schema = Schema, Document = Document, Operation = Operation, TypeInfo = new TypeInfo(Schema) };
        context.Variables = inputs;
        var read = await context.GetVariablesValuesAsync();
        spare = context;
        return read;
    }

    private IDictionary<string, ArgumentValue>?[] Arguments(Variables variables)
    {
        var values = new IDictionary<string, ArgumentValue>?[withVariables.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = withVariables[i].Read(variables, Document);

        return values;
    }
}

/// <summary>A document holds what a <see cref="KnownQuery"/> leaves to the engine.</summary>
internal sealed class NotKnownException : Exception;
