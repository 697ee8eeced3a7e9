using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ResponsibilityGrid.Gateway;

/// <summary>Registration of what resolvers need: all a composition root adds beside <see cref="GridGraphQL.AddGridGraphQL(IServiceCollection)"/>.</summary>
public static class GridReads
{
    /// <summary>The readers of grains, and the types that node(id) knows.</summary>
    public static IServiceCollection AddGridReads(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new GridSettings());
        return services
            .AddSingleton<Grids>()
            .AddScoped<GrainReads>()
            .AddScoped<RestrictedReads>()
            .AddScoped<ViewerReads>()
            .AddScoped<ItemDesk>()
            .AddNode<GrainReads>(nameof(Unit), async (reads, key) => await UnitBy.Find(reads, key, null, null))
            .AddNode<GrainReads>(nameof(Person), async (reads, key) => await PersonBy.Find(reads, key, null, null))
            .AddNode<GrainReads>("SupervisionAction", async (reads, key) => await ActionBy.Find(reads, key))
            .AddNode<GrainReads>("Referral", async (reads, key) => await ReferralBy.Find(reads, key))
            .AddNode<GrainReads>("Problem", async (reads, key) => await ProblemBy.Find(reads, key))
            .AddNode<GrainReads>("Flag", async (reads, key) => await FlagBy.Find(reads, key))
            .AddNode<GrainReads>(nameof(ResponsibilityItem), async (reads, key) => await ItemBy.Find(reads, key, null, null))
            .AddSingleton(new NodeType("Inspection", async (request, key) => await ShownInspection.Find(request.GetRequiredService<GrainReads>(), request.GetRequiredService<RestrictedReads>(), key)));
    }
}
