using System.Text.Json;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Own lists over several units, and histories as they were known, over HTTP.</summary>
public sealed class ListReadTests(CommandHost grid) : IClassFixture<CommandHost>
{
    [Fact]
    public async Task A_list_over_several_units_is_walked_page_by_page()
    {
        var person = await grid.Person();
        string[] posts = [await grid.Post(Branch, "岗位"), await grid.Post(Branch, "岗位"), await grid.Post(Office, "岗位"), await grid.Post(County, "主要负责人")];
        foreach (var post in posts) await grid.Done("appoint", "post { version }", new { post, person, from = "2026-11-01" });
        // The tree of these posts is on its way to their ledgers.
        await Patience.Until("the items of the new posts", async () => (await grid.Ask("query($p: String!) { person(by: {code: $p}) { items { totalCount } } }", new { p = person })).GetProperty("person").GetProperty("items").GetProperty("totalCount").GetInt32() == 4 ? person : null);
        var (seen, totals, after, more) = (new List<string?>(), new HashSet<int>(), default(string), true);

        while (more)
        {
            var page = (await grid.Ask("query($p: String!, $after: String) { person(by: {code: $p}) { items(first: 1, after: $after) { totalCount nodes { key { post } } pageInfo { hasNextPage endCursor } } } }", new { p = person, after })).GetProperty("person").GetProperty("items");
            totals.Add(page.GetProperty("totalCount").GetInt32());
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(item => item.GetProperty("key").GetProperty("post").GetString()));
            (after, more) = (page.GetProperty("pageInfo").GetProperty("endCursor").GetString(), page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        }

        Assert.Equal([posts[3], posts[2], posts[0], posts[1]], seen);
        Assert.Equal([4], totals);
    }

    [Fact]
    public async Task A_history_ends_at_the_moment_asked_for()
    {
        var post = await grid.Post(Branch, "岗位");
        var item = new { key = new { list = List, duty = "2026-2", post } };
        await Patience.Until("the item of the new post", () => grid.Cluster.Ledger(City, Branch).GetItem(new ItemKey(City, List, "2026-2", post)));
        await grid.Done("acceptItem", "item { state }", new { item }, post);
        var then = grid.Cluster.Clock.GetUtcNow();
        await grid.Done("reportItem", "item { state }", new { item, text = "已开展", percent = 40 }, post);
        await grid.Done("appoint", "post { version }", new { post, person = await grid.Person(), from = "2026-11-01" });

        Assert.Equal("""[2,["ACCEPT_ITEM","REPORT_ITEM"]]""", await Told(null));
        Assert.Equal("""[1,["ACCEPT_ITEM"]]""", await Told(then));
        Assert.Equal(1, await OfPost(null) - await OfPost(then));

        async Task<string> Told(DateTimeOffset? knownAt)
        {
            var history = (await grid.Ask("query($item: ItemBy!, $at: DateTime) { item(by: $item, knownAt: $at) { history { totalCount nodes { act } } } }", new { item, at = knownAt })).GetProperty("item").GetProperty("history");
            return JsonSerializer.Serialize(new object[] { history.GetProperty("totalCount").GetInt32(), history.GetProperty("nodes").EnumerateArray().Select(e => e.GetProperty("act").GetString()) });
        }

        async Task<int> OfPost(DateTimeOffset? knownAt) => (await grid.Ask("query($unit: String!, $at: DateTime) { unit(by: {code: $unit}, knownAt: $at) { posts { code history { totalCount } } } }", new { unit = Branch, at = knownAt }))
            .GetProperty("unit").GetProperty("posts").EnumerateArray().Single(p => p.GetProperty("code").GetString() == post).GetProperty("history").GetProperty("totalCount").GetInt32();
    }
}
