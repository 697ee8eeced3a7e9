using Xunit;

namespace ResponsibilityGrid.Tests.Leaks;

/// <summary>What is planned for a county, and entered about its people, without their knowing: whatever they ask, they hear nothing of it.</summary>
public sealed class HiddenTests : IAsyncLifetime
{
    private TwoCounties _grid = null!;

    public async ValueTask InitializeAsync() => _grid = await TwoCounties.Start();

    public ValueTask DisposeAsync() => _grid.DisposeAsync();

    [Fact]
    public async Task An_inspection_to_come_and_a_single_measure_show_nowhere_to_whoever_may_not_know_of_them()
    {
        string[] roles = ["clerk", "holder", "office", "functional:A", "discipline:A"];
        var walk = new SchemaWalk(_grid.Schema);
        var questions = walk.All().Concat(walk.OfOtherMoment()).ToList();
        var before = await Answers();

        await Do("planInspection", new { unit = TwoCounties.A, startsOn = "2026-12-01", scope = "夜间值班", commandId = "hidden-plan" });
        await Do("planInspection", new { unit = SmallGrid.Branch, startsOn = "2026-12-02", scope = "窗口服务", commandId = "hidden-plan-below" });
        await Do("recordMeasure", new { person = $"P{TwoCounties.A}-1", kind = "CRITICISM", basis = "迟到", commandId = "hidden-measure" });
        var after = await Answers();

        // Who may know of them is told: the comparison can fail.
        Assert.Contains(questions.Index(), question => before[question.Index][^1] != after[question.Index][^1]);
        foreach (var (at, question) in questions.Index())
            for (var role = 0; role < roles.Length - 1; role++)
                Assert.True(before[at][role] == after[at][role], $"{roles[role]} asked {question.Text}\n{before[at][role]}\n--- and afterwards:\n{after[at][role]}");

        async Task<List<string[]>> Answers()
        {
            List<string[]> all = [];
            foreach (var question in questions) all.Add(await Task.WhenAll(roles.Select(role => _grid.Ask(role, question.Text))));
            return all;
        }
    }

    private async Task Do(string mutation, object input)
    {
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
        var payload = (await _grid.Data("discipline", $"mutation($input: {type}!) {{ {mutation}(input: $input) {{ userErrors {{ code message }} }} }}", new { input })).GetProperty(mutation);
        Assert.Equal("[]", payload.GetProperty("userErrors").ToText());
    }
}
