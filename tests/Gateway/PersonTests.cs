using System.Text.Json;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

[Collection(nameof(GridHost))]
public sealed class PersonTests(GridHost grid)
{
    [Fact]
    public async Task My_list_holds_what_stands_at_my_posts_by_due_date()
    {
        var person = (await grid.Ask("""
            { person(by: {code: "P370700002"}) { id code name home { code name } posts { postCode post { code title } unit { name } kindLabel since until paper }
              items(first: 200) { totalCount nodes { dueOn key { post } holders { person { code } source kind since paper } } } } }
            """)).GetProperty("person");
        var items = person.GetProperty("items").GetProperty("nodes").EnumerateArray().ToList();
        var dates = items.Select(item => item.GetProperty("dueOn").GetString()).ToList();

        Assert.Equal("370700-02", person.GetProperty("posts")[0].GetProperty("post").GetProperty("code").GetString());
        Assert.Equal("370700", person.GetProperty("home").GetProperty("code").GetString());
        Assert.NotEmpty(items);
        Assert.Equal(person.GetProperty("items").GetProperty("totalCount").GetInt32(), items.Count);
        Assert.Equal(dates.Order(StringComparer.Ordinal), dates);
        Assert.All(items, item => Assert.Contains("P370700002", item.GetProperty("holders").EnumerateArray().Select(holder => holder.GetProperty("person").GetProperty("code").GetString())));
        Assert.All(items, item => Assert.Equal("EXPLICIT", item.GetProperty("holders")[0].GetProperty("source").GetString()));
    }

    [Fact]
    public async Task My_list_is_walked_page_by_page()
    {
        var all = (await Page(200, null)).GetProperty("nodes").EnumerateArray().Select(item => item.GetProperty("id").GetString()).ToList();
        var seen = new List<string?>();
        for (string? after = null, more = "yes"; more == "yes";)
        {
            var page = await Page(3, after);
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            more = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? "yes" : "no";
        }

        Assert.Equal(all, seen);
    }

    [Fact]
    public async Task Before_the_appointment_the_post_was_not_mine()
    {
        var person = (await grid.Ask("""{ person(by: {code: "P370700002"}, asOf: "2022-12-31") { posts { postCode } items { totalCount } } }""")).GetProperty("person");

        Assert.Equal("""{"posts":[],"items":{"totalCount":0}}""", person.ToText());
    }

    [Fact]
    public async Task Holders_are_told_for_another_day()
    {
        var item = (await grid.Ask("""
            { item(by: {key: {list: "2026", duty: "2026-01-01", post: "370700-01"}}) {
                holders { person { code name } since } then: holders(asOf: "2025-07-31") { person { code } } unknown: holders(knownAt: "2020-01-01T00:00:00+08:00") { person { code } } } }
            """)).GetProperty("item");

        Assert.Equal("""[{"person":{"code":"P370700001","name":"胡某0001"},"since":"2025-08-01"}]""", item.GetProperty("holders").ToText());
        Assert.DoesNotContain("P370700001", item.GetProperty("then").ToText(), StringComparison.Ordinal);
        Assert.Equal("[]", item.GetProperty("unknown").ToText());
    }

    [Fact]
    public async Task Persons_and_units_are_nodes()
    {
        var ids = (await grid.Ask("""{ person(by: {code: "P370700001"}) { id } unit(by: {code: "370702"}) { id } }""")).EnumerateObject().Select(found => found.Value.GetProperty("id").GetString()).ToArray();
        var nodes = (await grid.Ask("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Person { name } ... on Unit { name kindLabel levelLabel } } }", new { ids })).GetProperty("nodes");

        Assert.Equal(["Person", "Unit"], nodes.EnumerateArray().Select(node => node.GetProperty("__typename").GetString()));
        Assert.Equal(ids, nodes.EnumerateArray().Select(node => node.GetProperty("id").GetString()));
    }

    private async Task<JsonElement> Page(int first, string? after) => (await grid.Ask(
        """query($first: Int, $after: String) { person(by: {code: "P370700002"}) { items(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }""",
        new { first, after })).GetProperty("person").GetProperty("items");
}
