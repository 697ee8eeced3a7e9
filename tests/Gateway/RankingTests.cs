using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Rankings and interviews over HTTP; of the small grid, where nobody has items enough to be ranked.</summary>
[Collection(nameof(CommandHost))]
[OnBothDatabases]
public sealed class RankingTests(CommandHost grid)
{
    [Fact]
    public async Task A_ranking_shows_what_its_shares_are_of_and_leaves_small_numbers_unranked()
    {
        var ranking = (await grid.Ask($$"""{ ranking(unit: "{{City}}", asOf: "2026-11-01") { asOf leastItems settled rows { unit { code } rank items closed overdue proposal { head { person } disciplineHead { person } } } } }""")).GetProperty("ranking");

        Assert.Equal(("2026-11-01", 20), (ranking.GetProperty("asOf").GetString(), ranking.GetProperty("leastItems").GetInt32()));
        var row = ranking.GetProperty("rows")[0].ToText();
        Assert.StartsWith($$"""{"unit":{"code":"{{County}}"},"rank":null,"items":""", row, StringComparison.Ordinal);
        Assert.EndsWith("\"proposal\":null}", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interview_that_is_not_proposed_is_refused()
    {
        Assert.Equal("REFUSED unit", await grid.Refused("issueInterview", new { unit = County }));
        Assert.Equal("REFUSED asOf", await grid.Refused("issueInterview", new { unit = County, asOf = "2027-01-01" }));
        Assert.Equal("NOT_FOUND unit", await grid.Refused("issueInterview", new { unit = "999" }));
        Assert.Equal(0, (await grid.Ask($$"""{ interviews(unit: "{{City}}") { number facts { items } by { person } } }""")).GetProperty("interviews").GetArrayLength());
    }
}
