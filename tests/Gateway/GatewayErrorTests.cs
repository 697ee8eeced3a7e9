using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

public sealed class GatewayErrorTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Theory]
    [InlineData("missing", "NOT_FOUND", "没有单位 370799。", "There is no unit 370799.")]
    [InlineData("conflict", "CONFLICT", "版本已变。", "The version has changed.")]
    [InlineData("refused", "REFUSED", "不允许。", "Not allowed.")]
    [InlineData("silo", "UNAVAILABLE", "网格的一部分暂时无法应答，请稍后重试。", "A part of the grid does not answer now; try again in a moment.")]
    [InlineData("store", "UNAVAILABLE", "网格的一部分暂时无法应答，请稍后重试。", "A part of the grid does not answer now; try again in a moment.")]
    [InlineData("codec", "UNAVAILABLE", "网格的一部分暂时无法应答，请稍后重试。", "A part of the grid does not answer now; try again in a moment.")]
    [InlineData("slow", "UNAVAILABLE", "网格的一部分暂时无法应答，请稍后重试。", "A part of the grid does not answer now; try again in a moment.")]
    [InlineData("cancelled", "TIMEOUT", "操作超时，请缩小范围后重试。", "The operation took too long; narrow it and try again.")]
    [InlineData("defect", "INTERNAL", "系统内部出错，已记录；请凭 traceId 联系管理员。", "Something broke inside and was logged; quote the traceId to your administrator.")]
    public async Task Every_failure_has_a_code_and_a_sentence_in_the_callers_language(string how, string code, string chinese, string english)
    {
        var query = $$"""{ fail(how: "{{how}}") }""";

        var reply = await host.Ask(query);
        var inEnglish = await host.Ask(query, language: "en-GB, zh;q=0.5");

        Assert.Equal((200, code, chinese), (reply.Status, reply.Code, reply.Message));
        Assert.Equal((200, code, english), (inEnglish.Status, inEnglish.Code, inEnglish.Message));
        Assert.Equal("fail", reply.Error(0)!.Value.GetProperty("path")[0].GetString());
    }

    [Theory]
    [InlineData("refused", "NOTHING_CHANGES")]
    [InlineData("unknown rule", null)]
    [InlineData("conflict", null)]
    [InlineData("missing", null)]
    [InlineData("silo", null)]
    public async Task A_refusal_by_rule_names_the_rule_that_this_schema_knows(string how, string? rule)
    {
        var reply = await host.Ask($$"""{ fail(how: "{{how}}") }""");

        var named = reply.Error(0)!.Value.GetProperty("extensions").TryGetProperty("rule", out var said);
        Assert.Equal((rule is not null, rule), (named, named ? said.GetString() : null));
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", false)]
    [InlineData("en", true)]
    [InlineData("en-US,en;q=0.9,zh;q=0.8", true)]
    [InlineData("de, en;q=0.3", true)]
    [InlineData("de", false)]
    [InlineData("*", false)]
    [InlineData("zh, en", false)]
    [InlineData("en;q=oops", false)]
    public async Task English_is_spoken_to_those_who_prefer_it(string language, bool english)
    {
        var reply = await host.Ask("""{ fail(how: "refused") }""", language: language);

        Assert.Equal(english ? "Not allowed." : "不允许。", reply.Message);
    }

    [Fact]
    public async Task A_defect_is_masked_and_logged_once_under_its_trace_id()
    {
        var reply = await host.Ask("{ failures { broken } }");

        var trace = reply.Error(0)!.Value.GetProperty("extensions").GetProperty("traceId").GetString()!;
        Assert.Equal(20, reply.Errors);
        Assert.DoesNotContain("Secret", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", reply.Text, StringComparison.Ordinal);
        Assert.Single(host.Log.Lines, line => line.Contains(trace, StringComparison.Ordinal) && line.Contains("Secret.Type", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ helo }")]
    [InlineData("{ echo(kimd: UNIT) { kind } }")]
    [InlineData("query($k: ProbeKimd) { echo(kind: $k) { kind } }")]
    [InlineData("{ items { numberr } }")]
    public async Task A_wrong_name_is_not_answered_with_a_near_one(string query)
    {
        foreach (var language in new[] { "zh", "en" })
        {
            var reply = await host.Ask(query, language: language);

            Assert.Equal("GRAPHQL_VALIDATION_FAILED", reply.Code);
            Assert.DoesNotContain("Did you mean", reply.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Date", "2026-9-30")]
    [InlineData("Date", "2026-02-30")]
    [InlineData("DateTime", "2026-09-30T08:00:00")]
    [InlineData("DateTime", "yesterday")]
    [InlineData("Long", "9223372036854775808")]
    [InlineData("ProbeKind", "OTHER")]
    [InlineData("ProbeFilter", "text")]
    public async Task A_variable_that_does_not_fit_is_named_without_inner_names(string type, string value)
    {
        var argument = type switch { "Date" => "date", "DateTime" => "instant", "Long" => "number", "ProbeKind" => "kind", _ => "filter" };

        var reply = await host.Ask($"query($v: {type}) {{ echo({argument}: $v) {{ text }} }}", new { v = value });

        Assert.Equal((400, "BAD_USER_INPUT"), (reply.Status, reply.Code));
        Assert.DoesNotMatch("System|Exception|GraphType|DateScalar|LongScalar|DateOnly", reply.Text);
    }

    [Fact]
    public async Task A_refused_command_answers_with_user_errors()
    {
        var reply = await host.Ask("""mutation { issue(name: "清单2026") { userErrors { code rule message field } } }""", language: "en");

        Assert.Equal(
            """{"data":{"issue":{"userErrors":[{"code":"CONFLICT","rule":null,"message":"清单2026 is issued already.","field":"name"}]}}}""", reply.Text);
    }

    [Fact]
    public async Task An_operation_that_overruns_its_time_is_cut_off()
    {
        var reply = await host.Ask("{ slow }");

        Assert.Equal((504, "TIMEOUT"), (reply.Status, reply.Code));
    }
}
