using System.Security.Cryptography;
using Xunit;

namespace ResponsibilityGrid.Tests.Identity;

/// <summary>Callers for whom an issuer vouches, over real HTTP on both sides.</summary>
public sealed class IssuerTests : IAsyncLifetime
{
    private SmallIssuer _issuer = null!;
    private IdentityHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await SmallIssuer.Start();
        _host = await IdentityHost.Start(
            ("Identity:Oidc:Authority", _issuer.Url), ("Identity:Oidc:ClientId", SmallIssuer.Client), ("Identity:Oidc:ClientSecret", SmallIssuer.Secret), ("Identity:Oidc:SubjectClaim", "employee"),
            ("Identity:Jwt:Authority", _issuer.Url), ("Identity:Jwt:Audience", "responsibility-grid"), ("Identity:Jwt:SubjectClaim", "employee"));
        await _host.Accounts.Change(new AccountCommand { Id = "c", Act = Act.CreateAccount, Account = new Account { Name = "zhao", Issuer = _issuer.Url, IssuerSubject = "person-7" } });
        // Tokens are dated by the machine's clock.
        _host.Cluster.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_signs_in_at_the_issuer_and_comes_back_with_a_session()
    {
        using var visitor = _host.Visitor();
        Assert.Contains("/account/issuer", (await visitor.Get("/account/sign-in")).Text, StringComparison.Ordinal);

        Assert.Equal("/account/welcome", (await ThereAndBack(visitor)).Location);

        Assert.True(await visitor.IsIn());
        Assert.Contains("account:zhao", (await visitor.Get("/account")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_host.Log.Lines, line => line.Contains(SmallIssuer.Secret, StringComparison.Ordinal));
        await _host.Accounts.Change(new AccountCommand { Id = "l", Act = Act.LockAccount, Account = new Account { Name = "zhao" }, Lock = true });
        _host.Pass();
        Assert.False(await visitor.IsIn());
    }

    [Fact]
    public async Task Whom_the_issuer_knows_and_the_grid_does_not_stays_outside()
    {
        // What the issuer calls somebody may be a telephone.
        _issuer.Person = "13987654321";
        using var visitor = _host.Visitor();

        Assert.Equal(401, (await ThereAndBack(visitor)).Status);

        Assert.False(await visitor.IsIn());
        Assert.Contains(_host.Log.Lines, line => line.StartsWith("StrangerRefused stranger:", StringComparison.Ordinal));
        Assert.DoesNotContain(_host.Log.Lines, line => line.Contains(_issuer.Person, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_that_another_browser_asked_for_opens_nothing()
    {
        using Visitor visitor = _host.Visitor(), thief = _host.Visitor();
        var back = await There(visitor);

        Assert.Equal(401, (await thief.Send(new HttpRequestMessage(HttpMethod.Get, back))).Status);
        Assert.False(await thief.IsIn());
    }

    [Fact]
    public async Task A_token_of_the_issuer_for_us_opens_and_any_other_does_not()
    {
        using var other = RSA.Create(2048);
        using var caller = _host.Visitor();
        async Task<int> Status(string token) => (await caller.Ask("{ __typename }", bearer: token)).Status;

        Assert.Equal(200, await Status(_issuer.Token("person-7", "responsibility-grid")));

        Assert.Equal(401, await Status(_issuer.Token("person-8", "responsibility-grid")));
        Assert.Equal(401, await Status(_issuer.Token("person-7", "another-system")));
        Assert.Equal(401, await Status(_issuer.Token("person-7", "responsibility-grid", issuer: "http://elsewhere.example")));
        Assert.Equal(401, await Status(_issuer.Token("person-7", "responsibility-grid", expires: DateTime.UtcNow.AddMinutes(-2))));
        Assert.Equal(401, await Status(_issuer.Token("person-7", "responsibility-grid", key: other)));
        Assert.Equal(401, await Status($"{_issuer.Token("person-7", "responsibility-grid").Split('.')[0]}.e30."));
    }

    /// <summary>To the issuer and where it sends back to.</summary>
    private async Task<Uri> There(Visitor visitor)
    {
        var away = await visitor.Get("/account/issuer");
        Assert.StartsWith($"{_issuer.Url}/authorize?", away.Location, StringComparison.Ordinal);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await browser.GetAsync(new Uri(away.Location!), TestContext.Current.CancellationToken);
        return answer.Headers.Location!;
    }

    private async Task<Seen> ThereAndBack(Visitor visitor) => await visitor.Send(new HttpRequestMessage(HttpMethod.Get, await There(visitor)));
}
