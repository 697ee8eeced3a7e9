using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ResponsibilityGrid.Gateway;
using ResponsibilityGrid.Tests.Imports;
using Xunit;
using static ResponsibilityGrid.Tests.Gateway.UnsteadyHost;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>More than the gateway takes: two at once, one waits for a second, the rest are sent away.</summary>
public sealed class OverloadTests(CrowdedHost grid) : IClassFixture<CrowdedHost>
{
    private const string Remind = "mutation($item: ItemBy!) { logReminder(input: { item: $item, text: \"催办\" }) { entry { act } userErrors { code } } }";
    private const string Cheap = "{ __typename }";

    [Fact]
    public async Task Who_comes_too_many_is_sent_away_with_a_code_and_nobody_else_notices()
    {
        await grid.Ask(Remind, new { item = Item });
        grid.Cluster.Faults.Block(Stored, "item");
        // The first two hold their places for as long as the row is blocked; each of the others finds no place in time.
        var held = Enumerable.Range(0, 2).Select(_ => grid.Call(Remind, new { item = Item })).ToList();
        var (shed, english) = (await Shed("zh"), await Shed("en"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (shed.Response.StatusCode, shed.Response.Headers.RetryAfter?.Delta));
        Assert.Equal("系统繁忙，此次请求未予办理，请稍后重试。", shed.Error.GetProperty("message").GetString());
        Assert.Equal("The grid is busy and has done nothing about the request; try again in a moment.", english.Error.GetProperty("message").GetString());
        Assert.Equal(1, shed.Error.GetProperty("extensions").GetProperty("retryAfter").GetInt32());
        Assert.True(await grid.IsAlive());
        using var weifang = Weifang.Small("888801");
        using var import = await grid.Import(weifang.Zip());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (import.StatusCode, import.Headers.RetryAfter?.Delta));

        grid.Cluster.Faults.Unblock(Stored, "item");
        foreach (var response in await Task.WhenAll(held)) Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await grid.Ask(Cheap);
    }

    [Fact]
    public async Task A_burst_is_let_in_two_by_two_or_sent_away_and_every_reply_is_one_of_both()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => grid.Call(Remind, new { item = Item })));

        var read = await Task.WhenAll(replies.Select(reply => reply.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)));
        Assert.All(replies.Zip(read), reply => Assert.True(reply.First.StatusCode == HttpStatusCode.OK ? !reply.Second.TryGetProperty("errors", out _) : CodeOf(reply.Second) == "OVERLOADED", $"{reply.Second}"));
        Assert.Contains(replies, reply => reply.StatusCode == HttpStatusCode.OK);
        Assert.Contains(replies, reply => reply.StatusCode == HttpStatusCode.ServiceUnavailable);
    }

    private async Task<(HttpResponseMessage Response, JsonElement Error)> Shed(string language)
    {
        var response = await Patience.Until("a reply that sends away", async () => await grid.Call(Cheap, language: language) is { IsSuccessStatusCode: false } sent ? sent : null);
        var reply = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("OVERLOADED", CodeOf(reply));
        return (response, reply.GetProperty("errors")[0]);
    }

    private static string? CodeOf(JsonElement reply) => reply.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}

/// <summary>The small grid behind a gateway with room for two, and a bench for one.</summary>
public sealed class CrowdedHost : CommandHost
{
    protected override void Configure(WebApplicationBuilder builder) => builder.Services.Configure<GraphQLLimits>(limits =>
    {
        limits.MaxAtOnce = 2;
        limits.MaxWaiting = 1;
        limits.MaxWait = TimeSpan.FromSeconds(1);
    });
}
