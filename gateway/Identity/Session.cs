using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ResponsibilityGrid.Gateway;

/// <summary>Sessions of people: a cookie that says whose it is, since when and of which generation. It ends after half an hour without use, and after eight hours in any case.</summary>
internal static class Session
{
    public const string Scheme = "Session";

    /// <summary>The header that a page of another site cannot send: whoever calls with a cookie names it.</summary>
    public const string Header = "GraphQL-Require-Preflight";

    private const string Began = "began", Generation = "generation";

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30), Longest = TimeSpan.FromHours(8);

    public static void Configure(CookieAuthenticationOptions cookie, bool isSecure)
    {
        cookie.Cookie.Name = "grid-session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = Idle;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = AccountPages.SignIn;
        cookie.Events.OnValidatePrincipal = Validate;
    }

    /// <summary>Signs somebody in.</summary>
    public static Task Begin(HttpContext http, Account account) => http.SignInAsync(Scheme, Callers.Of(account, Scheme), Of(account, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));

    /// <summary>What a session remembers of its beginning.</summary>
    public static AuthenticationProperties Of(Account account, DateTimeOffset now) => new(new Dictionary<string, string?>
    {
        [Began] = now.ToString("O", CultureInfo.InvariantCulture),
        [Generation] = account.Generation.ToString(CultureInfo.InvariantCulture),
    });

    /// <summary>Takes the cookie back.</summary>
    public static Task End(HttpContext http) => http.SignOutAsync(Scheme);

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var (services, held) = (context.HttpContext.RequestServices, context.Properties.Items);
        try
        {
            if (Callers.AccountOf(context.Principal!) is { } name && await services.GetRequiredService<AccountBook>().Find(name) is { } account
                && held.TryGetValue(Generation, out var generation) && generation == account.Generation.ToString(CultureInfo.InvariantCulture)
                && held.TryGetValue(Began, out var since) && DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, out var began)
                && services.GetRequiredService<TimeProvider>().GetUtcNow() - began < Longest)
            {
                context.ReplacePrincipal(Callers.Of(account, Scheme));
                return;
            }
        }
        catch (Exception failure) when (RetryRules.Passes(failure))
        {
            Doorkeeper.NotKnown(context.HttpContext, failure);
        }

        context.RejectPrincipal();
    }
}
