using System.Text.Json;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

[Collection(nameof(GridHost))]
public sealed class SupervisionTests(GridHost grid)
{
    [Fact]
    public async Task Gaps_are_the_items_that_nobody_answers_for()
    {
        var gaps = new List<JsonElement>();
        for (string? after = null, more = "yes"; more == "yes";)
        {
            var page = (await grid.Ask(
                """query($after: String) { gaps(unit: "370700", list: "2026", first: 100, after: $after) { totalCount nodes { reason label list unit { code name } duty { code } post { code holders { kind } } item { id gap } } pageInfo { hasNextPage endCursor } } }""",
                new { after })).GetProperty("gaps");
            gaps.AddRange(page.GetProperty("nodes").EnumerateArray());
            Assert.Equal(213, page.GetProperty("totalCount").GetInt32());
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            more = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? "yes" : "no";
        }

        Assert.Equal(213, gaps.Select(gap => gap.GetProperty("item").GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(47, gaps.Select(gap => gap.GetProperty("post").GetProperty("code").GetString()).Distinct().Count());
        Assert.All(gaps, gap => Assert.Equal(gap.GetProperty("reason").GetString(), gap.GetProperty("item").GetProperty("gap").GetString()));
    }

    /// <summary>Zeros for a slip of the pen would read as a finding.</summary>
    [Theory]
    [InlineData("problems(unit: $unit) { totalCount }")]
    [InlineData("spreads(unit: $unit, period: {from: \"2026-01\", to: \"2026-11\"}) { count }")]
    [InlineData("referrals(to: $unit) { totalCount }")]
    [InlineData("referrals(from: $unit) { totalCount }")]
    [InlineData("supervisionActions(unit: $unit) { totalCount }")]
    [InlineData("supervisionMatrix(unit: $unit, by: ASPECT, period: {from: \"2026-01\", to: \"2026-11\"}) { settled }")]
    [InlineData("supervisionReview(unit: $unit, period: {from: \"2026-01\", to: \"2026-11\"}) { items }")]
    [InlineData("supervisionWork(unit: $unit) { totalCount }")]
    [InlineData("unsupervisedSupervisors(unit: $unit) { reason }")]
    [InlineData("officerCards(unit: $unit, month: \"2026-10\") { post }")]
    [InlineData("handovers(unit: $unit) { totalCount }")]
    [InlineData("interviews(unit: $unit) { number }")]
    [InlineData("ranking(unit: $unit) { settled }")]
    public async Task Of_a_unit_that_never_was_nothing_is_told_not_even_zeros(string query) =>
        Assert.Equal("NOT_FOUND", await grid.Refused($"query($unit: String!) {{ {query} }}", new { unit = "379999" }));

    [Fact]
    public async Task The_list_has_reached_every_unit_on_every_level()
    {
        var cascade = (await grid.Ask("""{ cascade(list: "2026", unit: "370700") { list reached total settled unreached levels { level label unitsReached unitsTotal itemsComplete itemsBroken } } }""")).GetProperty("cascade");
        var then = (await grid.Ask("""{ cascade(list: "2026", unit: "370700", asOf: "2026-11-22") { list reached total settled unreached levels { level label unitsReached unitsTotal itemsComplete itemsBroken } } }""")).GetProperty("cascade");
        var levels = cascade.GetProperty("levels").EnumerateArray().ToList();

        Assert.Equal(("237", "237", "true", "[]"), (cascade.GetProperty("reached").ToText(), cascade.GetProperty("total").ToText(), cascade.GetProperty("settled").ToText(), cascade.GetProperty("unreached").ToText()));
        Assert.Equal([168, 1703, 1830, 1198], levels.Select(level => level.GetProperty("itemsComplete").GetInt32() + level.GetProperty("itemsBroken").GetInt32()));
        Assert.Equal(then.ToText(), cascade.ToText());
    }

    [Fact]
    public async Task A_graph_is_flat_and_whole()
    {
        var graph = (await grid.Ask("""{ responsibilityGraph(root: "370700", depth: 1, filter: {kinds: [POST, PERSON]}) { nodes { id kind kindLabel code label } edges { from to kind kindLabel since until } } }""")).GetProperty("responsibilityGraph");
        var ids = graph.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()).ToHashSet();

        Assert.Equal(graph.GetProperty("nodes").GetArrayLength(), ids.Count);
        Assert.All(graph.GetProperty("edges").EnumerateArray(), edge => Assert.True(ids.Contains(edge.GetProperty("from").GetString()) && ids.Contains(edge.GetProperty("to").GetString())));
        Assert.Contains("HOLDS", graph.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task A_drawn_item_is_a_node_of_the_api()
    {
        var graph = (await grid.Ask("""{ responsibilityGraph(root: "370700", depth: 0, filter: {kinds: [ITEM], keyFew: true}) { nodes { id kind code } } }""")).GetProperty("responsibilityGraph");
        var drawn = graph.GetProperty("nodes").EnumerateArray().First(node => node.GetProperty("kind").GetString() == "ITEM");
        var item = (await grid.Ask("query($id: ID!) { item(by: {id: $id}) { key { list duty post } } }", new { id = drawn.GetProperty("id").GetString() })).GetProperty("item").GetProperty("key");

        Assert.Equal(drawn.GetProperty("code").GetString(), string.Join('/', item.EnumerateObject().Select(part => (part.Name, part.Value)).OrderBy(part => part.Name == "list" ? 0 : part.Name == "duty" ? 1 : 2).Select(part => part.Value.GetString())));
    }

    [Theory]
    [InlineData("""{ responsibilityGraph(root: "370700", depth: 9) { nodes { id } } }""", "BAD_USER_INPUT")]
    [InlineData("""{ responsibilityGraph(root: "370700", depth: -1) { nodes { id } } }""", "BAD_USER_INPUT")]
    [InlineData("""{ responsibilityGraph(root: "379999", depth: 1) { nodes { id } } }""", "NOT_FOUND")]
    [InlineData("""{ cascade(list: "2026", unit: "379999") { total } }""", "NOT_FOUND")]
    [InlineData("""{ cascade(list: "1999", unit: "370700") { total } }""", "NOT_FOUND")]
    [InlineData("""{ cascade(list: "2026", unit: "370700", asOf: "2025-12-31") { total } }""", "NOT_FOUND")]
    public async Task What_is_not_there_to_be_shown_is_refused(string query, string code) => Assert.Equal(code, await grid.Refused(query));

    [Fact]
    public async Task A_list_tells_its_versions_and_what_is_in_force()
    {
        var list = (await grid.Ask("""
            { list(code: "2026") { code versions { number issuedAt inForceFrom duties { code } differences { added changed dropped } } inForce { number } difference(from: 1, to: 1) { added changed dropped } }
              before: list(code: "2026", asOf: "2025-12-31") { inForce { number } } }
            """));
        var version = list.GetProperty("list").GetProperty("versions")[0];

        Assert.Equal("2026-01-01", version.GetProperty("inForceFrom").GetString());
        Assert.Equal(version.GetProperty("duties").GetArrayLength(), version.GetProperty("differences").GetProperty("added").GetArrayLength());
        Assert.Equal("""{"number":1}""", list.GetProperty("list").GetProperty("inForce").ToText());
        Assert.Equal("""{"added":[],"changed":[],"dropped":[]}""", list.GetProperty("list").GetProperty("difference").ToText());
        Assert.Equal("""{"inForce":null}""", list.GetProperty("before").ToText());
        Assert.Equal("NOT_FOUND", await grid.Refused("""{ list(code: "2026") { difference(from: 1, to: 7) { added } } }"""));
    }

    [Fact]
    public async Task Issuing_again_changes_nothing_and_a_refusal_is_data()
    {
        const string Issue = "mutation($input: IssueListInput!) { issueList(input: $input) { version clientMutationId list { code inForce { number } } userErrors { code message field } } }";
        var again = (await grid.Ask(Issue, new { input = new { list = "2026", clientMutationId = "甲" } })).GetProperty("issueList");
        var unknown = (await grid.Send(Issue, new { input = new { list = "1999" } }, "en", "370700-01")).GetProperty("data").GetProperty("issueList");

        Assert.Equal("""{"version":1,"clientMutationId":"甲","list":{"code":"2026","inForce":{"number":1}},"userErrors":[]}""", again.ToText());
        Assert.Equal("NOT_FOUND", unknown.GetProperty("userErrors")[0].GetProperty("code").GetString());
        Assert.StartsWith("There is nothing", unknown.GetProperty("userErrors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, unknown.GetProperty("version").ValueKind);
    }

    [Fact]
    public async Task The_grids_are_told() =>
        Assert.Equal("""[{"code":"370700","ready":false,"root":{"name":"潍坊市局"}}]""", (await grid.Ask("{ grids { code ready root { name } } }")).GetProperty("grids").ToText());
}
