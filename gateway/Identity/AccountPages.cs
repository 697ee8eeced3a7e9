using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Metadata;

namespace ResponsibilityGrid.Gateway;

/// <summary>The pages on which people sign in and out and set their passwords. Everything else is for programs.</summary>
internal static class AccountPages
{
    public const string Home = "/account", SignIn = "/account/sign-in", SignOut = "/account/sign-out", Code = "/account/code", Password = "/account/password", Renew = "/account/renew", Invitation = "/account/invitation", Issuer = "/account/issuer", Welcome = "/account/welcome";

    public static IEndpointRouteBuilder MapAccountPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, (HttpContext http) => Forms.HomePage(http));
        routes.MapGet(SignIn, (HttpContext http) => Forms.SignInPage(http)).AllowAnonymous();
        routes.MapGet(Password, () => Forms.PasswordPage());
        routes.MapGet(Invitation, () => Forms.InvitationPage()).AllowAnonymous();
        // From another site a browser brings no strict cookie along; from here it does.
        routes.MapGet(Welcome, () => Page.Of("已登录", $"<p><a href=\"{Home}\">继续</a></p>")).AllowAnonymous();
        if (routes.ServiceProvider.GetRequiredService<IssuerSettings>().Oidc is not null)
            routes.MapGet(Issuer, () => Results.Challenge(new() { RedirectUri = Welcome }, [Issuers.Oidc])).AllowAnonymous();
        var forms = routes.MapGroup("").AddEndpointFilter(OwnFormsOnly).WithMetadata(new SmallBody());
        forms.MapPost(SignIn, DoSignIn).AllowAnonymous();
        forms.MapPost(Code, DoCode).AllowAnonymous();
        forms.MapPost(Renew, DoRenew).AllowAnonymous();
        forms.MapPost(Invitation, DoInvitation).AllowAnonymous();
        forms.MapPost(Password, DoPassword);
        forms.MapPost(SignOut, DoSignOut);
        return routes;
    }

    private static async Task<IResult> DoSignIn(HttpContext http, SignIns signIns)
    {
        var form = await http.Request.ReadFormAsync();
        return await Shown(http, await signIns.ByPassword($"{form["name"]}", $"{form["password"]}"), status => Forms.SignInPage(http, "账号或密码不正确。", status));
    }

    private static async Task<IResult> DoCode(HttpContext http, SignIns signIns)
    {
        var form = await http.Request.ReadFormAsync();
        return await Shown(http, await signIns.ByCode($"{form["ticket"]}", $"{form["code"]}"), status => Forms.SignInPage(http, "登录已超时，请重新登录。", status), isRepeated: true);
    }

    private static async Task<IResult> DoRenew(HttpContext http, SignIns signIns)
    {
        var form = await http.Request.ReadFormAsync();
        return $"{form["new"]}" != $"{form["again"]}"
            ? Forms.RenewPage($"{form["ticket"]}", ["两次输入的新密码不一致。"])
            : await Shown(http, await signIns.ByNewPassword($"{form["ticket"]}", $"{form["new"]}"), status => Forms.SignInPage(http, "登录已超时，请重新登录。", status));
    }

    private static async Task<IResult> DoInvitation(HttpContext http, SignIns signIns)
    {
        var form = await http.Request.ReadFormAsync();
        var code = $"{form["code"]}";
        if ($"{form["new"]}" != $"{form["again"]}") return Forms.InvitationPage(code, ["两次输入的密码不一致。"]);
        var (account, refusals) = await signIns.Redeem(code, $"{form["name"]}", $"{form["new"]}");
        return account is null
            ? Forms.InvitationPage(code, [.. refusals.Select(r => r.Description)])
            : Page.Of("账号已可使用", $"<p>账号 <b>{Page.Safe(account.Name)}</b> 的密码已设置，该链接不能再用。</p><p><a href=\"{SignIn}\">登录</a></p>");
    }

    private static async Task<IResult> DoPassword(HttpContext http, SignIns signIns)
    {
        var form = await http.Request.ReadFormAsync();
        if ($"{form["new"]}" != $"{form["again"]}") return Forms.PasswordPage(["两次输入的新密码不一致。"]);
        if (Callers.AccountOf(http.User) is not { } name) return Forms.PasswordPage(["只有以账号登录的人才有密码。"]);
        var (account, refusals) = await signIns.ChangePassword(name, $"{form["current"]}", $"{form["new"]}");
        if (account is null) return Forms.PasswordPage([.. refusals.Select(r => r.Description)]);
        // This session goes on; the others are over.
        await Session.Begin(http, account);
        return Page.Of("密码已修改", $"<p>其他会话已全部结束。</p><p><a href=\"{Home}\">返回</a></p>");
    }

    private static async Task<IResult> DoSignOut(HttpContext http, SignIns signIns)
    {
        if (Callers.AccountOf(http.User) is { } name) await signIns.SignOut(name);
        await Session.End(http);
        return Results.Redirect(SignIn);
    }

    private static async Task<IResult> Shown(HttpContext http, Step step, Func<int, IResult> wrong, bool isRepeated = false)
    {
        switch (step)
        {
            case Step.In(var account):
                await Session.Begin(http, account);
                return Results.Redirect(Home);
            case Step.Wait(var until):
                return Forms.SignInPage(http, SignIns.LockedSentence(until), StatusCodes.Status429TooManyRequests);
            case Step.Code(var ticket, var secret):
                return Forms.CodePage(ticket, secret, isRepeated);
            case Step.NewPassword(var ticket, var refusals):
                return Forms.RenewPage(ticket, [.. refusals.Select(r => r.Description)]);
            default:
                return wrong(StatusCodes.Status401Unauthorized);
        }
    }

    /// <summary>A form that another site's page sends is not read: it could sign somebody in or out.</summary>
    private static async ValueTask<object?> OwnFormsOnly(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var request = call.HttpContext.Request;
        var origin = request.Headers.Origin.ToString();
        var isForeign = request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none");
        if (isForeign || (origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value)) || !request.HasFormContentType)
            return Page.Of("请求被拒绝", "<p>请从本系统的页面提交。</p>", StatusCodes.Status400BadRequest);
        // Whoever sends slowly takes no place; the form is kept with the request.
        await request.ReadFormAsync(call.HttpContext.RequestAborted);
        return await InTurn(() => next(call));
    }

    /// <summary>A password is slow to check, on purpose; strangers who send many keep nobody from the grid itself.</summary>
    private static async ValueTask<object?> InTurn(Func<ValueTask<object?>> form)
    {
        using var place = await Places.AcquireAsync();
        // Nobody is known yet who could ask; what is looked at are proofs, which are no caller's.
        CallSigner.ActAs(CallSigner.Gateway);
        return place.IsAcquired ? await form() : Page.Of("系统繁忙", "<p>请稍后重试。</p>", StatusCodes.Status503ServiceUnavailable);
    }

    private static readonly ConcurrencyLimiter Places = new(new ConcurrencyLimiterOptions { PermitLimit = 4, QueueLimit = 64 });

    private sealed class SmallBody : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 16 * 1024;
    }
}
