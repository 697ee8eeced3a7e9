using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

public sealed class GatewayQueryTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task Chinese_is_written_as_it_is()
    {
        Assert.Equal("""{"data":{"hello":"责任 & <网格>"}}""", (await host.Ask("{ hello }")).Text);
    }

    [Fact]
    public async Task Scalars_come_back_as_they_went_in()
    {
        var reply = await host.Ask(
            "query($d: Date, $t: DateTime, $n: Long, $k: ProbeKind, $f: ProbeFilter) { echo(date: $d, instant: $t, number: $n, kind: $k, filter: $f) { date instant number kind text } }",
            new { d = "2026-09-30", t = "2026-09-30T08:00:00.5+08:00", n = "9007199254740993", k = "KEY_POST", f = new { text = "责任" } });

        Assert.Equal(
            """{"data":{"echo":{"date":"2026-09-30","instant":"2026-09-30T08:00:00.5+08:00","number":"9007199254740993","kind":"KEY_POST","text":"责任"}}}""",
            reply.Text);
    }

    [Fact]
    public async Task Scalars_may_stand_in_the_document()
    {
        var reply = await host.Ask("""{ echo(date: "2026-09-30", instant: "2026-09-30T00:00Z", number: 7) { date instant number } }""");

        Assert.Equal("""{"data":{"echo":{"date":"2026-09-30","instant":"2026-09-30T00:00:00+00:00","number":"7"}}}""", reply.Text);
    }

    [Fact]
    public async Task A_list_is_walked_page_by_page_without_gap_or_repetition()
    {
        var seen = new List<int>();
        for (string? after = null, more = "yes"; more == "yes";)
        {
            var page = (await host.Ask(
                "query($after: String) { items(first: 70, after: $after) { totalCount nodes { number } edges { cursor node { number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }",
                new { after })).Data.GetProperty("items");

            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("number").GetInt32()));
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            Assert.Equal(after, page.GetProperty("edges").EnumerateArray().Last().GetProperty("cursor").GetString());
            more = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? "yes" : "no";
        }

        Assert.Equal(Enumerable.Range(0, 300), seen);
    }

    [Fact]
    public async Task A_node_is_found_by_its_global_id()
    {
        var id = GlobalId.Of("ProbeItem", "7");

        var reply = await host.Ask("query($id: ID!, $ids: [ID!]!) { node(id: $id) { __typename id ... on ProbeItem { number } } nodes(ids: $ids) { id } }",
            new { id, ids = new[] { GlobalId.Of("ProbeItem", "9999"), GlobalId.Of("Elsewhere", "1"), id } });

        Assert.Equal($$$"""{"data":{"node":{"__typename":"ProbeItem","id":"{{{id}}}","number":7},"nodes":[null,null,{"id":"{{{id}}}"}]}}""", reply.Text);
    }

    [Theory]
    [InlineData("""{ node(id: "nonsense!") { id } }""", "id")]
    [InlineData("""{ node(id: "") { id } }""", "id")]
    [InlineData("""{ items(after: "nonsense!") { totalCount } }""", "after")]
    public async Task An_id_or_cursor_the_grid_never_gave_out_is_bad_input(string query, string field)
    {
        var reply = await host.Ask(query);

        Assert.Equal(("BAD_USER_INPUT", field), (reply.Code, reply.Error(0)!.Value.GetProperty("extensions").GetProperty("field").GetString()));
    }

    [Fact]
    public async Task An_alias_names_the_reply()
    {
        Assert.Equal("""{"data":{"a":"责任 & <网格>","b":{"totalCount":300}}}""", (await host.Ask("{ a: hello b: items { totalCount } }")).Text);
    }

    [Fact]
    public async Task Half_a_character_does_no_harm()
    {
        var reply = await host.Ask("""{ echo(filter: { text: "a\ud800b" }) { text } }""");

        Assert.True(reply.Status is 200 or 400, reply.Text);
    }
}
