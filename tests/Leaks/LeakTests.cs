using GraphQL.Types;
using ResponsibilityGrid.Gateway;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Leaks;

/// <summary>Grids that differ only inside county B answer whoever has nothing to do with B the same, byte for byte, whatever they ask.</summary>
public sealed class LeakTests : IAsyncLifetime
{
    private TwoCounties _grid = null!;

    public async ValueTask InitializeAsync() => _grid = await TwoCounties.Start();

    public ValueTask DisposeAsync() => _grid.DisposeAsync();

    [Fact]
    public async Task What_happens_in_county_B_shows_nowhere_in_county_A()
    {
        await using var renamed = await TwoCounties.Start(CountyB.Renamed);
        await using var larger = await TwoCounties.Start(CountyB.Larger);
        var questions = new SchemaWalk(_grid.Schema).All().ToList();
        var (told, seen) = (new HashSet<string>(), 0);
        foreach (var question in questions)
        {
            foreach (var role in (string[])["clerk", "holder", "discipline:A", "sysadmin", "secadmin", "auditor"])
            {
                var answer = await _grid.Ask(role, question.Text);
                if (!answer.Contains("\"errors\"", StringComparison.Ordinal)) told.UnionWith(question.Fields);
                // The log of readings is the auditor's, whole, in the order in which the readings above came in.
                if (role == "auditor" && question.Text.StartsWith("{ restrictedReads", StringComparison.Ordinal)) continue;
                Same(role, question, answer, await renamed.Ask(role, question.Text));
                var inLarger = await larger.Ask(role, question.Text);
                // The numbers of the units above are published.
                if (!question.Text.StartsWith($"{{ overview(unit: \"{City}\")", StringComparison.Ordinal)) Same(role, question, answer, inLarger);
                if (role == "clerk" && question.Text.Length < 2000) Same(role, question, await _grid.Ask(role, question.Text, byGet: true), await renamed.Ask(role, question.Text, byGet: true));
            }

            if (await _grid.Ask("inspector", question.Text) != await renamed.Ask("inspector", question.Text)) seen++;
        }

        // Of the day before, when somebody had just left.
        var past = 0;
        foreach (var question in new SchemaWalk(_grid.Schema).OfOtherMoment())
        {
            foreach (var role in (string[])["clerk", "holder", "discipline:A"])
            {
                var answer = await _grid.Ask(role, question.Text);
                if (!answer.Contains("\"errors\"", StringComparison.Ordinal)) past++;
                Same(role, question, answer, await renamed.Ask(role, question.Text));
            }
        }

        Assert.True(past > 0);
        Assert.Equal("", string.Join(' ', FieldsOf(_grid.Schema).Except(told)));
        // Whoever may see county B does see that it differs: the comparison can fail.
        Assert.True(seen > questions.Count / 10, $"An inspector saw a difference in {seen} of {questions.Count}.");
    }

    [Fact]
    public async Task What_is_not_to_be_seen_is_refused_like_what_is_not_there()
    {
        foreach (var question in new SchemaWalk(_grid.Schema).All().Where(q => q.Subject == TwoCounties.B))
        {
            var unknown = question.Text.Replace(TwoCounties.B, SchemaWalk.Nowhere, StringComparison.Ordinal);
            if (question.Text.Contains("id: ", StringComparison.Ordinal) || question.Text.Contains("ids: ", StringComparison.Ordinal)) continue;
            foreach (var role in (string[])["clerk", "holder", "discipline:A"])
                Assert.Equal((await _grid.Ask(role, question.Text)).Replace(TwoCounties.B, SchemaWalk.Nowhere, StringComparison.Ordinal), await _grid.Ask(role, unknown));
        }
    }

    [Fact]
    public async Task The_three_administrators_read_no_business_data()
    {
        foreach (var question in new SchemaWalk(_grid.Schema).All())
        foreach (var role in (string[])["sysadmin", "secadmin", "auditor"])
        {
            var answer = await _grid.Ask(role, question.Text);
            var body = answer[answer.IndexOf("\n\n", StringComparison.Ordinal)..];
            Assert.False(Business.Any(word => body.Contains(word, StringComparison.Ordinal)), $"{role} asked {question.Text}\n{body}");
        }
    }

    // Names and words of the grid; codes come back in refusals that repeat what was asked.
    private static readonly string[] Business = ["单位1", "人1", "事项2026", "已排查", "110-1\",\"title"];

    private static void Same(string role, Question question, string one, string other) =>
        Assert.True(one == other, $"{role} asked {question.Text}\n{one}\n--- and where only county B differs:\n{other}");

    private static IEnumerable<string> FieldsOf(ISchema schema) =>
        schema.AllTypes.OfType<IObjectGraphType>().Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal) && t.Name != "Mutation" && !t.Name.EndsWith("Payload", StringComparison.Ordinal) && t.Name != "UserError")
            .SelectMany(t => t.Fields.Select(f => $"{t.Name}.{f.Name}"));
}
