using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ResponsibilityGrid.Bench;

/// <summary>
/// The product with and without rights, in one run. While the doors are open, whoever calls is taken at its word: no key is looked at, no call is
/// signed, and no grain asks who it is.
/// </summary>
internal static class Doors
{
    private static volatile bool areOpen;

    /// <summary>Stands the doors open for a while. Nobody may be asking anything when they turn.</summary>
    public static async Task<T> Open<T>(Func<Task<T>> meanwhile)
    {
        areOpen = true;
        try
        {
            return await meanwhile();
        }
        finally
        {
            areOpen = false;
        }
    }

    public static IServiceCollection AddDoors(this IServiceCollection services) => services
        .Wrap<IAuthenticationService>(inner => new Entrance(inner))
        .Wrap<IIncomingGrainCallFilter>(inner => new Arriving(inner))
        .Wrap<IOutgoingGrainCallFilter>(inner => new Leaving(inner));

    private static IServiceCollection Wrap<T>(this IServiceCollection services, Func<T, T> wrap) where T : class
    {
        for (var place = 0; place < services.Count; place++)
        {
            if (services[place] is not { IsKeyedService: false } held || held.ServiceType != typeof(T)) continue;
            var make = Maker(held);
            services[place] = new ServiceDescriptor(typeof(T), provider => wrap((T)make(provider)), held.Lifetime);
        }

        return services;
    }

    private static Func<IServiceProvider, object> Maker(ServiceDescriptor held)
    {
        if (held.ImplementationInstance is { } one) return _ => one;
        if (held.ImplementationFactory is { } make) return make;
        // Looked up once: the product makes some of them with every request.
        var factory = ActivatorUtilities.CreateFactory(held.ImplementationType!, []);
        return provider => factory(provider, []);
    }

    private sealed class Arriving(IIncomingGrainCallFilter inner) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (!areOpen) return inner.Invoke(context);
            Calls.Begin(null);
            return context.Invoke();
        }
    }

    private sealed class Leaving(IOutgoingGrainCallFilter inner) : IOutgoingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context) => areOpen ? context.Invoke() : inner.Invoke(context);
    }

    private sealed class Entrance(IAuthenticationService inner) : IAuthenticationService
    {
        private static readonly Task<AuthenticateResult> Anybody =
            Task.FromResult(AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity([new("sub", "key:bench")], "open")), "open")));

        public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme) => areOpen ? Anybody : inner.AuthenticateAsync(context, scheme);

        public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => inner.ChallengeAsync(context, scheme, properties);

        public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => inner.ForbidAsync(context, scheme, properties);

        public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) => inner.SignInAsync(context, scheme, principal, properties);

        public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => inner.SignOutAsync(context, scheme, properties);
    }
}
