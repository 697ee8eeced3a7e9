using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ResponsibilityGrid.Gateway;

/// <summary><c>Authorization: Bearer rgk_…</c>. Says the same of a key that is wrong, expired, revoked or none.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyChecks keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";

    private const string Bearer = "Bearer ";

    /// <summary>The token of a request; nothing where there is none, or several.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token) return AuthenticateResult.NoResult();
        try
        {
            return await keys.Check(token) is { } user ? AuthenticateResult.Success(new AuthenticationTicket(user, Scheme.Name)) : AuthenticateResult.Fail("The key is not valid.");
        }
        catch (Exception failure) when (RetryRules.Passes(failure))
        {
            // Not known is not wrong: the caller is told to come back.
            Doorkeeper.NotKnown(Context, failure);
            return AuthenticateResult.Fail(failure);
        }
    }
}
