using Microsoft.AspNetCore.Authentication;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// <c>Authorization: Bearer rgk_…</c>. Says the same of a key that is wrong, expired, revoked or none; what is no key is for the other schemes.
/// Not on the framework's own base, which makes options, events and a logger anew with every request: that took longer than the key.
/// </summary>
internal sealed class ApiKeyHandler(KeyChecks keys, IssuerSettings settings) : IAuthenticationHandler
{
    public const string Name = "ApiKey";

    private const string Bearer = "Bearer ";

    private HttpContext http = null!;

    /// <summary>The token of a request; nothing where there is none, or several.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        http = context;
        return Task.CompletedTask;
    }

    public async Task<AuthenticateResult> AuthenticateAsync()
    {
        if (GridIdentity.SchemeOf(http.Request, settings) is var scheme and not Name) return await http.AuthenticateAsync(scheme);
        if (TokenOf(http.Request) is not { } token) return AuthenticateResult.NoResult();
        try
        {
            return await keys.Check(token) is { } ticket ? AuthenticateResult.Success(ticket) : AuthenticateResult.Fail("The key is not valid.");
        }
        catch (Exception failure) when (RetryRules.Passes(failure))
        {
            // Not known is not wrong: the caller is told to come back.
            Doorkeeper.NotKnown(http, failure);
            return AuthenticateResult.Fail(failure);
        }
    }

    /// <summary>Never asked: the <see cref="Doorkeeper"/> sends everybody away.</summary>
    public Task ChallengeAsync(AuthenticationProperties? properties) => throw new NotSupportedException();

    /// <inheritdoc cref="ChallengeAsync"/>
    public Task ForbidAsync(AuthenticationProperties? properties) => throw new NotSupportedException();
}
