using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ResponsibilityGrid.Tests.Identity;

/// <summary>What holds of every address that a gateway serves.</summary>
public sealed class DoorTests
{
    // A new address is closed; whoever wants it open says so here.
    private static readonly string[] Open =
    [
        "* /health/live", "* /health/ready", "* /health/startup",
        "GET /account/invitation", "GET /account/issuer", "GET /account/sign-in", "GET /account/welcome",
        "POST /account/code", "POST /account/invitation", "POST /account/renew", "POST /account/sign-in",
    ];

    [Fact]
    public async Task Every_address_needs_an_identity_but_those_on_the_list()
    {
        await using var host = await IdentityHost.Start(("Identity:Oidc:Authority", "https://id.example"), ("Identity:Oidc:ClientId", "grid"));
        var doors = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>().ToLookup(
            door => door.Metadata.GetMetadata<IAllowAnonymous>() is not null,
            door => (Method: door.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Single() ?? "*", Path: door.RoutePattern.RawText!));
        Assert.Equal(Open, doors[true].Select(door => $"{door.Method} {door.Path}").Order(StringComparer.Ordinal));

        Assert.True(doors[false].Count() > 5);
        using var visitor = host.Visitor();
        foreach (var (method, path) in doors[false])
        {
            var seen = method is "POST" ? await visitor.Post(path) : await visitor.Get(path);
            Assert.True(seen is { Status: 401 } or { Status: 302, Location: "/account/sign-in" }, $"{method} {path}: {seen.Status}");
        }
    }

    [Theory, InlineData("Grid-Purpose", 200), InlineData("Grid-Actor", 64)]
    public async Task What_is_said_of_a_call_is_short(string header, int most)
    {
        await using var host = await IdentityHost.Start();
        var key = await TestKey.Make(host.Services, "office");

        Assert.Equal(200, (await Ask(host, key, (header, new string('a', most)))).Status);
        var refused = await Ask(host, key, (header, new string('a', most + 1)));

        Assert.Equal(400, refused.Status);
        Assert.Contains("BAD_USER_INPUT", refused.Text, StringComparison.Ordinal);
        Assert.Contains($"请求头 {header} 超过 {most} 字", refused.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("127.0.0.0/8", true), InlineData("10.9.8.7", false), InlineData("", false)]
    public async Task Only_proxies_that_are_named_are_believed_that_a_caller_came_by_https(string proxies, bool isBelieved)
    {
        await using var host = await IdentityHost.Start(("Gateway:Proxies", proxies));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{host.Url}/graphql"))
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query = "mutation { createAccount(input: {account: \"li\"}) { link } }" }), null, "application/json"),
            Headers = { Host = "grid.example", Authorization = new("Bearer", await TestKey.Make(host.Services, "sysadmin")) },
        };
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var http = new HttpClient();

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains(isBelieved ? "https://grid.example/account/invitation#" : "http://grid.example/account/invitation#", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(isBelieved, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Who_may_not_import_is_told_so_before_the_file_is_looked_at()
    {
        await using var host = await IdentityHost.Start();
        using var http = new HttpClient();
        foreach (var (role, status) in ((string, int)[])[("clerk", 403), ("sysadmin", 403), ("issuer", 422)])
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", await TestKey.Make(host.Services, role));
            host.Pass();
            using var file = new ByteArrayContent([1, 2, 3]);
            using var answer = await http.PostAsync(new Uri($"{host.Url}/api/imports"), file, TestContext.Current.CancellationToken);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    private static async Task<Seen> Ask(IdentityHost host, string key, (string Name, string Value) header)
    {
        using var visitor = host.Visitor();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{host.Url}/graphql")) { Content = new StringContent("{\"query\":\"{ __typename }\"}", null, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {key}");
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await visitor.Send(request);
    }
}
