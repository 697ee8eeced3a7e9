using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResponsibilityGrid.Gateway;
using Xunit;
using static ResponsibilityGrid.Tests.Gateway.ItemCommands;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>What a command on an item is answered when it cannot be taken, or not once more.</summary>
[Collection(nameof(ItemCommands))]
[OnBothDatabases]
public sealed class ItemRefusalTests(GridHost grid)
{
    [Theory]
    [InlineData("reportItem", "{\"percent\": 40}", "370702004-04", "WRONG_STATE", null, "事项现为“待签收”，不能报告进展；须为“已签收”、“推进中”、“退回”。")]
    [InlineData("disputeItem", "{\"reason\": \" \"}", "370702004-04", "REASON_REQUIRED", "reason", "提出异议须写明理由。")]
    [InlineData("resolveDispute", "{\"upheld\": true, \"reason\": \"是\"}", "370700-02", "WRONG_STATE", null, "事项现为“待签收”，不能裁定异议；须为“有异议”。")]
    [InlineData("submitItem", "{}", "370702004-04", "WRONG_STATE", null, "事项现为“待签收”，不能提交；须为“推进中”。")]
    [InlineData("closeItem", "{}", "370702-02", "WRONG_STATE", null, "事项现为“待签收”，不能销号；须为“已提交”。")]
    [InlineData("returnItem", "{\"reason\": \"否\"}", "370702-02", "WRONG_STATE", null, "事项现为“待签收”，不能退回；须为“已提交”。")]
    [InlineData("extendItem", "{\"dueOn\": \"2026-12-20\", \"reason\": \"忙\", \"approver\": \"370702-02\"}", "370702004-04", "DUE_DATE_NOT_LATER", "dueOn", "延期后的时限须晚于现时限 2026-12-20。")]
    [InlineData("refineItem", "{\"post\": \"370702004-05\", \"measure\": \"排查\"}", "370702004-04", "WRONG_STATE", null, "事项现为“待签收”，不能细化；须为“已签收”、“推进中”、“退回”。")]
    [InlineData("logReminder", "{\"on\": \"2026-11-23\"}", "370702-02", "DATE_IN_FUTURE", "on", "日期 2026-11-23 尚未到来：事项的办理日期不得晚于今天。")]
    public async Task A_refusal_is_part_of_the_answer_and_shows_the_item_as_it_stands(string mutation, string input, string actor, string rule, string? field, string message)
    {
        const string Post = "370702004-04";
        var refused = await grid.Do(actor, mutation, Post, JsonSerializer.Deserialize<JsonElement>(input));

        var error = Assert.Single(refused.GetProperty("userErrors").EnumerateArray());
        Assert.Equal(("REFUSED", rule, message, field ?? ""), (error.Text("code"), error.Text("rule"), error.Text("message"), error.Text("field")));
        Assert.Equal(JsonValueKind.Null, refused.GetProperty("entry").ValueKind);
        Assert.Equal(("PENDING", "0"), (refused.Text("item", "state"), refused.Text("item", "version")));
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_readers_language()
    {
        var refused = await grid.Do("370702005-04", "acceptItem", "370702004-04", language: "en-GB,en;q=0.9");

        Assert.EndsWith("cannot accept the item: its post, its establishment or a bureau above it below the root does.", Assert.Single(refused.GetProperty("userErrors").EnumerateArray()).Text("message"));
    }

    [Theory]
    [InlineData("370702004-99", "2026-06-04"), InlineData("370702004-04", "2026-99-01")]
    public async Task What_does_not_stand_is_not_found(string post, string duty)
    {
        var refused = await grid.Do("370702004-04", "acceptItem", post, duty: duty);

        var error = Assert.Single(refused.GetProperty("userErrors").EnumerateArray());
        Assert.Equal(("NOT_FOUND", JsonValueKind.Null), (error.Text("code"), error.GetProperty("rule").ValueKind));
        Assert.Equal(JsonValueKind.Null, refused.GetProperty("item").ValueKind);
    }

    [Fact]
    public async Task The_same_command_is_answered_as_the_first_time_whatever_came_since()
    {
        const string Post = "370702004-05";
        await grid.Go(Post, (Post, "acceptItem", new { }));
        var first = await grid.Do(Post, "reportItem", Post, new { commandId = "r1", percent = 30, clientMutationId = "a" });
        await grid.Go(Post, (Post, "reportItem", new { percent = 80 }), (Post, "submitItem", new { }), (County, "closeItem", new { }));

        var again = await grid.Do(Post, "reportItem", Post, new { commandId = "r1", percent = 30, clientMutationId = "b" });

        Assert.Equal(first.GetProperty("item").ToText(), again.GetProperty("item").ToText());
        Assert.Equal(first.GetProperty("entry").ToText(), again.GetProperty("entry").ToText());
        Assert.Equal(("r1", "b"), (again.Text("commandId"), again.Text("clientMutationId")));
        Assert.Equal("5", (await grid.Read(Post, "version")).Text("version"));
    }

    [Theory]
    [InlineData("acceptItem", "{\"text\": \"不同\"}", "370702004-06")]
    [InlineData("acceptItem", "{}", "370702-02")]
    [InlineData("logReminder", "{}", "370702004-06")]
    public async Task An_id_used_for_something_else_is_a_conflict(string mutation, string other, string actor)
    {
        const string Post = "370702004-06";
        await grid.Do(Post, "acceptItem", Post, new { commandId = "a1" });

        var input = JsonSerializer.Deserialize<Dictionary<string, object>>(other)!;
        input["commandId"] = "a1";
        var error = Assert.Single((await grid.Do(actor, mutation, Post, input)).GetProperty("userErrors").EnumerateArray());

        Assert.Equal(("CONFLICT", "commandId"), (error.Text("code"), error.Text("field")));
        Assert.Equal("1", (await grid.Read(Post, "history { totalCount }")).Text("history", "totalCount"));
    }

    [Fact]
    public async Task A_stale_version_is_a_conflict_that_names_the_current_one()
    {
        const string Post = "370702004-07";
        await grid.Go(Post, (Post, "acceptItem", new { }), (Post, "reportItem", new { percent = 1 }));

        var stale = await grid.Do(Post, "reportItem", Post, new { percent = 2, expectedVersion = 1 });

        var error = Assert.Single(stale.GetProperty("userErrors").EnumerateArray());
        Assert.Equal(("CONFLICT", "expectedVersion", "2"), (error.Text("code"), error.Text("field"), error.Text("current")));
        Assert.Equal(("2", "1"), (stale.Text("item", "version"), stale.Text("item", "percent")));
        await grid.Go(Post, (Post, "reportItem", new { percent = 2, expectedVersion = 2 }));
    }

    [Theory]
    [InlineData(null, "UNAUTHENTICATED"), InlineData("", "UNAUTHENTICATED"), InlineData("P999999999", "FORBIDDEN"), InlineData("no/code", "FORBIDDEN")]
    public async Task Nobody_known_acts_on_nothing(string? actor, string code)
    {
        const string Post = "370702005-05";
        var reply = await grid.Tell(actor, "acceptItem", Post);

        Assert.Equal(code, reply.GetProperty("errors")[0].Text("extensions", "code"));
        Assert.Equal(("PENDING", "0"), ((await grid.Read(Post)).Text("state"), (await grid.Read(Post)).Text("version")));
    }
}
