using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Three answers for whoever watches the process: <c>/health/live</c> (it runs), <c>/health/startup</c> (what it had to do first is done),
/// <c>/health/ready</c> (it takes work: started, what it stands on answers, not going down). One word each, 200 or 503.
/// </summary>
public static class Health
{
    /// <summary>Registers the checks and the <see cref="Readiness"/> that the start-up work fills in.</summary>
    public static IServiceCollection AddGridHealth(this IServiceCollection services, params string[] conditions)
    {
        var readiness = conditions.Aggregate(new Readiness(), (readiness, condition) => readiness.Require(condition));
        services.AddSingleton(readiness);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHealthChecks()
            .AddCheck("started", () => readiness.Missing is { Count: > 0 } missing
                ? HealthCheckResult.Unhealthy($"Still to do: {string.Join(", ", missing)}.")
                : HealthCheckResult.Healthy(), tags: ["startup", "ready"])
            .AddCheck("staying", () => readiness.Draining
                ? HealthCheckResult.Unhealthy("Going down.")
                : HealthCheckResult.Healthy(), tags: ["ready"]);
        return services;
    }

    /// <summary>Maps the three addresses; from the stop signal on the process is not ready.</summary>
    public static IEndpointRouteBuilder MapGridHealth(this IEndpointRouteBuilder routes)
    {
        var readiness = routes.ServiceProvider.GetRequiredService<Readiness>();
        routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(readiness.Drain);
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/startup", new HealthCheckOptions { Predicate = check => check.Tags.Contains("startup") }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        return routes;
    }
}
