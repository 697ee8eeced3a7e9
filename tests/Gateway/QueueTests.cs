using System.Text.Json;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>What waits for a post, asked over HTTP.</summary>
public sealed class QueueTests(CommandHost grid) : IClassFixture<CommandHost>
{
    private const string Parts = "toAccept { ...p } toDo { ...p } returned { ...p } disputed { ...p } submitted { ...p } overdueMine { ...p } unaccepted { ...p }";

    [Fact]
    public async Task Of_twenty_who_were_pushed_three_who_did_not_sign_rise_to_the_superior()
    {
        var posts = new List<string> { $"{Branch}-2" };
        while (posts.Count < 20) posts.Add(await grid.Post(Branch, "岗位"));
        await GridCluster.WaitUntil(() => grid.Cluster.OverviewOf(City, Branch), o => o.Items == 21, o => $"{o.Items} of 21 items");
        foreach (var post in posts.Take(17)) await Go(post, "acceptItem");
        Assert.Equal(0, Count(await Queue($"{Branch}-1"), "unaccepted"));

        grid.Cluster.Clock.Advance(TimeSpan.FromDays(6));
        await GridCluster.WaitUntil(() => Queue($"{Branch}-1"), q => Count(q, "unaccepted") == 3, q => $"{q}");

        Assert.Equal(posts.Skip(17).Order(StringComparer.Ordinal), Nodes(await Queue($"{Branch}-1"), "unaccepted").Order(StringComparer.Ordinal));
        await GridCluster.WaitUntil(() => Queue($"{County}-1"), q => Count(q, "unaccepted") == 3 + 1, q => $"{q}");
        await MineFollowsTheItem(posts[0], posts[19]);
    }

    [Fact]
    public async Task There_is_no_queue_of_a_post_that_is_not_there() =>
        Assert.Equal(JsonValueKind.Null, (await grid.Ask("""{ queue(post: "nowhere") { toAccept { totalCount } } }""")).GetProperty("queue").ValueKind);

    private async Task MineFollowsTheItem(string post, string other)
    {
        Assert.Equal("toDo", await Standing(post));
        await Go(post, "reportItem", new { text = "已开展", percent = 40 });
        Assert.Equal("toDo", await Standing(post));
        await Go(post, "submitItem", new { text = "已完成" });
        Assert.Equal("submitted", await Standing(post));
        await Go(post, "returnItem", new { reason = "不实" }, City + "-1");
        Assert.Equal("returned", await Standing(post));
        Assert.Equal("toAccept", await Standing(other));
        await Go(other, "disputeItem", new { reason = "不属本岗位" });
        Assert.Equal("disputed", await Standing(other));
        Assert.Equal("toAccept overdueMine", await Standing($"{Branch}-1"));
    }

    /// <summary>The kinds of one's own in which a post has an item.</summary>
    private async Task<string> Standing(string post)
    {
        var queue = await Queue(post);
        return string.Join(' ', ((string[])["toAccept", "toDo", "returned", "disputed", "submitted", "overdueMine"]).Where(part => Count(queue, part) > 0));
    }

    private async Task Go(string post, string mutation, object? more = null, string? actor = null)
    {
        var input = JsonSerializer.SerializeToElement(more ?? new { }).EnumerateObject().ToDictionary(p => p.Name, object (p) => p.Value);
        input["item"] = new { key = new { list = List, duty = "2026-2", post } };
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
        var reply = await grid.Send($"mutation($input: {type}!) {{ {mutation}(input: $input) {{ userErrors {{ code message }} }} }}", new { input }, actor ?? post);
        Assert.Equal("[]", reply.GetProperty("data").GetProperty(mutation).GetProperty("userErrors").ToText());
    }

    private async Task<JsonElement> Queue(string post) =>
        (await grid.Ask($$"""query($post: String!) { queue(post: $post) { {{Parts}} } } fragment p on QueuePart { totalCount nodes { key { post } } }""", new { post })).GetProperty("queue");

    private static int Count(JsonElement queue, string part) => queue.GetProperty(part).GetProperty("totalCount").GetInt32();

    private static IEnumerable<string?> Nodes(JsonElement queue, string part) => queue.GetProperty(part).GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("key").GetProperty("post").GetString());
}
