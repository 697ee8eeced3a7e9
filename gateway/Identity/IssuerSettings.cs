using Orleans.Runtime;

namespace ResponsibilityGrid.Gateway;

/// <summary>Who else vouches for callers: sections <c>Identity:Oidc</c> (people) and <c>Identity:Jwt</c> (programs). Absent without an authority.</summary>
internal sealed record IssuerSettings(OidcSettings? Oidc, JwtSettings? Jwt, bool HasSecureCookies, IReadOnlyList<Role> Renew)
{
    /// <exception cref="OrleansConfigurationException">A value is none of its kind, or one is missing.</exception>
    public static IssuerSettings From(IConfiguration configuration)
    {
        var renew = new List<Role>();
        foreach (var name in (configuration["Identity:Renew"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            renew.Add(Enum.TryParse<Role>(name, out var duty) && FirstLinks.Duties.Contains(duty) ? duty : throw new OrleansConfigurationException($"Identity:Renew is '{name}'; it is one of {string.Join(", ", FirstLinks.Duties)}."));
        var secure = configuration["Identity:SecureCookies"] ?? "false";
        return new(OidcSettings.From(configuration), JwtSettings.From(configuration), bool.TryParse(secure, out var isSecure) ? isSecure : throw new OrleansConfigurationException($"Identity:SecureCookies is '{secure}'; it is true or false."), renew);
    }

    /// <summary>The address of an issuer; nothing where none is set.</summary>
    internal static string? Authority(IConfiguration configuration, string section)
    {
        var authority = configuration[$"Identity:{section}:Authority"];
        if (authority is not { Length: > 0 }) return null;
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new OrleansConfigurationException($"Identity:{section}:Authority is '{authority}'; it is an address such as https://id.example.");
        // What the issuer says is believed, so nobody may stand in between.
        return uri.Scheme == "https" || uri.IsLoopback ? authority : throw new OrleansConfigurationException($"Identity:{section}:Authority is '{authority}'; beyond this machine it has to be https.");
    }
}

/// <summary>People sign in at an issuer.</summary>
/// <param name="Authority">Where its discovery document is.</param>
/// <param name="ClientId">What it calls this installation.</param>
/// <param name="ClientSecret">What this installation shows it; absent for a public client.</param>
/// <param name="SubjectClaim">The claim that names a person, as accounts have it.</param>
internal sealed record OidcSettings(string Authority, string ClientId, string? ClientSecret, string SubjectClaim)
{
    public static OidcSettings? From(IConfiguration configuration)
    {
        var (client, secret, claim) = (configuration["Identity:Oidc:ClientId"], configuration["Identity:Oidc:ClientSecret"], configuration["Identity:Oidc:SubjectClaim"] ?? "sub");
        return IssuerSettings.Authority(configuration, "Oidc") is not { } authority ? null
            : client is { Length: > 0 } ? new(authority, client, secret, claim)
            : throw new OrleansConfigurationException("Identity:Oidc:ClientId is not set: what the issuer calls this installation.");
    }
}

/// <summary>Programs bring a token of an issuer.</summary>
/// <param name="Authority">Where its discovery document is.</param>
/// <param name="Audience">Whom a token has to be made for.</param>
/// <param name="SubjectClaim">The claim that names the caller, as accounts have it.</param>
internal sealed record JwtSettings(string Authority, string Audience, string SubjectClaim)
{
    public static JwtSettings? From(IConfiguration configuration)
    {
        var (audience, claim) = (configuration["Identity:Jwt:Audience"], configuration["Identity:Jwt:SubjectClaim"] ?? "sub");
        return IssuerSettings.Authority(configuration, "Jwt") is not { } authority ? null
            : audience is { Length: > 0 } ? new(authority, audience, claim)
            : throw new OrleansConfigurationException("Identity:Jwt:Audience is not set: whom a token has to be made for.");
    }
}
