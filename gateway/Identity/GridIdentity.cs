using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ResponsibilityGrid.Gateway;

/// <summary>Registration of who may come in at all: everything but what says otherwise wants somebody who is known.</summary>
internal static class GridIdentity
{
    /// <summary>The schemes, and the rule that nothing is open unless it says so.</summary>
    public static IServiceCollection AddGridIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = IssuerSettings.From(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => configuration[SecretRing.Setting] is { Length: > 0 } secrets ? SecretRing.Parse(secrets) : SecretRing.Random());
        services.AddHttpContextAccessor().AddSingleton(settings).AddSingleton<IdentityRecord>().AddSingleton<KeyChecks>().AddSingleton<AccountBook>().AddSingleton<FirstLinks>().AddSingleton<UnknownNames>();
        services.AddLocalAccounts();
        services.AddScoped(provider => new AccountDesk(
            provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<GrainReads>(), provider.GetRequiredService<AccountBook>(),
            provider.GetRequiredService<KeyChecks>(), provider.GetRequiredService<SecretRing>(), provider.GetRequiredService<IdentityRecord>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Doorkeeper>();
        // The scheme of most requests chooses for all, which spares them a second one.
        services.AddTransient<ApiKeyHandler>().Configure<AuthenticationOptions>(schemes => schemes.AddScheme<ApiKeyHandler>(ApiKeyHandler.Name, null));
        services.AddAuthentication(ApiKeyHandler.Name)
            .AddCookie(Session.Scheme, cookie => Session.Configure(cookie, settings.HasSecureCookies))
            .AddIssuers(settings);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    private static void AddLocalAccounts(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("responsibility-grid");
        services.AddSingleton<IKeyManager, RingKeyManager>().Configure<KeyManagementOptions>(keys => keys.AutoGenerateKeys = false);
        services.AddScoped<AccountStore>().AddScoped<IUserStore<LocalAccount>>(provider => provider.GetRequiredService<AccountStore>()).AddScoped<SignIns>();
        services.AddScoped<ILookupNormalizer, SmallLetters>().AddScoped<IPasswordValidator<LocalAccount>, PasswordLaw>();
        services.AddIdentityCore<LocalAccount>(identity => identity.Password = Lenient).AddTokenProvider<AuthenticatorTokenProvider<LocalAccount>>(TokenOptions.DefaultAuthenticatorProvider);
    }

    /// <summary>The framework's own rules on passwords say nothing, so that ours say everything.</summary>
    private static PasswordOptions Lenient => new() { RequiredLength = 1, RequiredUniqueChars = 1, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };

    /// <summary>
    /// By which scheme a request is to be known. A browser brings its cookie along whoever asks it to; so a cookie counts on the account's
    /// pages, and elsewhere only with a header and a type that no page of another site can send unasked.
    /// </summary>
    public static string SchemeOf(HttpRequest request, IssuerSettings settings)
    {
        if (request.Headers.Authorization.Count > 0)
            return settings.Jwt is null || ApiKeyHandler.TokenOf(request)?.StartsWith(ApiKey.Prefix, StringComparison.Ordinal) == true ? ApiKeyHandler.Name : Issuers.Jwt;
        var isOurs = request.Path.StartsWithSegments(AccountPages.Home)
            || (request.Headers.ContainsKey(Session.Header) && (request.Path != "/graphql" || MediaTypes.IsJsonBody(request.ContentType)));
        return isOurs ? Session.Scheme : ApiKeyHandler.Name;
    }
}
