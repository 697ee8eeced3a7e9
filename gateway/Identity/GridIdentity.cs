using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ResponsibilityGrid.Gateway;

/// <summary>Registration of who may come in at all: everything but what says otherwise wants somebody who is known.</summary>
internal static class GridIdentity
{
    /// <summary>The schemes, and the rule that nothing is open unless it says so.</summary>
    public static IServiceCollection AddGridIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => configuration[SecretRing.Setting] is { Length: > 0 } secrets ? SecretRing.Parse(secrets) : SecretRing.Random());
        services.AddHttpContextAccessor().AddSingleton<IdentityRecord>().AddSingleton<KeyChecks>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Doorkeeper>();
        services.AddAuthentication(ApiKeyHandler.Name).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Name, null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}
