using System.Text.Json;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Flags over HTTP on the sample grid.</summary>
[Collection(nameof(ItemCommands))]
[OnBothDatabases]
public sealed class FlagTests(GridHost grid)
{
    private const string Flags = """
        query($unit: String!, $kind: FlagKind, $after: String) { flags(unit: $unit, kind: $kind, first: 5, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes {
          id kindLabel state stateLabel version similarity commonText recordCount clearedUntil flagged { post } records { sourceLabel unit { code } item { post } who { name } text similarity } decisions { stanceLabel reason who { code } } } } }
        """;

    [Fact]
    public async Task Copied_reports_are_flagged_and_decided_on_and_the_decision_stays()
    {
        string[] posts = ["370704003-04", "370704003-05"];
        foreach (var (n, post) in posts.Index())
            await grid.Go(post, (post, "acceptItem", new { }), (post, "reportItem", new { text = $"1{n}月5日，本岗风险点逐项制定防控措施，明确到人并在公示栏公示，接受干部群众监督。" }));

        var flag = Assert.Single(await All("370704", "LOOK_ALIKE"), f => f.GetProperty("flagged").EnumerateArray().Any(who => who.Text("post") == posts[0]));
        Assert.Equal(("雷同记录", "OPEN", "2", "100"), (flag.Text("kindLabel"), flag.Text("state"), flag.Text("recordCount"), flag.Text("similarity")));
        Assert.Equal("本岗风险点逐项制定防控措施明确到人并在公示栏公示接受干部群众监督", flag.Text("commonText"));

        var id = flag.Text("id");
        Assert.Contains(id, await Handed(posts[0]));
        var refused = await Decide("370704-02", id, "UPHOLD");
        Assert.Equal("REFUSED", refused.GetProperty("userErrors")[0].Text("code"));
        Assert.Equal("有异议", (await Decide(posts[0], id, "DISPUTE")).Text("flag", "stateLabel"));
        var decided = await Decide("370704D01-01", id, "DISMISS", ", commandId: \"flag-1\", expectedVersion: 1");
        Assert.Equal(("不属实", "2"), (decided.Text("flag", "stateLabel"), decided.Text("flag", "version")));
        Assert.Equal("2", (await Decide("370704D01-01", id, "DISMISS", ", commandId: \"flag-1\", expectedVersion: 1")).Text("flag", "version"));
        Assert.Equal("CONFLICT", (await Decide("370704D01-01", id, "UPHOLD", ", expectedVersion: 1")).GetProperty("userErrors")[0].Text("code"));

        Assert.DoesNotContain(id, await Handed(posts[0]));

        var node = (await grid.Ask("query($id: ID!) { node(id: $id) { id ... on Flag { state decisions { stanceLabel reason } } } }", new { id })).GetProperty("node");
        Assert.Equal(("DISMISSED", id), (node.Text("state"), node.Text("id")));
        Assert.Equal(["异议", "认定不属实"], node.GetProperty("decisions").EnumerateArray().Select(d => d.Text("stanceLabel")));
    }

    /// <summary>The flags that a post has to hand over.</summary>
    private async Task<List<string>> Handed(string post) =>
        [.. (await grid.Ask("query($post: String!) { handoverPack(post: $post) { flags { id } } }", new { post })).GetProperty("handoverPack").GetProperty("flags").EnumerateArray().Select(flag => flag.Text("id")!)];

    [Fact]
    public async Task An_item_handed_on_in_its_own_words_is_flagged_on_whoever_handed_it_on()
    {
        const string post = "370704003-02", below = "370704003-06", duty = "2026-01-07";
        Assert.Empty((await grid.Do(post, "acceptItem", post, duty: duty)).GetProperty("userErrors").EnumerateArray());
        Assert.Empty((await grid.Do(post, "refineItem", post, new { post = below, measure = "按照要求，将责任事项分解到岗位并逐项明确时限" }, duty: duty)).GetProperty("userErrors").EnumerateArray());

        var flag = Assert.Single(await All("370704003", "PASS_THROUGH"));
        Assert.Equal(("二传手", "2026-11-23", post), (flag.Text("kindLabel"), flag.Text("clearedUntil"), flag.GetProperty("flagged")[0].Text("post")));
        Assert.Equal(["上级事项", "细化事项"], flag.GetProperty("records").EnumerateArray().Select(r => r.Text("sourceLabel")));

        Assert.Empty((await grid.Do(post, "reportItem", post, new { text = "本周二已分到三个岗位，各有时限" }, duty: duty)).GetProperty("userErrors").EnumerateArray());
        Assert.Empty(await All("370704003", "PASS_THROUGH"));
    }

    [Fact]
    public async Task Flags_are_one_call_and_what_is_not_a_flag_is_refused()
    {
        var (_, calls) = await grid.Count(Flags, new { unit = "370700" });

        Assert.EndsWith("IFlagsGrain.ListFlags", Assert.Single(calls, c => !c.EndsWith("GetUnit", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("NOT_FOUND", (await Decide("370704D01-01", GlobalId.Of("Flag", "370700/none"), "DISMISS", isError: true)).Text("code"));
        Assert.Equal("BAD_USER_INPUT", await grid.Refused(Flags, new { unit = "370700", after = "x" }));
        Assert.Equal("NOT_FOUND", await grid.Refused(Flags, new { unit = "379999" }));
        Assert.Equal("BAD_USER_INPUT", await grid.Refused("""{ flags(unit: "370700", period: {from: "2026-05", to: "2026-01"}) { totalCount } }"""));
    }

    private async Task<List<JsonElement>> All(string unit, string kind)
    {
        var all = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = (await grid.Ask(Flags, new { unit, kind, after })).GetProperty("flags");
            all.AddRange(page.GetProperty("nodes").EnumerateArray());
            Assert.True(page.GetProperty("totalCount").GetInt32() >= all.Count);
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.Text("pageInfo", "endCursor") : null;
        }
        while (after is not null);
        return all;
    }

    private async Task<JsonElement> Decide(string actor, string? flag, string stance, string more = "", bool isError = false)
    {
        var reply = await grid.Send($$"""mutation($flag: ID!) { decideFlag(input: {flag: $flag, stance: {{stance}}, reason: "逐份核对，各有现场记录"{{more}}}) { flag { stateLabel version } userErrors { code message } } }""", new { flag }, actor: actor);
        if (isError && reply.TryGetProperty("errors", out var errors)) return errors[0].GetProperty("extensions");
        return isError ? reply.GetProperty("data").GetProperty("decideFlag").GetProperty("userErrors")[0] : reply.GetProperty("data").GetProperty("decideFlag");
    }
}
