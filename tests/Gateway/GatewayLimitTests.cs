using System.Diagnostics;
using System.Text;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

public sealed class GatewayLimitTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    public static TheoryData<string, string, string> TooMuch => new()
    {
        { "COST_EXCEEDED", "tokens", "{" + Repeat(1_001, i => "hello ") + "}" },
        { "COST_EXCEEDED", "aliases", "{ items {" + Repeat(31, i => $"a{i}: totalCount ") + "} }" },
        { "COST_EXCEEDED", "root fields", "{" + Repeat(16, i => "hello ") + "}" },
        { "COST_EXCEEDED", "root fields in a fragment", "{...A} fragment A on Query {" + Repeat(16, i => "hello ") + "}" },
        { "COST_EXCEEDED", "directives", "{ items {" + Repeat(51, i => "totalCount @skip(if:true) ") + "} }" },
        { "COST_EXCEEDED", "fragments", "{hello}" + Repeat(60, i => $"fragment F{i} on Query{{hello}} ") },
        { "COST_EXCEEDED", "fragments that double", "{...F0}" + Repeat(40, i => $"fragment F{i} on Query{{...F{i + 1} ...F{i + 1}}} ") + "fragment F40 on Query{hello}" },
        { "COST_EXCEEDED", "pages in pages", "{ items(first:200) { nodes { children(first:200) { parent { number } } } } }" },
        { "COST_EXCEEDED", "a page made cheap by a negative one", "{ n: items(first:1) { nodes { number } } items(first:200) { nodes { children(first: 200) { number } } } }" },
        { "BAD_USER_INPUT", "negative first", "{ items(first:-100000) { nodes { number } } }" },
        { "BAD_USER_INPUT", "first of nothing", "{ items(first:0) { totalCount } }" },
        { "BAD_USER_INPUT", "a page too large", "{ items(first:201) { totalCount } }" },
        { "DEPTH_EXCEEDED", "depth", "{ items { nodes {" + Repeat(14, i => "parent {") + "number" + new string('}', 14) + "} } }" },
        { "DEPTH_EXCEEDED", "depth through fragments", "{ items { nodes { ...F0 } } }" + Repeat(14, i => $"fragment F{i} on ProbeItem {{ parent {{ ...F{i + 1} }} }}") + "fragment F14 on ProbeItem { number }" },
        { "DEPTH_EXCEEDED", "depth the parser refuses", "{" + Repeat(300, i => "items {") + "hello" + new string('}', 301) },
        { "DEPTH_EXCEEDED", "circular introspection", "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }" },
        { "GRAPHQL_VALIDATION_FAILED", "fragment cycles", "{...A} fragment A on Query {...B} fragment B on Query {...A}" },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task What_asks_too_much_is_refused(string code, string what, string query)
    {
        var reply = await host.Ask(query);

        Assert.True(reply.Code == code, $"{what}: {reply.Text}");
        Assert.Equal(400, reply.Status);
    }

    [Fact]
    public async Task A_page_size_in_a_variable_is_checked_every_time()
    {
        const string query = "query($n: Int) { items(first: $n) { nodes { number } } }";

        Assert.Equal(25, (await host.Ask(query)).Data.GetProperty("items").GetProperty("nodes").GetArrayLength());
        Assert.Equal(200, (await host.Ask(query, new { n = 200 })).Data.GetProperty("items").GetProperty("nodes").GetArrayLength());
        Assert.Equal("BAD_USER_INPUT", (await host.Ask(query, new { n = 201 })).Code);
        Assert.Equal("BAD_USER_INPUT", (await host.Ask(query, new { n = -1 })).Code);
    }

    [Theory]
    [InlineData("{ hello }", 0)]
    [InlineData("{ items { totalCount } }", 1)]
    [InlineData("{ items(first: 10) { nodes { number } } }", 11)]
    [InlineData("{ items { edges { node { number parent { number } } } pageInfo { endCursor } } }", 77)]
    [InlineData("{ items(first: 2) { nodes { children(first: 3) { parent { number } } } } }", 15)]
    [InlineData("{ __schema { types { name fields { name } } } }", 0)]
    public async Task The_cost_is_told_on_request(string query, int cost)
    {
        var reply = await host.Ask(query, cost: true);

        var told = reply.Json.GetProperty("extensions").GetProperty("cost");
        Assert.Equal((cost, 2_000), (told.GetProperty("requested").GetInt32(), told.GetProperty("limit").GetInt32()));
        Assert.False((await host.Ask(query)).Json.TryGetProperty("extensions", out _));
    }

    [Fact]
    public async Task The_introspection_query_of_graphql_js_passes()
    {
        var reply = await host.Ask(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Gateway/introspection.graphql"), TestContext.Current.CancellationToken));

        Assert.True(reply.Errors == 0, reply.Text);
    }

    // The documents that cost the engine most for their size, at the size that still gets past the count of tokens.
    public static TheoryData<string, string> Hostile => new()
    {
        { "one field again and again", "{ items {" + Repeat(110, i => "edges { node { id } } ") + "} }" },
        { "one argument again and again", "{ items { nodes {" + Repeat(80, i => "children(first:1){id} ") + "} } }" },
        { "chained fragments", "{...F0}" + Repeat(48, i => $"fragment F{i} on Query{{hello ...F{i + 1}}} ") + "fragment F48 on Query{hello}" },
        { "unknown fields", "{ items {" + Repeat(480, i => $"unknown{i} ") + "} }" },
        { "brackets", new string('{', 20_000) },
        { "a long string", "{ fail(how: \"" + new string('x', 60_000) + "\") }" },
        { "a wall of text", "{" + Repeat(8_000, i => $"a{i}:hello ") + "}" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_document_costs_little(string what, string query)
    {
        Assert.True(Encoding.UTF8.GetByteCount(query) <= 100_000);
        await host.Ask(query); // compiled once, the second time counts

        var clock = Stopwatch.StartNew();
        var reply = await host.Ask(query);
        TestContext.Current.SendDiagnosticMessage($"{what}: {clock.ElapsedMilliseconds} ms, {reply.Text.Length} chars, {reply.Status} {reply.Code}");

        Assert.True(clock.ElapsedMilliseconds < 500, $"{what} took {clock.ElapsedMilliseconds} ms");
        Assert.True(reply.Text.Length < 50_000, $"{what} was answered with {reply.Text.Length} characters");
    }

    private static string Repeat(int times, Func<int, string> part) => string.Concat(Enumerable.Range(0, times).Select(part));
}
