using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResponsibilityGrid.Gateway;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Identity;

/// <summary>Who comes in with a key, over HTTP.</summary>
public sealed class KeyHttpTests : IAsyncLifetime
{
    private readonly EveryLine _log = new();
    private readonly HttpClient _http = new();
    private GridCluster _cluster = null!;
    private WebApplication _app = null!;

    // Of addresses that are served see DoorTests; these say it in every way, and what is not served says no more.
    private static readonly (string Method, string Path)[] Doors = [("POST", "/graphql"), ("POST", "/api/imports"), ("GET", "/"), ("GET", "/nowhere")];

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterSmall();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(_log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton(TestPasses.Keys);
        builder.AddGateway().Services.AddSingleton(_cluster.Grains).AddSingleton<TimeProvider>(_cluster.Clock).AddGridHealth();
        _app = builder.Build().MapGateway();
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_valid_identity_every_door_is_closed()
    {
        foreach (var (method, path) in Doors)
        foreach (var header in (string?[])[null, "Bearer", "Bearer x", "Basic YTpi", $"Bearer {ApiKey.New("nobody").Text}", "Bearer eyJhbGciOiJub25lIn0.e30."])
        {
            using var answer = await Send(method, path, header);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer", $"{answer.Headers.WwwAuthenticate}");
            Assert.Contains("UNAUTHENTICATED", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Health_is_told_to_everybody_in_one_word()
    {
        foreach (var of in (string[])["live", "startup", "ready"])
        {
            using var answer = await Send("GET", $"/health/{of}", null);

            Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_live_key_opens_until_it_is_revoked_and_five_seconds_are_enough_for_that()
    {
        var (key, account) = await Make();
        Assert.Equal(HttpStatusCode.OK, await Status(key));

        await Keys.Revoke(new KeyCommand { Id = $"r-{account}", Account = new ServiceAccount { Id = account }, Actor = new Actor { Code = "account:a" } });
        _cluster.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.Unauthorized, await Status(key));
        Assert.Contains(_log.Lines, line => line.Contains($"KeyRevoked key:{account}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_ends_at_its_instant()
    {
        var (key, _) = await Make(_cluster.Clock.GetUtcNow().AddMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await Status(key));

        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await Status(key));
    }

    [Fact]
    public async Task A_key_that_was_tampered_with_or_made_up_opens_nothing()
    {
        var (key, account) = await Make();
        var flipped = key[^9] == '0' ? '1' : '0';

        Assert.Equal(HttpStatusCode.Unauthorized, await Status($"{key[..^9]}{flipped}{key[^8..]}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(ApiKey.New(account).Text));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(key.ToUpperInvariant()));
        Assert.Equal(HttpStatusCode.OK, await Status(key));
    }

    [Fact]
    public async Task A_key_opens_in_its_header_and_in_no_address()
    {
        var (key, _) = await Make();
        foreach (var name in (string[])["access_token", "authorization", "key"])
        {
            using var answer = await Send("GET", $"/graphql?query=%7B__typename%7D&{name}={key}", null);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        foreach (var header in (string[])[key, $"Basic {key}", $"Bearer {key}, Bearer {key}"])
        {
            using var answer = await Send("POST", "/graphql", header);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, await Status(key));
    }

    [Fact]
    public async Task Two_keys_of_an_account_live_side_by_side_and_a_third_waits_until_one_is_gone()
    {
        var (first, account) = await Make();
        var (second, _) = await Make(account: account);
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(second));
        Assert.Contains(_log.Lines, line => line.Contains($"KeyNotApproved key:{account}", StringComparison.Ordinal));
        Assert.Equal("key", (await Assert.ThrowsAsync<GridRuleException>(() => Approve(account, "account:a"))).Field);
        await Approve(account, "account:b");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await Status(first), await Status(second)));

        Assert.Equal("account", (await Assert.ThrowsAsync<GridRuleException>(() => Make(account: account))).Field);
        await Keys.Revoke(new KeyCommand { Id = $"r-{account}", Account = new ServiceAccount { Id = account }, Number = 1 });
        await Make(account: account);
        _cluster.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await Status(first), await Status(second)));
    }

    [Fact]
    public async Task The_day_of_the_last_use_is_noted_and_keys_outlive_a_restart()
    {
        var (key, account) = await Make();
        Assert.Equal(HttpStatusCode.OK, await Status(key));
        var noted = await Patience.Until("a day of use", async () => (await Keys.GetNewer(0))!.Accounts.Single(a => a.Id == account).Keys[0].LastUsed is { } day ? $"{day:O}" : null);
        Assert.Equal($"{new GridSettings().DateAt(_cluster.Clock.GetUtcNow()):O}", noted);

        await _cluster.Restart();

        Assert.Equal(noted, $"{(await Keys.GetNewer(0))!.Accounts.Single(a => a.Id == account).Keys[0].LastUsed:O}");
    }

    [Fact]
    public async Task No_key_and_no_seal_stands_in_the_log()
    {
        var (key, account) = await Make();
        await Status(key);
        await Status(ApiKey.New(account).Text);
        var seal = (await Keys.GetNewer(0))!.Accounts.Single(a => a.Id == account).Keys[0].Seal;

        Assert.DoesNotContain(_log.Lines, line => line.Contains(key[^72..], StringComparison.Ordinal) || line.Contains(seal, StringComparison.Ordinal));
    }

    private async Task Approve(string account, string by)
    {
        await Keys.Approve(new KeyCommand { Id = $"a-{account}-{by}", Account = new ServiceAccount { Id = account }, Number = 2, Actor = new Actor { Code = by } });
        _cluster.Clock.Advance(TimeSpan.FromSeconds(5));
    }

    private IKeysGrain Keys => _cluster.Grains.GetGrain<IKeysGrain>(GridKeys.Keys);

    private async Task<(string Key, string Account)> Make(DateTimeOffset? expires = null, string? account = null)
    {
        var key = ApiKey.New(account ?? $"t{Guid.NewGuid():N}");
        await Keys.Create(new KeyCommand
        {
            Id = $"{Guid.NewGuid():N}", Account = new ServiceAccount { Id = key.Account, Name = "某系统", Role = "office", Grid = City, Over = City },
            Seal = _app.Services.GetRequiredService<SecretRing>().Seal(key), Expires = expires ?? _cluster.Clock.GetUtcNow().AddDays(30), Actor = new Actor { Code = "account:a" },
        });
        // A gateway may not have heard of it yet.
        _cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        return (key.Text, key.Account);
    }

    private async Task<HttpStatusCode> Status(string key)
    {
        using var answer = await Send("POST", "/graphql", $"Bearer {key}");
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> Send(string method, string path, string? authorization)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_app.Urls.Single() + path));
        if (method == "POST") request.Content = JsonContent.Create(new { query = "{ grids { code } }" });
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
