using ResponsibilityGrid.Tests.Items;
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

    /// <summary>B16: exactly the two of that day, though both posts have somebody else by now.</summary>
    [Fact]
    public async Task An_interview_names_the_head_and_the_discipline_head_of_its_day()
    {
        await using var host = new CommandHost();
        await host.InitializeAsync();
        await host.Cluster.Grid(City).Enter([Unit(SmallItems.Other, City, 2)], [Place(SmallItems.Other)]);
        await host.Cluster.Unit(City, SmallItems.Other).Record(Facts(Place(SmallItems.Other)));
        await host.Cluster.List(City, List).Draft(SmallItems.DutiesOf(20), newVersion: true, whole: false);
        await host.Done("issueList", "version", new { list = List, on = "2026-01-01" });
        await host.Done("assignLine", "clientMutationId", new { unit = Office, line = "专责", from = "2026-02-01" });
        var (discipline, then, since, head) = (await host.Post(), await host.Person(), await host.Person(), await host.Person());
        await host.Done("appoint", "post { version }", new { post = discipline, person = then, from = "2026-02-01" });
        // The other county has closed something by then, so this one stands at the bottom.
        var item = SmallItems.ItemOf(SmallItems.Stranger);
        await Patience.Until("the item of the other county", () => host.Cluster.Read(item));
        foreach (var (act, by) in new[] { (Act.AcceptItem, SmallItems.Stranger), (Act.ReportItem, SmallItems.Stranger), (Act.SubmitItem, SmallItems.Stranger), (Act.CloseItem, SmallItems.CityHead) })
            await host.Cluster.Do(SmallItems.Command($"{act}", act, item, by) with { On = new DateOnly(2026, 7, 10) });
        foreach (var (post, left, next) in new[] { (discipline, then, since), ($"{County}-1", $"P{County}-1", head) })
        {
            await host.Done("vacate", "post { version }", new { post, person = left, on = "2026-11-15", disposeAll = "KEPT_WITH_POST" });
            await host.Done("appoint", "post { version }", new { post, person = next, from = "2026-11-16" });
        }

        var issued = await host.Done("issueInterview", "interview { number asOf among text by { person } facts { unit { code } rank proposal { head { post person } disciplineHead { post person } } } }", new { unit = County, asOf = "2026-11-10", text = "限期整改" });

        Assert.Equal(
            $$$$$"""{"number":1,"asOf":"2026-11-10","among":2,"text":"限期整改","by":{"person":"P{{{{{City}}}}}-1"},"facts":{"unit":{"code":"{{{{{County}}}}}"},"rank":2,"proposal":{"head":{"post":"{{{{{County}}}}}-1","person":"P{{{{{County}}}}}-1"},"disciplineHead":{"post":"{{{{{discipline}}}}}","person":"{{{{{then}}}}}"}}}}""",
            issued.GetProperty("interview").ToText());
        var kept = (await host.Ask($$"""{ interviews(unit: "{{City}}") { facts { proposal { head { person } disciplineHead { person } } } } }""")).GetProperty("interviews");
        Assert.Equal($$$$$"""[{"facts":{"proposal":{"head":{"person":"P{{{{{County}}}}}-1"},"disciplineHead":{"person":"{{{{{then}}}}}"}}}}]""", kept.ToText());
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
