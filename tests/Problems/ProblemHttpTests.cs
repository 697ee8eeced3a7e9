using System.Text.Json;
using ResponsibilityGrid.Tests.Leaks;
using Xunit;

namespace ResponsibilityGrid.Tests.Problems;

/// <summary>The problem ledger over HTTP, in the names of a city, its county A and that county's clerk.</summary>
public sealed class ProblemHttpTests : IAsyncLifetime
{
    private const string Selection = "problem { id number version stateLabel owner { code } rectification { person dueOn trackLabel } checkedFrom { code } lapsed recurrenceOf history { actLabel who { code } } }";

    private TwoCounties _grid = null!;

    public async ValueTask InitializeAsync() => _grid = await TwoCounties.Start();

    public ValueTask DisposeAsync() => _grid.DisposeAsync();

    [Fact]
    public async Task From_reporting_to_closing_everybody_does_their_part()
    {
        var problem = new { key = new { unit = TwoCounties.A, number = 2 } };
        var reported = await Do(TestKey.All, "reportProblem", new { unit = TwoCounties.A, text = "台账缺页", category = "工作作风" }, "100-1");
        Assert.Equal((2, "待认领"), (reported.GetProperty("number").GetInt32(), reported.GetProperty("stateLabel").GetString()));
        await Do("clerk", "claimProblem", new { problem, person = "110-1", dueOn = "2026-12-10", track = "IMMEDIATE", expectedVersion = 1 }, "110-1");
        Assert.Equal("CONFLICT expectedVersion", await Refused("clerk", "rectify", new { problem, text = "已补", expectedVersion = 1 }, "110-1"));
        Assert.Equal("REFUSED ", await Refused("clerk", "submitRectification", new { problem }, "110-1"));
        Assert.Contains("110/2", await Handed("clerk"));
        await Do("clerk", "rectify", new { problem, text = "已补齐" }, "110-1");
        await Do("clerk", "submitRectification", new { problem, rootCause = "交接无清单", lastingMeasure = "交接清单制度" }, "110-1");
        Assert.Equal("REFUSED ", await Refused("clerk", "closeProblem", new { problem, text = "已改" }, "110-1"));
        Assert.Equal("REFUSED text", await Refused(TestKey.All, "closeProblem", new { problem, text = "" }, "100-1"));
        var closed = await Do(TestKey.All, "closeProblem", new { problem, text = "抽查属实" }, "100-1");

        Assert.DoesNotContain("110/2", await Handed("clerk"));
        Assert.Equal(["登记问题", "认领问题", "整改", "提交整改", "问题销号"], closed.GetProperty("history").EnumerateArray().Select(e => e.GetProperty("actLabel").GetString()));
        var node = await _grid.Data("clerk", "query($id: ID!) { node(id: $id) { ... on Problem { stateLabel } } }", new { id = closed.GetProperty("id").GetString() });
        Assert.Equal("已销号", node.GetProperty("node").GetProperty("stateLabel").GetString());
    }

    [Fact]
    public async Task A_holder_is_told_of_what_is_theirs_to_put_right_and_of_nothing_else()
    {
        await Do(TestKey.All, "reportProblem", new { unit = "111", text = "分局台账缺页", category = "工作作风" }, "100-1");
        await Do(TestKey.All, "reportProblem", new { unit = "100", text = "市局台账缺页", category = "工作作风" }, "100-1");
        Assert.Contains("NOT_FOUND", await _grid.Ask("holder", "{ problems(unit: \"111\") { totalCount } }"), StringComparison.Ordinal);
        Assert.DoesNotContain("111/1", await Handed("holder"));

        await Do(TestKey.All, "assignProblem", new { problem = new { key = new { unit = "111", number = 1 } }, person = "110-1", dueOn = "2026-12-10", track = "IMMEDIATE" }, "100-1");

        Assert.Contains("111/1", await Handed("holder"));
        Assert.Equal("分局台账缺页", await Text("111"));
        Assert.Null(await Text("100"));

        async Task<string?> Text(string unit) =>
            (await _grid.Data("holder", $"{{ problem(by: {{key: {{unit: \"{unit}\", number: 1}}}}) {{ text }} }}")).GetProperty("problem") is { ValueKind: JsonValueKind.Object } problem ? problem.GetProperty("text").GetString() : null;
    }

    [Fact]
    public async Task What_stands_in_three_places_of_the_city_falls_to_the_line_of_its_duty_and_to_nobody_below()
    {
        const string Query = "query($unit: String!, $from: String = \"2026-11\") { spreads(unit: $unit, period: {from: $from, to: \"2026-11\"}) { unit { code } category duty title line lineKind owners { code } places { code } count since until } }";
        Assert.Empty(await Spreads("office", SmallGrid.City));

        // Both counties have such a problem already.
        await Do(TestKey.All, "reportProblem", new { unit = SmallGrid.City, text = "脱岗", category = "工作纪律", item = new { list = "2026", duty = "2026-1", post = "100-1" } }, "100-1");

        var spread = Assert.Single(await Spreads("office", SmallGrid.City));
        Assert.Equal(("100", "工作纪律", "1", "事项2026-1", "法制", "FUNCTIONAL"), (Code(spread.GetProperty("unit")), Text("category"), Text("duty"), Text("title"), Text("line"), Text("lineKind")));
        Assert.Equal((TwoCounties.Legal, "100 110 120", 3), (Codes("owners"), Codes("places"), spread.GetProperty("count").GetInt32()));
        // What falls to a department, and what does not.
        Assert.Single(await Spreads("office", TwoCounties.Legal));
        Assert.Empty(await Spreads("office", "110D1"));
        Assert.Empty(await Spreads("clerk", TwoCounties.A));
        foreach (var unit in (string[])[SmallGrid.City, TwoCounties.B, "nowhere"])
            Assert.Contains("NOT_FOUND", await _grid.Ask("clerk", Query, new { unit }), StringComparison.Ordinal);
        Assert.Contains("BAD_USER_INPUT", await _grid.Ask("office", Query, new { unit = SmallGrid.City, from = "2026-12" }), StringComparison.Ordinal);

        async Task<List<JsonElement>> Spreads(string role, string unit) => [.. (await _grid.Data(role, Query, new { unit })).GetProperty("spreads").EnumerateArray()];
        string? Text(string field) => spread.GetProperty(field).GetString();
        string Codes(string field) => string.Join(' ', spread.GetProperty(field).EnumerateArray().Select(Code));
        static string? Code(JsonElement unit) => unit.GetProperty("code").GetString();
    }

