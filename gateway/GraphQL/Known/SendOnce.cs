using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;

namespace ResponsibilityGrid.Gateway;

/// <summary>Sends a command once, however often its request is run: where a known mutation is run anew by the engine, the engine finds what the command came to.</summary>
internal sealed class SendOnce : BaseSchemaNodeVisitor
{
    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema)
    {
        if (type == schema.Mutation && field.Resolver is { } resolver) field.Resolver = new Once(resolver);
    }

    private sealed class Once(IFieldResolver resolver) : IFieldResolver
    {
        public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
        {
            var sent = ((Caller)context.UserContext).Sent;
            var key = (context.FieldAst.Alias?.Name ?? context.FieldAst.Name).StringValue;
            if (!sent.TryGetValue(key, out var outcome)) sent[key] = outcome = resolver.ResolveAsync(context).AsTask();
            return new(outcome);
        }
    }
}
