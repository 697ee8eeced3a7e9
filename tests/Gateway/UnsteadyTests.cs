using System.Net.Http.Json;
using System.Text.Json;
using Xunit;
using static ResponsibilityGrid.Tests.Gateway.UnsteadyHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>What callers see of a store that fails: nothing, or an error by which they can ask again.</summary>
public sealed class UnsteadyTests(UnsteadyHost grid) : IClassFixture<UnsteadyHost>
{
    private const string Remind = "mutation($input: LogReminderInput!) { logReminder(input: $input) { entry { text } userErrors { code } } }";
    private const string Person = "query($code: String!) { person(by: { code: $code }) { name } }";

    private static int _number;

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_command_whose_row_failed_is_carried_out_once_and_its_caller_sees_nothing(bool isWritten)
    {
        var text = Text();
        Break(Stored, "item", isWritten);

        await grid.Done("logReminder", "entry { text }", new { item = Item, text });

        Assert.True(grid.Cluster.Faults.IsSpent(Stored, "item"));
        Assert.Equal(1, await Times(text));
    }

    [Theory]
    [InlineData("unit", false), InlineData("unit", true)]
    [InlineData("grid", false), InlineData("grid", true)]
    [InlineData("list", false), InlineData("list", true)]
    public async Task Commands_on_persons_units_and_lists_are_as_patient(string state, bool isWritten)
    {
        var code = Text();
        var (row, mutation, input) = state switch
        {
            "unit" => (GridKeys.Unit(City, Office), "createPerson", (object)new { code, name = "某人", home = Office }),
            "grid" => (GridKeys.Grid(City), "createUnit", new { code, name = "新分局", parent = County, level = 3, kind = "BRANCH" }),
            _ => (GridKeys.List(City, List), "draftList", new { list = List, newVersion = true, duties = (object[])[new { code = $"2026-{code}", aspect = "方面", title = "事项", layer = "岗位", levels = (int[])[4], dueOn = "2026-12-31" }] }),
        };
        Break(row, state, isWritten);

        await grid.Done(mutation, "", input);

        Assert.True(grid.Cluster.Faults.IsSpent(row, state));
    }

    [Theory, InlineData(null), InlineData("mine")]
    public async Task A_command_that_stays_unanswered_is_named_and_answered_when_it_is_sent_again(string? own)
    {
        var (text, name) = (Text(), own is null ? null : Text());
        grid.Cluster.Faults.Fail(Stored, "item", times: 1000);
        using var response = await grid.Call(Remind, new { input = new { item = Item, text, commandId = name } });
        grid.Cluster.Faults.Fail(Stored, "item", times: 0);

        var told = await Unanswered(response);
        Assert.Equal(name ?? told, told);
        Assert.Equal(0, await Times(text));

        await grid.Done("logReminder", "entry { text }", new { item = Item, text, commandId = told });
        await grid.Done("logReminder", "entry { text }", new { item = Item, text, commandId = told });
        Assert.Equal(1, await Times(text));
    }

    [Fact]
    public async Task A_command_that_hangs_is_cut_off_named_and_counts_once_however_late_it_is_carried_out()
    {
        var text = Text();
        grid.Cluster.Faults.Block(Stored, "item");
        using var response = await grid.Call(Remind, new { input = new { item = Item, text } });
        var told = await Unanswered(response);
        grid.Cluster.Faults.Unblock(Stored, "item");

        await grid.Done("logReminder", "entry { text }", new { item = Item, text, commandId = told });

        Assert.Equal(1, await Times(text));
    }

    [Fact]
    public async Task A_command_that_was_carried_out_is_named_where_its_reply_could_not_be_read()
    {
        var code = Text();
        var (unit, input) = (GridKeys.Unit(City, code), new { code, name = "新分局", parent = County, level = 3, kind = "BRANCH" });
        grid.Cluster.Faults.FailRead(unit, "unit", times: 1000);
        using var response = await grid.Call(
            "mutation($input: CreateUnitInput!) { createUnit(input: $input) { unit { code items(first: 1) { totalCount } } } }", new { input });
        var told = await Unanswered(response);
        grid.Cluster.Faults.FailRead(unit, "unit", times: 0);
        var writes = Writes();

        await grid.Done("createUnit", "unit { code }", new { code, input.name, input.parent, input.level, input.kind, commandId = told });

        Assert.Equal(writes, Writes());

        int Writes() => grid.Cluster.Faults.Writes.Count(write => write == $"{GridKeys.Grid(City)} grid");
    }

    [Fact]
    public async Task A_read_whose_row_failed_is_repeated_and_its_caller_sees_nothing()
    {
        // Once by the engine, once as a known query.
        foreach (var code in new[] { Text(), Text() })
        {
            grid.Cluster.Faults.FailRead(GridKeys.Person(City, code), "person", times: 2);

            Assert.Equal("""{"person":null}""", (await grid.Ask(Person, new { code })).ToText());

            Assert.True(grid.Cluster.Faults.IsSpent(GridKeys.Person(City, code), "person"));
        }
    }

    [Theory, InlineData("zh", "网格的一部分暂时无法应答，请稍后重试。"), InlineData("en", "A part of the grid does not answer now; try again in a moment.")]
    public async Task A_read_that_stays_unanswered_says_when_to_come_back(string language, string sentence)
    {
        var code = Text();
        grid.Cluster.Faults.FailRead(GridKeys.Person(City, code), "person", times: 1000);

        using var response = await grid.Call(Person, new { code }, language: language);

        var error = await Error(response);
        Assert.Equal(("UNAVAILABLE", sentence), (Extension(error, "code"), error.GetProperty("message").GetString()));
        Assert.False(error.GetProperty("extensions").TryGetProperty("commandId", out _));
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
    }

    private void Break(string key, string state, bool isWritten)
    {
        if (isWritten) grid.Cluster.Faults.FailAfter(key, state, times: 1);
        else grid.Cluster.Faults.Fail(key, state, times: 1);
    }

    private async Task<int> Times(string text) =>
        (await grid.Read(Item)).GetProperty("history").GetProperty("nodes").EnumerateArray().Count(entry => entry.GetProperty("text").GetString() == text);

    /// <summary>The command's id by an error that leaves its outcome open.</summary>
    private static async Task<string> Unanswered(HttpResponseMessage response)
    {
        var error = await Error(response);
        Assert.Equal(("UNAVAILABLE", "5"), (Extension(error, "code"), Extension(error, "retryAfter")));
        Assert.Contains("commandId", error.GetProperty("message").GetString());
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        return Extension(error, "commandId");
    }

    private static async Task<JsonElement> Error(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("errors")[0];

    private static string Extension(JsonElement error, string name) => error.GetProperty("extensions").GetProperty(name).ToString();

    private static string Text() => $"U{Interlocked.Increment(ref _number)}";
}