    /// <summary>The problems that the head of county A has to hand over.</summary>
    private async Task<List<string>> Handed(string role) =>
        [.. (await _grid.Data(role, "{ handoverPack(post: \"110-1\") { problems { number unit { code } } } }")).GetProperty("handoverPack").GetProperty("problems").EnumerateArray().Select(node => $"{node.GetProperty("unit").GetProperty("code").GetString()}/{node.GetProperty("number").GetInt32()}")];

    [Fact]
    public async Task A_list_goes_on_behind_its_cursor_and_can_be_narrowed()
    {
        for (var n = 0; n < 3; n++) await Do(TestKey.All, "reportProblem", new { unit = TwoCounties.A, text = $"问题{n}", category = "学风" }, "100-1");

        var first = (await _grid.Data("clerk", "{ problems(unit: \"110\", state: FOUND, first: 2) { totalCount nodes { number } pageInfo { hasNextPage endCursor } } }")).GetProperty("problems");
        var second = (await _grid.Data("clerk", "query($after: String) { problems(unit: \"110\", state: FOUND, first: 2, after: $after) { nodes { number } pageInfo { hasNextPage } } }", new { after = first.GetProperty("pageInfo").GetProperty("endCursor").GetString() })).GetProperty("problems");

        Assert.Equal((3, true, false), (first.GetProperty("totalCount").GetInt32(), first.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean(), second.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()));
        Assert.Equal([2, 3, 4], first.GetProperty("nodes").EnumerateArray().Concat(second.GetProperty("nodes").EnumerateArray()).Select(node => node.GetProperty("number").GetInt32()));
        Assert.Equal(1, (await _grid.Data("clerk", "{ problems(unit: \"110\", person: \"P110-1\") { totalCount } }")).GetProperty("problems").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task One_countys_clerk_neither_sees_nor_writes_the_others_problems()
    {
        Assert.Equal(JsonValueKind.Null, (await _grid.Data("clerk", "{ problem(by: {key: {unit: \"120\", number: 1}}) { text } }")).GetProperty("problem").ValueKind);
        Assert.Equal(JsonValueKind.Object, (await _grid.Data("office", "{ problem(by: {key: {unit: \"120\", number: 1}}) { text } }")).GetProperty("problem").ValueKind);
        foreach (var unit in (string[])["120", "100"])
            Assert.Contains("NOT_FOUND", await _grid.Ask("clerk", $"{{ problems(unit: \"{unit}\") {{ totalCount }} }}"), StringComparison.Ordinal);
        foreach (var (mutation, input) in new (string, object)[]
                 {
                     ("reportProblem", new { unit = "120", text = "外单位", category = "学风" }), ("rectify", new { problem = new { key = new { unit = "120", number = 1 } }, text = "外单位" }),
                 })
            Assert.Contains("FORBIDDEN", await Send("clerk", mutation, input, "110-1"), StringComparison.Ordinal);
        // Nobody from elsewhere can be charged, and whether they are on record is not told.
        await Do("clerk", "reportProblem", new { unit = TwoCounties.A, text = "无人值守", category = "生活作风" }, "110-1");
        var charged = new { problem = new { key = new { unit = TwoCounties.A, number = 2 } }, dueOn = "2026-12-10", track = "IMMEDIATE" };
        Assert.Equal("NOT_FOUND person", await Refused("clerk", "claimProblem", new { charged.problem, charged.dueOn, charged.track, person = "P120-1" }, "110-1"));
        Assert.Equal("NOT_FOUND person", await Refused("clerk", "claimProblem", new { charged.problem, charged.dueOn, charged.track, person = "P999-1" }, "110-1"));
        Assert.Contains("FORBIDDEN", await Send("inspector", "reportProblem", new { unit = "110", text = "只看不写", category = "学风" }, "110-1"), StringComparison.Ordinal);
    }

    private async Task<JsonElement> Do(string role, string mutation, object input, string actor)
    {
        var payload = (await _grid.Data(role, Document(mutation), new { input }, actor)).GetProperty(mutation);
        Assert.Equal("[]", payload.GetProperty("userErrors").ToText());
        return payload.GetProperty("problem");
    }

    private async Task<string> Refused(string role, string mutation, object input, string actor)
    {
        var error = (await _grid.Data(role, Document(mutation), new { input }, actor)).GetProperty(mutation).GetProperty("userErrors")[0];
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}.*。", error.GetProperty("message").GetString());
        return $"{error.GetProperty("code").GetString()} {error.GetProperty("field").GetString()}";
    }

    private Task<string> Send(string role, string mutation, object input, string actor) => _grid.Ask(role, Document(mutation), new { input }, actor: actor);

    private static string Document(string mutation) =>
        $"mutation($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ {Selection} userErrors {{ code message field }} }} }}";
}
