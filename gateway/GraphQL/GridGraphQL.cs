using GraphQL;
using GraphQL.Types;

namespace ResponsibilityGrid.Gateway;

/// <summary>Registration: all a composition root needs of the GraphQL side.</summary>
public static class GridGraphQL
{
    /// <summary>The grid's own schema.</summary>
    public static IServiceCollection AddGridGraphQL(this IServiceCollection services) => services.AddGridGraphQL<Query, Mutation>();

    /// <summary>A schema read from two other root classes.</summary>
    public static IServiceCollection AddGridGraphQL<TQuery, TMutation>(this IServiceCollection services)
    {
        // Read before the first graph type is built: one comment serves the reader of the code and of the schema.
        GlobalSwitches.EnableReadDescriptionFromXmlDocumentation = true;

        services.AddGraphQL(graphql => graphql.AddAutoClrMappings());
        services.AddSingleton<ISchema, GridSchema<TQuery, TMutation>>();
        services.AddOptions<GraphQLLimits>().BindConfiguration("GraphQL");
        services.AddSingleton<GraphQLEndpoint>();
        services.AddMetrics().AddSingleton<GridEngine>().AddSingleton<WatchedEngine>();
        services.AddSingleton<GridErrors>();
        services.AddSingleton<Admission>();
        services.AddSingleton<Documents>();
        services.AddSingleton<SchemaText>();
        services.AddSingleton(provider => new GraphQLWarmUp(
            provider.GetRequiredService<ISchema>(), provider.GetRequiredService<GridEngine>(),
            provider.GetRequiredService<SchemaText>(), provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<NodeTypes>();
        return services;
    }

    /// <summary><c>/graphql</c> and <c>/graphql/schema.graphql</c>.</summary>
    public static IEndpointRouteBuilder MapGridGraphQL(this IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<GraphQLEndpoint>();
        routes.Map("/graphql", endpoint.Serve);
        routes.MapGet("/graphql/schema.graphql", (SchemaText schema) => schema.Serve());
        return routes;
    }
}
