using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ResponsibilityGrid.Gateway;

/// <summary>The two ways to come in on an issuer's word. Whom it vouches for has an account here, or is a stranger.</summary>
internal static class Issuers
{
    public const string Oidc = "Issuer", Jwt = "Token";

    /// <summary>Clocks of two houses differ; a token is short-lived and needs no more.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    public static AuthenticationBuilder AddIssuers(this AuthenticationBuilder schemes, IssuerSettings settings)
    {
        if (settings.Jwt is { } jwt) schemes.AddJwtBearer(Jwt, token => Configure(token, jwt));
        if (settings.Oidc is { } oidc) schemes.AddOpenIdConnect(Oidc, issuer => Configure(issuer, oidc));
        return schemes;
    }

    private static void Configure(JwtBearerOptions token, JwtSettings settings)
    {
        (token.Authority, token.Audience, token.MapInboundClaims) = (settings.Authority, settings.Audience, false);
        token.RequireHttpsMetadata = settings.Authority.StartsWith("https:", StringComparison.Ordinal);
        (token.TokenValidationParameters.ClockSkew, token.TokenValidationParameters.RequireExpirationTime, token.TokenValidationParameters.RequireSignedTokens) = (Skew, true, true);
        token.Events = new JwtBearerEvents
        {
            OnAuthenticationFailed = context =>
            {
                // The issuer does not answer: not known is not wrong.
                if (context.Exception is InvalidOperationException or HttpRequestException or IOException) Doorkeeper.NotKnown(context.HttpContext, new TimeoutException("The issuer does not answer.", context.Exception));
                return Task.CompletedTask;
            },
            OnTokenValidated = async context =>
            {
                if (await AccountOf(context.HttpContext, context.Principal!, settings.SubjectClaim, context.Fail) is { } account) context.Principal = Callers.Of(account, Jwt);
            },
        };
    }

    private static void Configure(OpenIdConnectOptions issuer, OidcSettings settings)
    {
        (issuer.Authority, issuer.ClientId, issuer.ClientSecret, issuer.MapInboundClaims) = (settings.Authority, settings.ClientId, settings.ClientSecret, false);
        issuer.RequireHttpsMetadata = settings.Authority.StartsWith("https:", StringComparison.Ordinal);
        (issuer.ResponseType, issuer.ResponseMode, issuer.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        (issuer.SignInScheme, issuer.CallbackPath, issuer.SaveTokens) = (Session.Scheme, "/account/issuer/back", false);
        issuer.Scope.Clear();
        issuer.Scope.Add("openid");
        issuer.TokenValidationParameters.ClockSkew = Skew;
        // The answer comes back by GET, for which Lax is enough; the default wants https even where a proxy ends it.
        foreach (var cookie in (CookieBuilder[])[issuer.CorrelationCookie, issuer.NonceCookie])
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        issuer.Events = new OpenIdConnectEvents
        {
            OnTokenValidated = async context =>
            {
                if (await AccountOf(context.HttpContext, context.Principal!, settings.SubjectClaim, context.Fail) is not { } account) return;
                context.Principal = Callers.Of(account, Session.Scheme);
                foreach (var (name, value) in Session.Of(account, context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()).Items) context.Properties!.Items[name] = value;
                context.HttpContext.RequestServices.GetRequiredService<IdentityRecord>().Note(IdentityEvent.SignedIn, account.Subject, Oidc);
            },
            OnRemoteFailure = async context =>
            {
                context.HandleResponse();
                await Page.Of("未能登录", $"<p>统一身份认证未能确认您在本系统的账号，请与系统管理员联系。</p><p><a href=\"{AccountPages.SignIn}\">返回</a></p>", StatusCodes.Status401Unauthorized).ExecuteAsync(context.HttpContext);
            },
        };
    }

    private static async Task<Account?> AccountOf(HttpContext http, ClaimsPrincipal vouchedFor, string claim, Action<string> refuse)
    {
        var (issuer, subject) = (vouchedFor.FindFirstValue("iss"), vouchedFor.FindFirstValue(claim));
        try
        {
            if (issuer is not null && subject is not null && await http.RequestServices.GetRequiredService<AccountBook>().Find(issuer, subject) is { } account) return account;
        }
        catch (Exception failure) when (RetryRules.Passes(failure))
        {
            Doorkeeper.NotKnown(http, failure);
        }

        // What a stranger is called elsewhere may be a telephone; the mark tells the same stranger again and nothing else.
        http.RequestServices.GetRequiredService<IdentityRecord>().Note(IdentityEvent.StrangerRefused, $"stranger:{http.RequestServices.GetRequiredService<SecretRing>().Mark($"{subject}@{issuer}")}");
        refuse("Nobody of that subject has an account.");
        return null;
    }
}
