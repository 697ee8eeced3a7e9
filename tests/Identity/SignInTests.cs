using Xunit;

namespace ResponsibilityGrid.Tests.Identity;

/// <summary>People who sign in with name and password, over HTTP.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string Password = "Kite-over-7-lakes", Other = "Boat-under-9-bridges", Wrong = "Kite-over-8-lakes";

    private IdentityHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await IdentityHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_one_time_link_makes_an_administrator_who_comes_in_with_a_code_and_works_once()
    {
        var code = await _host.Invite(Role.SystemAdministrator);
        using var visitor = _host.Visitor();
        Assert.Contains("一次性代码", (await visitor.Get("/account/invitation")).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await visitor.Post("/account/invitation", ("code", code), ("name", "xi"), ("new", "short"), ("again", "short"))).Status);
        await _host.RestartGateway();
        using var later = _host.Visitor();

        Assert.Equal(200, (await later.Post("/account/invitation", ("code", code), ("name", "xi"), ("new", Password), ("again", Password))).Status);

        Assert.Contains("已使用", System.Net.WebUtility.HtmlDecode((await later.Post("/account/invitation", ("code", code), ("name", "xi2"), ("new", Password), ("again", Password))).Text), StringComparison.Ordinal);
        var first = await later.SignIn("xi", Password);
        Assert.False(await later.IsIn());
        Assert.Equal(401, (await later.Post("/account/code", ("ticket", first.Ticket), ("code", "000000"))).Status);
        var shown = Visitor.CodeOf(first.Secret);
        Assert.Equal("/account", (await later.Post("/account/code", ("ticket", first.Ticket), ("code", shown))).Location);
        Assert.True(await later.IsIn());

        // The authenticator is set up: its secret is not shown again, and a code is taken once.
        using var again = _host.Visitor();
        var second = await again.SignIn("xi", Password);
        Assert.Equal("", second.Secret);
        foreach (var used in (string[])[shown, $"+{shown}", $"0{shown}"])
            Assert.Equal(401, (await again.Post("/account/code", ("ticket", second.Ticket), ("code", used))).Status);
        Assert.Equal("/account", (await again.Post("/account/code", ("ticket", second.Ticket), ("code", Visitor.CodeOf(first.Secret, 1)))).Location);
        NothingSecretIsIn(_host.Log, code, Password, first.Secret, later.Cookies["grid-session"]);
    }

    [Fact]
    public async Task Five_wrong_ones_and_nobody_is_heard_for_a_quarter_of_an_hour()
    {
        await _host.Enter("wang", Password);
        using var visitor = _host.Visitor();
        for (var n = 0; n < 5; n++) Assert.Equal(401, (await visitor.SignIn("wang", Wrong)).Status);

        Assert.Equal(429, (await visitor.SignIn("wang", Password)).Status);
        _host.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal("/account", (await visitor.SignIn("Wang ", Password)).Location);
        Assert.True(await visitor.IsIn());
        Assert.Contains(_host.Log.Lines, line => line.StartsWith("LockedOut account:wang", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_tries_at_once_count_as_many()
    {
        await _host.Enter("wang", Password);
        using var visitor = _host.Visitor();

        var tries = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => visitor.SignIn("wang", Wrong)));

        Assert.Equal((5, 7), (tries.Count(t => t.Status == 401), tries.Count(t => t.Status == 429)));
    }

    [Fact]
    public async Task A_wrong_name_and_a_wrong_password_are_answered_alike()
    {
        await _host.Enter("wang", Password);
        using var visitor = _host.Visitor();

        await _host.Accounts.Change(new AccountCommand { Id = "z", Act = Act.CreateAccount, Account = new Account { Name = "zhao", Issuer = "https://id.example", IssuerSubject = "7" } });
        await _host.Accounts.Change(new AccountCommand { Id = "l", Act = Act.CreateAccount, Account = new Account { Name = "li" } });
        _host.Pass();
        for (var n = 1; n <= 6; n++)
        {
            var known = await visitor.SignIn("wang", Wrong);
            Assert.Equal(n < 6 ? 401 : 429, known.Status);
            foreach (var name in (string[])["nobody", "zhao", "li"]) Assert.Equal(known, await visitor.SignIn(name, Wrong));
        }
    }

    [Fact]
    public async Task Who_sends_a_form_slowly_keeps_nobody_from_signing_in()
    {
        await _host.Enter("wang", Password);
        using var http = new HttpClient();
        var slow = Enumerable.Range(0, 4).Select(_ => new Imports.SlowBody()).ToList();
        foreach (var form in slow) form.Headers.ContentType = new("application/x-www-form-urlencoded");
        var sent = slow.Select(form => http.PostAsync(new Uri($"{_host.Url}/account/sign-in"), form, TestContext.Current.CancellationToken)).ToList();
        await Task.WhenAll(slow.Select(form => form.Started));
        using var visitor = _host.Visitor();

        Assert.Equal("/account", (await visitor.SignIn("wang", Password)).Location);

        foreach (var form in slow) form.Finish();
        foreach (var answer in await Task.WhenAll(sent)) answer.Dispose();
    }

    [Fact]
    public async Task A_session_goes_on_at_another_gateway_and_its_cookie_is_for_the_server_alone()
    {
        await _host.Enter("wang", Password);
        using var visitor = _host.Visitor();
        await visitor.SignIn("wang", Password);
        Assert.Matches("(?i)httponly", visitor.SetCookie);
        Assert.Matches("(?i)samesite=strict", visitor.SetCookie);

        await _host.RestartGateway();
        using var elsewhere = _host.Visitor();
        foreach (var (name, value) in visitor.Cookies) elsewhere.Cookies[name] = value;

        Assert.True(await elsewhere.IsIn());
        elsewhere.Cookies["grid-session"] = elsewhere.Cookies["grid-session"][..^4] + "AAAA";
        Assert.False(await elsewhere.IsIn());
    }

    [Theory, InlineData(31, false), InlineData(29, true)]
    public async Task Half_an_hour_without_use_ends_a_session(int minutes, bool isIn)
    {
        await _host.Enter("wang", Password);
        using var visitor = _host.Visitor();
        await visitor.SignIn("wang", Password);

        _host.Pass(TimeSpan.FromMinutes(minutes));

        Assert.Equal(isIn, await visitor.IsIn());
    }

    [Fact]
    public async Task Eight_hours_end_a_session_however_busy_it_was()
    {
        await _host.Enter("wang", Password);
        using var visitor = _host.Visitor();
        await visitor.SignIn("wang", Password);
        for (var n = 0; n < 23; n++)
        {
            _host.Pass(TimeSpan.FromMinutes(20));
            Assert.True(await visitor.IsIn(), $"after {n + 1} times 20 minutes");
        }

        _host.Pass(TimeSpan.FromMinutes(20));

        Assert.False(await visitor.IsIn());
    }

    [Fact]
    public async Task Another_password_ends_the_other_sessions_and_the_last_five_do_not_come_again()
    {
        await _host.Enter("wang", Password);
        using Visitor here = _host.Visitor(), there = _host.Visitor();
        await here.SignIn("wang", Password);
        await there.SignIn("wang", Password);

        Assert.Equal(400, (await here.Post("/account/password", ("current", Wrong), ("new", Other), ("again", Other))).Status);
        Assert.Equal(400, (await here.Post("/account/password", ("current", Password), ("new", Password), ("again", Password))).Status);
        Assert.Equal(200, (await here.Post("/account/password", ("current", Password), ("new", Other), ("again", Other))).Status);
        _host.Pass();

        Assert.True(await here.IsIn());
        Assert.False(await there.IsIn());
        Assert.Equal(400, (await here.Post("/account/password", ("current", Other), ("new", Password), ("again", Password))).Status);
    }

    [Fact]
    public async Task After_ninety_days_another_password_comes_first()
    {
        await _host.Enter("wang", Password);
        _host.Pass(TimeSpan.FromDays(91));
        using var visitor = _host.Visitor();

        var renew = await visitor.SignIn("wang", Password);
        Assert.False(await visitor.IsIn());
        Assert.Equal(400, (await visitor.Post("/account/renew", ("ticket", renew.Ticket), ("new", Password), ("again", Password))).Status);
        Assert.Equal("/account", (await visitor.Post("/account/renew", ("ticket", renew.Ticket), ("new", Other), ("again", Other))).Location);

        Assert.True(await visitor.IsIn());
    }

    [Theory, InlineData(Act.LockAccount), InlineData(Act.CloseAccount), InlineData(Act.ResetAccount)]
    public async Task Whatever_an_administrator_does_to_an_account_ends_its_sessions_within_five_seconds(Act act)
    {
        await _host.Enter("wang", Password);
        using var visitor = _host.Visitor();
        await visitor.SignIn("wang", Password);
        Assert.True(await visitor.IsIn());

        await _host.Accounts.Change(new AccountCommand { Id = $"c-{act}", Act = act, Account = new Account { Name = "wang" }, Lock = true });
        _host.Pass();

        Assert.False(await visitor.IsIn());
    }

    [Fact]
    public async Task Who_signs_out_is_out_wherever_the_cookie_lies()
    {
        await _host.Enter("wang", Password);
        using var visitor = _host.Visitor();
        await visitor.SignIn("wang", Password);
        using var copy = visitor.Copy();

        Assert.Equal("/account/sign-in", (await visitor.Post("/account/sign-out")).Location);
        _host.Pass();

        Assert.False(await visitor.IsIn());
        Assert.False(await copy.IsIn());
    }

    [Fact]
    public async Task A_cookie_alone_asks_nothing_and_a_foreign_form_signs_nobody_in()
    {
        await _host.Enter("wang", Password);
        using var visitor = _host.Visitor();
        await visitor.SignIn("wang", Password);

        Assert.Equal(401, (await visitor.Ask("{ __typename }", header: false)).Status);
        Assert.Equal(401, (await visitor.Ask("{ __typename }", type: "text/plain")).Status);
        Assert.Equal(401, (await visitor.Get("/graphql?query={__typename}")).Status);
        Assert.Equal(401, (await visitor.Get("/graphql/schema.graphql")).Status);
        Assert.True(await visitor.IsIn());
        using var foreign = _host.Visitor();
        foreach (var header in ((string, string)[])[("Origin", "http://elsewhere.example"), ("Sec-Fetch-Site", "cross-site"), ("Origin", "null")])
            Assert.Equal(400, (await foreign.Post("/account/sign-in", [header], [("name", "wang"), ("password", Password)])).Status);
        Assert.Equal("/account", (await foreign.Post("/account/sign-in", [("Origin", _host.Url), ("Sec-Fetch-Site", "same-origin")], [("name", "wang"), ("password", Password)])).Location);
    }

    [Fact]
    public async Task Pages_need_nothing_from_outside_and_send_strangers_to_the_sign_in()
    {
        using var visitor = _host.Visitor();

        Assert.Equal("/account/sign-in", (await visitor.Get("/account")).Location);
        Assert.DoesNotMatch("(?i)(src|href)=\"(https?:)?//", (await visitor.Get("/account/sign-in")).Text);
        using var http = new HttpClient();
        using var page = await http.GetAsync(new Uri($"{_host.Url}/account/sign-in"), TestContext.Current.CancellationToken);
        Assert.StartsWith("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-store", $"{page.Headers.CacheControl}");
    }

    private static void NothingSecretIsIn(EveryLine log, params string[] secrets) =>
        Assert.All(secrets, secret => Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.Ordinal)));
}
