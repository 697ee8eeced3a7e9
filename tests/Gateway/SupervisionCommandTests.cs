using System.Text.Json;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Supervision over HTTP on the sample grid.</summary>
[Collection(nameof(GridHost))]
public sealed class SupervisionCommandTests(GridHost grid)
{
    private const string Matrix = """{ supervisionMatrix(unit: "370700", by: ASPECT, list: "2026", period: {from: "2026-01", to: "2026-11"}) { settled rows { key count cells { line count direct below findings state } } total { count } } }""";

    [Fact]
    public async Task The_citys_matrix_by_aspect_is_one_call()
    {
        await grid.Ask(Matrix);
        var (data, calls) = await grid.Count(Matrix);

        Assert.Single(calls);
        Assert.EndsWith("ISupervisionGrain.GetMatrix", calls[0], StringComparison.Ordinal);
        Assert.True(data.GetProperty("supervisionMatrix").GetProperty("settled").GetBoolean());
        Assert.All(data.GetProperty("supervisionMatrix").GetProperty("rows").EnumerateArray().SelectMany(r => r.GetProperty("cells").EnumerateArray()).Where(c => c.GetProperty("count").GetInt32() == 0),
            cell => Assert.Equal("NOT_CHECKED", cell.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task The_matrix_of_another_moment_is_one_call_too()
    {
        var (data, calls) = await grid.Count(Matrix.Replace("list: \"2026\"", "list: \"2026\", asOf: \"2026-06-30\", knownAt: \"2026-07-01T00:00:00+08:00\"", StringComparison.Ordinal));

        Assert.EndsWith("ISupervisionGrain.GetMatrix", Assert.Single(calls), StringComparison.Ordinal);
        Assert.Equal(0, data.GetProperty("supervisionMatrix").GetProperty("total").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_department_records_a_look_and_reads_it_back()
    {
        var reply = await Send("""mutation { recordAction(input: {commandId: "look-1", kind: SPOT_CHECK, clean: false, text: "会议纪要缺附件", targets: [{item: {list: "2026", duty: "2026-01-01", post: "370700-01"}}]}) { action { id line lineKindLabel by { code } unit { code } targets { aspect } } userErrors { code message } } }""", "370700D02-01");
        var action = reply.GetProperty("recordAction").GetProperty("action");

        Assert.Equal("法制", action.GetProperty("line").GetString());
        Assert.Equal("责任落实", action.GetProperty("targets")[0].GetProperty("aspect").GetString());
        var node = await grid.Ask("query($id: ID!) { node(id: $id) { ... on SupervisionAction { text version entries { version } } } }", new { id = action.GetProperty("id").GetString() });
        Assert.Equal("会议纪要缺附件", node.GetProperty("node").GetProperty("text").GetString());
        var listed = await grid.Ask("""{ supervisionActions(unit: "370700", filter: {line: "法制", clean: false}) { totalCount nodes { number kindLabel } } }""");
        Assert.True(listed.GetProperty("supervisionActions").GetProperty("totalCount").GetInt32() >= 1);
    }

    [Fact]
    public async Task Rows_that_nobody_looked_at_are_listed_of_the_key_few_first()
    {
        await Send("""mutation { recordAction(input: {kind: SPOT_CHECK, clean: true, targets: [{item: {list: "2026", duty: "2026-01-01", post: "370700-01"}}]}) { userErrors { message } } }""", "370700D02-01");
        var matrix = (await grid.Ask("""{ supervisionMatrix(unit: "370700", by: ITEM, list: "2026", period: {from: "2026-01", to: "2026-11"}) { rows { key keyFew count } notChecked { key keyFew stateLabel } } }""")).GetProperty("supervisionMatrix");
        var (rows, left) = (matrix.GetProperty("rows").EnumerateArray().ToList(), matrix.GetProperty("notChecked").EnumerateArray().ToList());

        Assert.Equal(rows.Where(row => row.GetProperty("key").ValueKind is not JsonValueKind.Null && row.GetProperty("count").GetInt32() == 0).Select(Key).Order(), left.Select(Key).Order());
        Assert.DoesNotContain("2026-01-01", left.Select(Key));
        Assert.Equal([true, false], left.Select(row => row.GetProperty("keyFew").GetBoolean()).Aggregate(new List<bool>(), (runs, few) => runs is [.., var last] && last == few ? runs : [.. runs, few]));
        Assert.All(left, row => Assert.Equal("未监督", row.GetProperty("stateLabel").GetString()));

        static string? Key(JsonElement row) => row.GetProperty("key").GetString();
    }

    [Fact]
    public async Task A_bureau_cannot_act_as_a_supervisor()
    {
        var reply = await Send("""mutation { recordAction(input: {kind: INSPECT, clean: true, targets: [{unit: "370702"}]}) { action { id } userErrors { code message } } }""", "370700-02");

        Assert.Equal("REFUSED", reply.GetProperty("recordAction").GetProperty("userErrors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Four_roles_of_a_branchs_item_each_say_what_they_rest_on()
    {
        var data = await grid.Ask("""{ accountability(item: {key: {list: "2026", duty: "2026-06-04", post: "370702001-04"}}, on: "2026-06-01") { unit { code } roles { role roleLabel state basisLabel post paper holder { person { name } } link { kindLabel since } } } }""");
        var roles = data.GetProperty("accountability").GetProperty("roles").EnumerateArray().ToLookup(r => r.GetProperty("role").GetString());

        Assert.Equal(["PARTY", "CONSTRAINT", "SUPERVISION", "LEADER"], roles.Select(r => r.Key));
        Assert.Contains(roles["SUPERVISION"], r => r.GetProperty("basisLabel").GetString() == "派驻");
        Assert.Contains(roles["SUPERVISION"], r => r.GetProperty("basisLabel").GetString() == "职能线部门负责人");
        Assert.Contains(roles["SUPERVISION"], r => r.GetProperty("basisLabel").GetString() == "专责部门负责人");
        // Whoever is named is named by the paper that put them there, and by the link where the role rests on one.
        Assert.All(roles.SelectMany(role => role).Where(r => r.GetProperty("state").GetString() == "PERSON"), r => Assert.False(string.IsNullOrEmpty(r.GetProperty("paper").GetString())));
        Assert.All(roles.SelectMany(role => role).Where(r => r.GetProperty("basisLabel").GetString() is "派驻" or "制约" or "包干" or "分管"), r => Assert.Equal(JsonValueKind.Object, r.GetProperty("link").ValueKind));
        Assert.Contains(roles["CONSTRAINT"], r => r.GetProperty("post").GetString() == "370702001-05");
        Assert.Contains(roles["LEADER"], r => r.GetProperty("basisLabel").GetString() == "包干");
    }

    [Theory]
    [InlineData("""{ supervisors(of: "370702001-04") { line sourceLabel unit { name } post { title holders { person { name } } } } }""")]
    [InlineData("""{ supervisionWork(unit: "370700D01", first: 50) { totalCount pageInfo { endCursor } nodes { title neverLooked keyFew overdue recurrent lastOn dueOn item { post } unit { code } } } }""")]
    [InlineData("""{ supervisionReview(unit: "370702", period: {from: "2026-10", to: "2026-11"}, first: 5) { items blindSpotCount blindSpots { id } pileCount piles { lines since until target { kindLabel } } disagreementCount disagreements { kindLabel foundBy missedBy } } }""")]
    [InlineData("""{ unsupervisedSupervisors(unit: "370700") { reasonLabel unit { code } post other } }""")]
    [InlineData("""{ officerCard(post: "370702001-03", month: "2026-11") { sender { code } host { code } emptyTasks emptyDuties cells { duty task count } } }""")]
    public async Task A_question_about_supervision_is_one_call(string query)
    {
        await grid.Ask(query);
        var (_, calls) = await grid.Count(query);

        Assert.StartsWith("IOversightGrain.", Assert.Single(calls, c => !c.EndsWith("GetUnit", StringComparison.Ordinal)).Split("ResponsibilityGrid.")[^1], StringComparison.Ordinal);
    }

    private async Task<JsonElement> Send(string query, string actor)
    {
        var reply = await grid.Send(query, actor: actor);
        Assert.False(reply.TryGetProperty("errors", out var errors), $"{errors}");
        return reply.GetProperty("data");
    }
}
