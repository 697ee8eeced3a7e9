using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ResponsibilityGrid.Tests.Identity;

/// <summary>A small OpenID Connect issuer on a port of its own: one client, one person signed in, tokens by its own key.</summary>
internal sealed class SmallIssuer : IAsyncDisposable
{
    public const string Client = "grid", Secret = "client-secret-canary";

    private readonly RSA _key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string Back)> _codes = [];
    private readonly WebApplication _app;

    private SmallIssuer(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>Who is signed in at the issuer.</summary>
    public string Person { get; set; } = "person-7";

    public static async Task<SmallIssuer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = new SmallIssuer(builder.Build());
        issuer._app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = issuer.Url,
            ["authorization_endpoint"] = $"{issuer.Url}/authorize",
            ["token_endpoint"] = $"{issuer.Url}/token",
            ["jwks_uri"] = $"{issuer.Url}/keys",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        issuer._app.MapGet("/keys", () =>
        {
            var key = issuer._key.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "1", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } } });
        });
        issuer._app.MapGet("/authorize", issuer.Authorize);
        issuer._app.MapPost("/token", issuer.Exchange);
        await issuer._app.StartAsync();
        return issuer;
    }

    /// <summary>A token as it is asked for; what is not said is as it should be.</summary>
    public string Token(string subject, string audience, string? issuer = null, DateTime? expires = null, RSA? key = null, string? nonce = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer ?? Url,
        Audience = audience,
        Subject = new ClaimsIdentity([new System.Security.Claims.Claim("sub", $"opaque-{subject}"), new System.Security.Claims.Claim("employee", subject), .. nonce is null ? [] : (System.Security.Claims.Claim[])[new("nonce", nonce)]]),
        NotBefore = DateTime.UtcNow.AddMinutes(-30),
        IssuedAt = DateTime.UtcNow.AddMinutes(-30),
        Expires = expires ?? DateTime.UtcNow.AddMinutes(5),
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(key ?? _key) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
    });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private IResult Authorize(HttpRequest request)
    {
        string Said(string name) => $"{request.Query[name]}";
        if (Said("client_id") != Client || Said("response_type") != "code" || Said("code_challenge_method") != "S256" || Said("scope") != "openid") return Results.BadRequest();
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (Said("code_challenge"), Said("nonce"), Said("redirect_uri"));
        return Results.Redirect(QueryHelpers.AddQueryString(Said("redirect_uri"), new Dictionary<string, string?> { ["code"] = code, ["state"] = Said("state") }));
    }

    private async Task<IResult> Exchange(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes($"{form["code_verifier"]}")));
        if (!_codes.TryRemove($"{form["code"]}", out var given) || given.Challenge != challenge || given.Back != form["redirect_uri"] || form["client_secret"] != Secret) return Results.BadRequest(new { error = "invalid_grant" });
        return Results.Json(new { access_token = "unused", token_type = "Bearer", expires_in = 300, id_token = Token(Person, Client, nonce: given.Nonce) });
    }
}
