using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace ResponsibilityGrid.Gateway;

/// <summary>The pages on which people sign in and out and set their passwords. Everything else is for programs.</summary>
internal static class AccountPages
{
    public const string Home = "/account", SignIn = "/account/sign-in", SignOut = "/account/sign-out", Code = "/account/code", Password = "/account/password", Renew = "/account/renew", Invitation = "/account/invitation", Issuer = "/account/issuer", Welcome = "/account/welcome";

    public static IEndpointRouteBuilder MapAccountPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, (HttpContext http) => HomePage(http));
        routes.MapGet(SignIn, (HttpContext http) => SignInPage(http)).AllowAnonymous();
        routes.MapGet(Password, () => PasswordPage());
        routes.MapGet(Invitation, () => InvitationPage()).AllowAnonymous();
        // From another site a browser brings no strict cookie along; from here it does.
        routes.MapGet(Welcome, () => Page.Of("已登录", $"<p><a href=\"{Home}\">继续</a></p>")).AllowAnonymous();
        if (routes.ServiceProvider.GetRequiredService<IssuerSettings>().Oidc is not null)
            routes.MapGet(Issuer, () => Results.Challenge(new() { RedirectUri = Welcome }, [Issuers.Oidc])).AllowAnonymous();
        var forms = routes.MapGroup("").AddEndpointFilter(OwnFormsOnly);
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
        return await Shown(http, await signIns.ByPassword($"{form["name"]}", $"{form["password"]}"), status => SignInPage(http, "账号或密码不正确。", status));
    }

    private static async Task<IResult> DoCode(HttpContext http, SignIns signIns)
    {
        var form = await http.Request.ReadFormAsync();
        return await Shown(http, await signIns.ByCode($"{form["ticket"]}", $"{form["code"]}"), status => SignInPage(http, "登录已超时，请重新登录。", status), isRepeated: true);
    }

    private static async Task<IResult> DoRenew(HttpContext http, SignIns signIns)
    {
        var form = await http.Request.ReadFormAsync();
        return $"{form["new"]}" != $"{form["again"]}"
            ? RenewPage($"{form["ticket"]}", ["两次输入的新密码不一致。"])
            : await Shown(http, await signIns.ByNewPassword($"{form["ticket"]}", $"{form["new"]}"), status => SignInPage(http, "登录已超时，请重新登录。", status));
    }

    private static async Task<IResult> DoInvitation(HttpContext http, SignIns signIns)
    {
        var form = await http.Request.ReadFormAsync();
        var code = $"{form["code"]}";
        if ($"{form["new"]}" != $"{form["again"]}") return InvitationPage(code, ["两次输入的密码不一致。"]);
        var (account, refusals) = await signIns.Redeem(code, $"{form["name"]}", $"{form["new"]}");
        return account is null
            ? InvitationPage(code, [.. refusals.Select(r => r.Description)])
            : Page.Of("账号已可使用", $"<p>账号 <b>{Page.Safe(account.Name)}</b> 的密码已设置，该链接不能再用。</p><p><a href=\"{SignIn}\">登录</a></p>");
    }

    private static async Task<IResult> DoPassword(HttpContext http, SignIns signIns)
    {
        var form = await http.Request.ReadFormAsync();
        if ($"{form["new"]}" != $"{form["again"]}") return PasswordPage(["两次输入的新密码不一致。"]);
        if (Callers.AccountOf(http.User) is not { } name) return PasswordPage(["只有以账号登录的人才有密码。"]);
        var (account, refusals) = await signIns.ChangePassword(name, $"{form["current"]}", $"{form["new"]}");
        if (account is null) return PasswordPage([.. refusals.Select(r => r.Description)]);
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
                return SignInPage(http, SignIns.LockedSentence(until), StatusCodes.Status429TooManyRequests);
            case Step.Code(var ticket, var secret):
                return CodePage(ticket, secret, isRepeated);
            case Step.NewPassword(var ticket, var refusals):
                return RenewPage(ticket, [.. refusals.Select(r => r.Description)]);
            default:
                return wrong(StatusCodes.Status401Unauthorized);
        }
    }

    private static IResult HomePage(HttpContext http) => Page.Of("责任网格", $"""
        <p>已登录：<b>{Page.Safe(Callers.PrincipalOf(http)!.Subject)}</b></p><p><a href="{Password}">修改密码</a></p>{Page.Form(SignOut, "退出登录")}
        """);

    private static IResult SignInPage(HttpContext http, string? refused = null, int status = StatusCodes.Status200OK) => Page.Of("登录", $"""
        {(refused is null ? "" : Page.Refused(refused))}
        {Page.Form(SignIn, "登录", Page.Field("账号", "name", complete: "username"), Page.Field("密码", "password", "password", "current-password"))}
        {(http.RequestServices.GetRequiredService<IssuerSettings>().Oidc is null ? "" : $"<p><a href=\"{Issuer}\">统一身份认证登录</a></p>")}
        """, status);

    private static IResult CodePage(string ticket, string? secret, bool isWrong) => Page.Of("动态验证码", $"""
        {(isWrong ? Page.Refused("验证码不正确或已用过，请等下一个。") : "")}
        {(secret is null ? "" : $"<p>管理员须使用动态验证码。请在身份验证器中手工添加账户，密钥为：</p><p><code>{Page.Safe(secret)}</code></p>")}
        {Page.Form(Code, "确认", Page.Hidden("ticket", ticket), Page.Field("六位验证码", "code", complete: "one-time-code"))}
        """, isWrong ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK);

    private static IResult RenewPage(string ticket, IReadOnlyList<string> refused) => Page.Of("密码已满 90 天，请换新密码", $"""
        {Page.Refused(refused)}{Page.Form(Renew, "确定", Page.Hidden("ticket", ticket), New, Again)}
        """, Status(refused));

    private static IResult PasswordPage(params IReadOnlyList<string> refused) => Page.Of("修改密码", $"""
        {Page.Refused(refused)}{Page.Form(Password, "确定", Page.Field("现密码", "current", "password", "current-password"), New, Again)}
        """, Status(refused));

    private static IResult InvitationPage(string code = "", params IReadOnlyList<string> refused) => Page.Of("启用账号", $"""
        {Page.Refused(refused)}
        {Page.Form(Invitation, "确定", Page.Field("一次性代码", "code", value: code), Page.Field("账号名（首次启用的管理员自取；其他人填写自己的账号）", "name", complete: "username"), New, Again)}
        <p>密码至少 8 个字符，含大写字母、小写字母、数字、符号中的三类，不能是常见密码或最近五次用过的。</p>
        """, Status(refused));

    private static string New => Page.Field("新密码", "new", "password", "new-password");

    private static string Again => Page.Field("再输入一次", "again", "password", "new-password");

    private static int Status(IReadOnlyList<string> refused) => refused.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;

    /// <summary>A form that another site's page sends is not read: it could sign somebody in or out.</summary>
    private static async ValueTask<object?> OwnFormsOnly(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var request = call.HttpContext.Request;
        var origin = request.Headers.Origin.ToString();
        var isForeign = request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none");
        return isForeign || (origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value)) || !request.HasFormContentType
            ? Page.Of("请求被拒绝", "<p>请从本系统的页面提交。</p>", StatusCodes.Status400BadRequest)
            : await next(call);
    }
}
