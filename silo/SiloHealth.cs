using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>
/// Whether a silo is well: it is a member of its cluster, its store answers, it has its numbers together, it is not going down.
/// <c>/health/live</c> asks nothing of others, so that a dead database restarts nobody.
/// </summary>
public static class SiloHealth
{
    /// <summary>The check that the store answers, for whoever holds it.</summary>
    public static IHealthChecksBuilder AddStorageCheck(this IHealthChecksBuilder checks)
    {
        checks.Services.AddSingleton<StoragePing>();
        return checks.AddCheck<StoragePing>("store", tags: ["ready"]);
    }

    /// <summary>The checks of a silo process.</summary>
    public static IServiceCollection AddSiloHealth(this IServiceCollection services)
    {
        services.AddSingleton<StartCheck>();
        services.AddHealthChecks().AddStorageCheck().AddCheck<MemberCheck>("member", tags: ["startup", "ready"]).AddCheck<StartCheck>("start", tags: ["ready"]);
        return services;
    }

    /// <summary>The three addresses of a silo process.</summary>
    public static IEndpointRouteBuilder MapSiloHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        foreach (var of in (string[])["startup", "ready"])
            routes.MapHealthChecks($"/health/{of}", new HealthCheckOptions { Predicate = check => check.Tags.Contains(of) });
        return routes;
    }

    private sealed class MemberCheck(ISiloStatusOracle members, IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(members.CurrentStatus == SiloStatus.Active && !lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The silo is {members.CurrentStatus}."));
    }
}
