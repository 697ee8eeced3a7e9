using System.Security.Claims;

namespace ResponsibilityGrid.Gateway;

/// <summary>From whatever somebody signed in with to the <see cref="Principal"/> that grains know.</summary>
internal static class Callers
{
    /// <summary>What restricted facts are read for, percent-encoded UTF-8.</summary>
    public const string PurposeHeader = "Grid-Purpose";

    private const string Subject = "sub", Grid = "grid", Person = "person", Acting = "acting", Role = "role";

    /// <summary>A service account that showed a key.</summary>
    public static ClaimsPrincipal Of(ServiceAccount account, string scheme) => new(new ClaimsIdentity(
        Said((Subject, account.Subject), (Grid, account.Grid), (Role, account.Role), (Acting, account.Role == "holder" ? account.Over : null)), scheme, Subject, Role));

    /// <summary>Who calls, and in whose name; nothing for whoever has not signed in.</summary>
    public static Principal? PrincipalOf(HttpContext http) => http.User.FindFirstValue(Subject) is not { } subject ? null : new Principal
    {
        Subject = subject,
        Grid = http.User.FindFirstValue(Grid) ?? "",
        Person = http.User.FindFirstValue(Person),
        Acting = Header(http, Desk.ActorHeader) ?? http.User.FindFirstValue(Acting),
        Purpose = Header(http, PurposeHeader) is { } purpose ? Uri.UnescapeDataString(purpose) : null,
    };

    private static IEnumerable<Claim> Said(params (string Type, string? Value)[] claims) =>
        claims.Where(claim => claim.Value is { Length: > 0 }).Select(claim => new Claim(claim.Type, claim.Value!));

    private static string? Header(HttpContext http, string name) => http.Request.Headers[name].ToString() is { Length: > 0 } value ? value : null;
}
