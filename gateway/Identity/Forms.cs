namespace ResponsibilityGrid.Gateway;

/// <summary>What stands on the pages of an account.</summary>
internal static class Forms
{
    public static IResult HomePage(HttpContext http) => Page.Of("责任网格", $"""
        <p>已登录：<b>{Page.Safe(Callers.PrincipalOf(http)!.Subject)}</b></p><p><a href="{AccountPages.Password}">修改密码</a></p>{Page.Form(AccountPages.SignOut, "退出登录")}
        """);

    public static IResult SignInPage(HttpContext http, string? refused = null, int status = StatusCodes.Status200OK) => Page.Of("登录", $"""
        {(refused is null ? "" : Page.Refused(refused))}
        {Page.Form(AccountPages.SignIn, "登录", Page.Field("账号", "name", complete: "username"), Page.Field("密码", "password", "password", "current-password"))}
        {(http.RequestServices.GetRequiredService<IssuerSettings>().Oidc is null ? "" : $"<p><a href=\"{AccountPages.Issuer}\">统一身份认证登录</a></p>")}
        """, status);

    public static IResult CodePage(string ticket, string? secret, bool isWrong) => Page.Of("动态验证码", $"""
        {(isWrong ? Page.Refused("验证码不正确或已用过，请等下一个。") : "")}
        {(secret is null ? "" : $"<p>管理员须使用动态验证码。请在身份验证器中手工添加账户，密钥为：</p><p><code>{Page.Safe(secret)}</code></p>")}
        {Page.Form(AccountPages.Code, "确认", Page.Hidden("ticket", ticket), Page.Field("六位验证码", "code", complete: "one-time-code"))}
        """, isWrong ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK);

    public static IResult RenewPage(string ticket, IReadOnlyList<string> refused) => Page.Of("密码已满 90 天，请换新密码", $"""
        {Page.Refused(refused)}{Page.Form(AccountPages.Renew, "确定", Page.Hidden("ticket", ticket), New, Again)}
        """, Status(refused));

    public static IResult PasswordPage(params IReadOnlyList<string> refused) => Page.Of("修改密码", $"""
        {Page.Refused(refused)}{Page.Form(AccountPages.Password, "确定", Page.Field("现密码", "current", "password", "current-password"), New, Again)}
        """, Status(refused));

    public static IResult InvitationPage(string code = "", params IReadOnlyList<string> refused) => Page.Of("启用账号", $"""
        {Page.Refused(refused)}
        {Page.Form(AccountPages.Invitation, "确定", Page.Field("一次性代码", "code", value: code), Page.Field("账号名（首次启用的管理员自取；其他人填写自己的账号）", "name", complete: "username"), New, Again)}
        <p>密码至少 8 个字符，含大写字母、小写字母、数字、符号中的三类，不能是常见密码或最近五次用过的。</p>
        """, Status(refused));

    private static string New => Page.Field("新密码", "new", "password", "new-password");

    private static string Again => Page.Field("再输入一次", "again", "password", "new-password");

    private static int Status(IReadOnlyList<string> refused) => refused.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
}
