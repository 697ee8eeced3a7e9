using System.Text.Json;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

[Collection(nameof(GridHost))]
public sealed class ItemTests(GridHost grid)
{
    private const string Row = "id key { list duty post } dueOn unit { code } version state gap complete";

    [Theory]
    [InlineData("370700", "")]
    [InlineData("370700", "orderBy: [DUE_ON_DESC]")]
    [InlineData("370702", "")]
    [InlineData("370702", "asOf: \"2026-11-22\"")]
    [InlineData("370702", "filter: {overdue: true, levels: [3]}")]
    public async Task A_subtree_is_walked_in_order_without_gap_or_repetition(string unit, string arguments)
    {
        var (total, rows) = await Walk(unit, arguments);
        var dates = rows.Select(row => row.GetProperty("dueOn").GetString()!).ToList();

        Assert.Equal(total, rows.Count);
        Assert.Equal(total, rows.Select(row => row.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(arguments.Contains("DESC", StringComparison.Ordinal) ? dates.OrderDescending(StringComparer.Ordinal) : dates.Order(StringComparer.Ordinal), dates);
    }

    [Fact]
    public async Task A_page_of_today_reads_the_same_from_the_record_alone() =>
        Assert.Equal(
            (await Walk("370702", "")).Rows.Select(row => row.ToText()),
            (await Walk("370702", "asOf: \"2026-11-22\"")).Rows.Select(row => row.ToText()));

    [Theory]
    [InlineData("overdue: true", 2244)]
    [InlineData("overdue: false", 4899 - 2244)]
    [InlineData("keyFew: true", 834)]
    [InlineData("unassigned: true", 213)]
    [InlineData("levels: [1, 2]", 168 + 1703)]
    [InlineData("aspects: [\"政治监督\", \"执纪问责\"]", 85 + 57)]
    [InlineData("states: [PENDING]", 4899)]
    [InlineData("states: [CLOSED, ACCEPTED]", 0)]
    [InlineData("list: \"2025\"", 0)]
    [InlineData("text: \"政治监督\", levels: []", 0)]
    public async Task Conditions_narrow_as_the_overview_counts(string filter, int count)
    {
        var page = (await grid.Ask($$"""{ items(unit: "370700", first: 1, filter: { {{filter}} }) { totalCount } }""")).GetProperty("items");

        Assert.Equal(count, page.GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task A_unit_shows_its_own_ledger_alone()
    {
        var unit = (await grid.Ask("""{ unit(by: {code: "370700"}) { items(first: 200) { totalCount pageInfo { hasNextPage } nodes { unit { code } } } } }""")).GetProperty("unit").GetProperty("items");

        Assert.Equal(unit.GetProperty("totalCount").GetInt32(), unit.GetProperty("nodes").GetArrayLength());
        Assert.All(unit.GetProperty("nodes").EnumerateArray(), row => Assert.Equal("370700", row.GetProperty("unit").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task An_item_is_found_by_key_by_id_and_as_a_node()
    {
        const string Fields = "id key { list duty post } duty { code title } stateLabel levelLabel";
        var byKey = (await grid.Ask($$$"""{ item(by: {key: {list: "2026", duty: "2026-01-01", post: "370700-01"}}) { {{{Fields}}} } }""")).GetProperty("item");
        var id = byKey.GetProperty("id").GetString();
        var byId = await grid.Ask($$"""query($id: ID!) { item(by: {id: $id}) { {{Fields}} } node(id: $id) { id ... on ResponsibilityItem { {{Fields}} } } }""", new { id });

        Assert.Equal(byKey.ToText(), byId.GetProperty("item").ToText());
        Assert.Equal(byKey.ToText(), byId.GetProperty("node").ToText());
        Assert.Equal("待签收", byKey.GetProperty("stateLabel").GetString());
    }

    [Fact]
    public async Task What_does_not_stand_is_null()
    {
        var none = await grid.Ask("""
            { a: item(by: {key: {list: "2026", duty: "2026-01-01", post: "370700-99"}}) { id }
              b: item(by: {key: {list: "2026", duty: "2026-99-01", post: "370700-01"}}) { id }
              c: item(by: {key: {list: "1999", duty: "2026-01-01", post: "370700-01"}}) { id }
              d: item(by: {key: {list: "2026", duty: "2026-01-01", post: "nowhere/370700-01"}}) { id }
              e: unit(by: {code: "379999"}) { id } f: person(by: {code: "P379999999"}) { id } g: list(code: "1999") { code } }
            """);

        Assert.All(none.EnumerateObject(), field => Assert.Equal(JsonValueKind.Null, field.Value.ValueKind));
    }

    [Fact]
    public async Task Parents_and_children_are_each_others()
    {
        var rows = (await Walk("370702", "filter: {levels: [3]}")).Rows.Take(3).Select(row => row.GetProperty("id").GetString()!).ToList();
        foreach (var id in rows)
        {
            var item = (await grid.Ask("query($id: ID!) { item(by: {id: $id}) { depth parents { id depth children { id } } } }", new { id })).GetProperty("item");

            Assert.All(item.GetProperty("parents").EnumerateArray(), parent =>
            {
                Assert.Equal(item.GetProperty("depth").GetInt32() - 1, parent.GetProperty("depth").GetInt32());
                Assert.Contains(id, parent.GetProperty("children").EnumerateArray().Select(child => child.GetProperty("id").GetString()));
            });
        }
    }

    [Fact]
    public async Task A_chain_climbs_to_the_root()
    {
        var id = (await Walk("370702", "filter: {levels: [4], unassigned: false}")).Rows[0].GetProperty("id").GetString();
        var item = (await grid.Ask("query($id: ID!) { item(by: {id: $id}) { depth chain { unit { code } item { id parents { id } } items { id } holders { person { name } } leaders { kindLabel holders { person { name } } } } } }", new { id })).GetProperty("item");
        var chain = item.GetProperty("chain").EnumerateArray().ToList();

        Assert.Equal(id, chain[0].GetProperty("item").GetProperty("id").GetString());
        Assert.Equal("370700", chain[^1].GetProperty("unit").GetProperty("code").GetString());
        Assert.Equal(item.GetProperty("depth").GetInt32() + 1, chain.Sum(link => link.GetProperty("items").GetArrayLength()));
        Assert.All(chain.Where(link => link.GetProperty("item").ValueKind != JsonValueKind.Null), link => Assert.NotEqual(0, link.GetProperty("holders").GetArrayLength()));
    }

    [Theory]
    [InlineData("""{ items(unit: "370700", first: 201) { totalCount } }""")]
    [InlineData("""{ items(unit: "370700", first: 0) { totalCount } }""")]
    [InlineData("""{ items(unit: "370700", after: "nonsense") { totalCount } }""")]
    [InlineData("""{ item(by: {id: "nonsense"}) { id } }""")]
    public async Task A_page_or_place_that_cannot_be_is_bad_input(string query) => Assert.Equal("BAD_USER_INPUT", await grid.Refused(query));

    private async Task<(int Total, List<JsonElement> Rows)> Walk(string unit, string arguments)
    {
        var rows = new List<JsonElement>();
        for (string? after = null; ;)
        {
            var page = (await grid.Ask(
                $$"""query($unit: String!, $after: String) { items(unit: $unit, first: 200, after: $after, {{arguments}}) { totalCount nodes { {{Row}} } pageInfo { hasNextPage endCursor } } }""",
                new { unit, after })).GetProperty("items");
            rows.AddRange(page.GetProperty("nodes").EnumerateArray());
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) return (page.GetProperty("totalCount").GetInt32(), rows);
        }
    }
}
