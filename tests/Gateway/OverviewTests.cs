using System.Text.Json;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

[Collection(nameof(GridHost))]
public sealed class OverviewTests(GridHost grid)
{
    private const string Numbers = "units posts persons items vacantPosts unassigned overdue keyFew settled asOf";

    [Fact]
    public async Task The_city_is_counted_as_the_office_counted_it()
    {
        var overview = (await grid.Ask("{ overview(unit: \"370700\", list: \"2026\") { unit { code name } " + Numbers + " } }")).GetProperty("overview");

        Assert.Equal(
            """{"unit":{"code":"370700","name":"潍坊市局"},"units":237,"posts":1123,"persons":1076,"items":4899,"vacantPosts":47,"unassigned":213,"overdue":2244,"keyFew":834,"settled":true,"asOf":"2026-11-22"}""",
            overview.ToText());
    }

    [Fact]
    public async Task Each_axis_adds_up_to_the_items()
    {
        var overview = (await grid.Ask("""
            { overview(unit: "370700") {
                byLevel { level count label } byDepth { depth count } byAspect { aspect count } byLayer { count } byState { state count label } gapsByReason { reason count label }
            } }
            """)).GetProperty("overview");

        Assert.Equal("""[{"level":1,"count":168,"label":"市局"},{"level":2,"count":1703,"label":"县区局"},{"level":3,"count":1830,"label":"分局"},{"level":4,"count":1198,"label":"岗位"}]""", overview.GetProperty("byLevel").ToText());
        Assert.Equal("""[{"depth":0,"count":32},{"depth":1,"count":898},{"depth":2,"count":1651},{"depth":3,"count":2318}]""", overview.GetProperty("byDepth").ToText());
        Assert.Equal("""[{"state":"PENDING","count":4899,"label":"待签收"}]""", overview.GetProperty("byState").ToText());
        Assert.Equal(213, Sum(overview.GetProperty("gapsByReason")));
        Assert.Equal(4899, Sum(overview.GetProperty("byLayer")));
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["责任落实"] = 444, ["政治监督"] = 85, ["数字监督"] = 272, ["派驻监督"] = 514, ["作风建设"] = 790, ["业务规范"] = 714,
                ["警示教育"] = 865, ["执纪问责"] = 57, ["选人用人"] = 202, ["专项整治"] = 387, ["队伍建设"] = 71, ["协同监督"] = 498,
            }.OrderBy(aspect => aspect.Key, StringComparer.Ordinal),
            overview.GetProperty("byAspect").EnumerateArray().ToDictionary(tally => tally.GetProperty("aspect").GetString()!, tally => tally.GetProperty("count").GetInt32())
                .OrderBy(aspect => aspect.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_child_shows_the_same_numbers_in_the_same_call()
    {
        var overview = (await grid.Ask(
            "{ overview(unit: \"370700\") { items children { unit { code name } " + Numbers + " byLevel { level count label } byDepth { depth count } byAspect { aspect count } byLayer { layer count } byState { state count } gapsByReason { reason count } } } }"))
            .GetProperty("overview");
        var child = overview.GetProperty("children").EnumerateArray().MaxBy(c => c.GetProperty("items").GetInt32());
        var own = (await grid.Ask("query($unit: String!) { overview(unit: $unit) { unit { code name } " + Numbers + " } }", new { unit = child.GetProperty("unit").GetProperty("code").GetString() }))
            .GetProperty("overview");

        foreach (var number in own.EnumerateObject())
            Assert.Equal(number.Value.ToText(), child.GetProperty(number.Name).ToText());
        Assert.InRange(overview.GetProperty("children").EnumerateArray().Sum(c => c.GetProperty("items").GetInt32()), 4000, 4898);
    }

    [Fact]
    public async Task Today_asked_for_by_name_is_counted_from_the_record_alone_and_reads_the_same()
    {
        const string Axes = " byLevel { level count } byDepth { depth count } byAspect { aspect count } byLayer { layer count } byState { state count } gapsByReason { reason count } ";
        var both = await grid.Ask("{ now: overview(unit: \"370700\") { " + Numbers + Axes + " } then: overview(unit: \"370700\", asOf: \"2026-11-22\") { " + Numbers + Axes + " } }");

        Assert.Equal(both.GetProperty("now").ToText(), both.GetProperty("then").ToText());
    }

    [Fact]
    public async Task Another_day_counts_what_was_true_and_what_was_known()
    {
        var then = await grid.Ask("""
            { early: overview(unit: "370700", asOf: "2026-03-01") { overdue items asOf }
              unknown: overview(unit: "370700", knownAt: "2000-01-01T00:00:00+08:00") { items unassigned vacantPosts posts } }
            """);

        Assert.Equal("""{"overdue":0,"items":4899,"asOf":"2026-03-01"}""", then.GetProperty("early").ToText());
        var unknown = then.GetProperty("unknown");
        Assert.Equal(unknown.GetProperty("items").GetInt32(), unknown.GetProperty("unassigned").GetInt32());
    }

    [Fact]
    public async Task An_unknown_unit_is_not_found_and_leaves_nothing_behind()
    {
        Assert.Equal("NOT_FOUND", await grid.Refused("""{ overview(unit: "379999") { items } }"""));
        Assert.Equal("NOT_FOUND", await grid.Refused("""{ overview(unit: "379999", asOf: "2026-01-01") { items } }"""));
        Assert.Equal("NOT_FOUND", await grid.Refused("""{ overview(unit: "999999/379999") { items } }"""));
        Assert.Equal("BAD_USER_INPUT", await grid.Refused("""{ overview(unit: "37 07") { items } }"""));
        Assert.Equal("NOT_FOUND", await grid.Refused("""{ items(unit: "379999") { totalCount } }"""));
        Assert.Equal("NOT_FOUND", await grid.Refused("""{ gaps(unit: "379999") { totalCount } }"""));
        await grid.Gone("379999");
    }

    [Fact]
    public async Task A_code_may_name_its_grid() =>
        Assert.Equal("4899", (await grid.Ask("""{ overview(unit: "370700/370700") { items } }""")).GetProperty("overview").GetProperty("items").ToText());

    private static int Sum(JsonElement tallies) => tallies.EnumerateArray().Sum(tally => tally.GetProperty("count").GetInt32());
}
