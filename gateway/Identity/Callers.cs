using System.Security.Claims;

namespace ResponsibilityGrid.Gateway;

/// <summary>From whatever somebody signed in with to the <see cref="Principal"/> that grains know.</summary>
internal static class Callers
{
    /// <summary>What restricted facts are read for, percent-encoded UTF-8.</summary>
    public const string PurposeHeader = "Grid-Purpose";

    // They travel with every call and are kept with every pass.
    private const int LongestPurpose = 200, LongestActor = 64;

    private const string AccountPrefix = "account:";

    private const string Subject = "sub", Grid = "grid", Person = "person", Acting = "acting";

    /// <summary>A service account that showed a key. The same for many requests at once, so nobody may change it.</summary>
    public static ClaimsPrincipal Of(ServiceAccount account, string scheme) => new(new KnownIdentity(
        Said((Subject, account.Subject), (Grid, account.Grid), (Acting, account.Role == "holder" ? account.Over : null)), scheme));

    /// <summary>Somebody who signed in.</summary>
    public static ClaimsPrincipal Of(Account account, string scheme) => new(new ClaimsIdentity(
        Said((Subject, account.Subject), (Grid, account.Grid), (Person, account.Person)), scheme, Subject, null));

    /// <summary>The name of the account that signed in; nothing for a service account.</summary>
    public static string? AccountOf(ClaimsPrincipal user) => user.FindFirstValue(Subject) is { } subject && subject.StartsWith(AccountPrefix, StringComparison.Ordinal) ? subject[AccountPrefix.Length..] : null;

    /// <summary>Who calls, and in whose name; nothing for whoever has not signed in.</summary>
    public static Principal? PrincipalOf(HttpContext http)
    {
        var told = http.User.Identity is KnownIdentity known ? known.Principal : Read(http.User);
        var (actor, purpose) = (Header(http, Desk.ActorHeader), Header(http, PurposeHeader));
        return told is null || (actor ?? purpose) is null ? told : told with
        {
            Acting = actor ?? told.Acting,
            Purpose = purpose is null ? null : Uri.UnescapeDataString(purpose),
        };
    }

    /// <summary>What is wrong with what a request says of whom it acts for and why; nothing as a rule.</summary>
    public static Problem? Unfit(HttpContext http) =>
        Header(http, Desk.ActorHeader)?.Length > LongestActor
            ? Problem.BadInput($"请求头 {Desk.ActorHeader} 超过 {LongestActor} 字，请写岗位或人员的编码。", $"The header {Desk.ActorHeader} is longer than {LongestActor} characters; it holds the code of a post or a person.")
        : Header(http, PurposeHeader) is { } purpose && Uri.UnescapeDataString(purpose).Length > LongestPurpose
            ? Problem.BadInput($"请求头 {PurposeHeader} 超过 {LongestPurpose} 字，请简述用途。", $"The header {PurposeHeader} is longer than {LongestPurpose} characters; say the purpose in short.")
        : null;

    private static Principal? Read(ClaimsPrincipal user) => user.FindFirstValue(Subject) is not { } subject ? null : new Principal
    {
        Subject = subject,
        Grid = user.FindFirstValue(Grid) ?? "",
        Person = user.FindFirstValue(Person),
        Acting = user.FindFirstValue(Acting),
    };

    private static IEnumerable<Claim> Said(params (string Type, string? Value)[] claims) =>
        claims.Where(claim => claim.Value is { Length: > 0 }).Select(claim => new Claim(claim.Type, claim.Value!));

    private static string? Header(HttpContext http, string name) => http.Request.Headers[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>One that many requests come with, read once.</summary>
    private sealed class KnownIdentity : ClaimsIdentity
    {
        public KnownIdentity(IEnumerable<Claim> claims, string scheme) : base(claims, scheme, Subject, null) => Principal = Read(new ClaimsPrincipal(this));

        public Principal? Principal { get; }
    }
}
