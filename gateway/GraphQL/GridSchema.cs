using GraphQL.MicrosoftDI;
using GraphQL.Types;

namespace ResponsibilityGrid.Gateway;

/// <summary>The schema, read from the public members of two classes and what they return.</summary>
internal sealed class GridSchema<TQuery, TMutation> : Schema
{
    public GridSchema(IServiceProvider services) : base(new SelfActivatingServiceProvider(services))
    {
        RegisterTypeMapping(typeof(DateOnly), typeof(DateScalar));
        RegisterTypeMapping(typeof(DateTimeOffset), typeof(DateTimeScalar));
        RegisterTypeMapping(typeof(long), typeof(LongScalar));
        RegisterVisitor(new DescriptionLines());
        RegisterVisitor(new DirectiveArguments());
        RegisterVisitor(new SendOnce());
        Features.DeprecationOfInputValues = true;
        Query = new AutoRegisteringObjectGraphType<TQuery>();
        Mutation = new AutoRegisteringObjectGraphType<TMutation>();
    }
}
