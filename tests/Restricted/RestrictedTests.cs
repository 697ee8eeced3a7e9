using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ResponsibilityGrid.Tests.Leaks;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Restricted;

/// <summary>Light measures, inspections and details of persons, as callers of the API meet them.</summary>
public sealed class RestrictedTests : IAsyncLifetime
{
    private const string Measures = """{ person(by: {code: "P110-1"}) { measures { id basis stands who { code } } } }""";

    private TwoCounties _grid = null!;

    public async ValueTask InitializeAsync() => _grid = await TwoCounties.Start();

    public ValueTask DisposeAsync() => _grid.DisposeAsync();

    [Fact]
    public async Task A_measure_is_read_by_right_and_purpose_and_every_reading_is_on_record_before_it_is_answered()
    {
        var told = (await _grid.Data("discipline:A", Measures, purpose: "出具廉政意见")).GetProperty("person").GetProperty("measures");
        Assert.Equal(6, told.GetArrayLength());
        Assert.Contains("Grid-Purpose", await _grid.Ask("discipline:A", Measures, purpose: null));
        Assert.Contains("\"FORBIDDEN\"", await _grid.Ask("clerk", Measures));

        var first = await Readings();
        var again = await Readings();

        Assert.Contains("""{"person":"P110-1","unit":"110","fields":["MEASURES"],"purpose":"出具廉政意见"}""", first.Select(reading => reading.ToText()));
        // Reading the log is a reading too; it stands in what is read next.
        Assert.Equal(first.Count + 1, again.Count);
        Assert.Equal("""["READINGS"]""", again[^1].GetProperty("fields").ToText());
    }

    [Fact]
    public async Task Restricted_facts_are_read_of_the_own_scope_alone_and_a_refusal_names_the_right()
    {
        foreach (var field in (string[])["measures { id }", "identityNumber(plain: true)", "telephone(plain: true)"])
            foreach (var (role, person) in ((string, string)[])[("discipline:A", "P120-1"), ("clerk", "P110-1"), ("office", "P110-1"), ("inspector", "P110-1"), ("issuer", "P110-1")])
            {
                var answer = await _grid.Ask(role, $"{{ person(by: {{code: \"{person}\"}}) {{ {field} }} }}");

                // A person of the neighbour's is not there at all.
                if (role == "discipline:A") Assert.Contains("\"person\":null", answer);
                else Assert.Contains("没有所需的权限：查看限制信息。", answer);
                Assert.DoesNotContain("13900000", answer);
            }

        Assert.DoesNotContain(await Readings(), reading => reading.ToText().Contains("P1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_note_cannot_be_written_nothing_is_told()
    {
        var log = GridKeys.Readings(City, new DateOnly(2026, 11, 22), 1);
        _grid.Cluster.Faults.Fail(log, "readings", 1000);
        var answer = await _grid.Ask("discipline:A", Measures);
        _grid.Cluster.Faults.Fail(log, "readings", 0);

        Assert.Contains("\"UNAVAILABLE\"", answer);
        Assert.DoesNotContain("已排查", answer);
    }

    [Fact]
    public async Task A_correction_is_an_entry_of_its_own_and_survives_a_restart()
    {
        var wrong = (await _grid.Data("discipline:A", Measures)).GetProperty("person").GetProperty("measures")[0].GetProperty("id").GetString();
        await Do("discipline:A", "recordMeasure", new { person = "P110-1", kind = "CRITICISM", basis = "更正", corrects = wrong, commandId = "put-right" });
        var told = (await _grid.Data("discipline:A", Measures)).GetProperty("person").GetProperty("measures");
        Assert.Equal((7, false, true), (told.GetArrayLength(), told[0].GetProperty("stands").GetBoolean(), told[6].GetProperty("stands").GetBoolean()));

        await _grid.Cluster.Restart();

        Assert.Equal([null, null, null, null, null, null, 1], (await _grid.Cluster.Grains.GetGrain<IMeasuresGrain>(GridKeys.Measures(City, "110")).ListOf("P110-1")).Select(m => m.Corrects));
    }

    [Fact]
    public async Task A_count_below_the_limit_is_not_shown_and_neither_is_the_sum_that_would_tell_of_it()
    {
        // Six in county A and six in county B; then B has four left.
        Assert.Equal("""[{"unit":{"code":"100"},"count":null},{"unit":{"code":"100D1"},"count":null},{"unit":{"code":"110"},"count":6},{"unit":{"code":"120"},"count":6}]""", await Counts());
        var ids = (await _grid.Data("discipline", """{ person(by: {code: "P120-1"}) { measures { id } } }""")).GetProperty("person").GetProperty("measures").EnumerateArray().Select(m => m.GetProperty("id").GetString()).ToList();
        foreach (var id in ids.Take(2)) await Do("discipline", "recordMeasure", new { person = "P120-1", kind = "TALK", basis = "误登", corrects = id, withdrawn = true });

        Assert.Equal("""[{"unit":{"code":"100"},"count":null},{"unit":{"code":"100D1"},"count":null},{"unit":{"code":"110"},"count":6},{"unit":{"code":"120"},"count":null}]""", await Counts());

        async Task<string> Counts()
        {
            var cells = (await _grid.Data("office", """{ measureCounts(unit: "100", year: 2026) { cells { unit { code } kind count } } }""")).GetProperty("measureCounts").GetProperty("cells");
            return JsonSerializer.Serialize(cells.EnumerateArray().Where(c => c.GetProperty("kind").GetString() == "TALK").Select(c => new { unit = new { code = c.GetProperty("unit").GetProperty("code").GetString() }, count = c.GetProperty("count") }));
        }
    }

    [Fact]
    public async Task Before_its_day_an_inspection_is_nowhere_and_on_its_day_it_is_there()
    {
        const string Seen = """{ unit(by: {code: "110"}) { history { totalCount } posts { version } inspections { totalCount nodes { id number startsOn } } } }""";
        var before = await _grid.Ask("clerk", Seen);
        await Do("discipline:A", "planInspection", new { unit = "110", startsOn = "2026-11-23", scope = "夜间值班", commandId = "soon" });

        Assert.Equal(before, await _grid.Ask("clerk", Seen));
        Assert.Equal(3, Inspections(await _grid.Data("discipline:A", Seen)).GetProperty("totalCount").GetInt32());
        Assert.Equal(before, await _grid.Ask("clerk", Seen.Replace("by: {code: \"110\"}", "by: {code: \"110\"}, asOf: \"2026-12-31\"", StringComparison.Ordinal)));
        _grid.Cluster.Clock.Advance(TimeSpan.FromDays(1));

        var there = Inspections(await _grid.Data("clerk", Seen));

        Assert.Equal((2, 2, "2026-11-23"), (there.GetProperty("totalCount").GetInt32(), there.GetProperty("nodes")[1].GetProperty("number").GetInt32(), there.GetProperty("nodes")[1].GetProperty("startsOn").GetString()));
    }

    [Fact]
    public async Task Details_are_covered_for_everybody_and_plain_by_right_and_purpose()
    {
        await _grid.Cluster.Grains.GetGrain<IPersonGrain>(GridKeys.Person(City, "P110-1")).EnterDetails(new PersonDetails { IdentityNumber = "11010519491231002X", Telephone = "13812345678" });
        const string Covered = """{ person(by: {code: "P110-1"}) { identityNumber telephone } }""", Plain = """{ person(by: {code: "P110-1"}) { identityNumber(plain: true) } }""";

        Assert.Equal("""{"identityNumber":"1101**********002X","telephone":"138****5678"}""", (await _grid.Data("clerk", Covered)).GetProperty("person").ToText());
        Assert.Contains("\"FORBIDDEN\"", await _grid.Ask("clerk", Plain));
        Assert.Contains("\"FORBIDDEN\"", await _grid.Ask("discipline:A", Plain, purpose: null));
        Assert.Equal("11010519491231002X", (await _grid.Data("discipline:A", Plain)).GetProperty("person").GetProperty("identityNumber").GetString());
        Assert.Contains((await Readings()).Select(r => r.GetProperty("fields").ToText()), fields => fields == """["IDENTITY_NUMBER"]""");
    }

    [Fact]
    public async Task A_caller_is_told_who_they_are_and_what_they_were_granted()
    {
        var me = (await _grid.Data("clerk", "{ me { subject person { code } acting grants { role roleLabel over line } } }", actor: "110-1")).GetProperty("me");

        Assert.StartsWith("key:", me.GetProperty("subject").GetString());
        Assert.Equal("110-1", me.GetProperty("acting").GetString());
        Assert.Equal("""[{"role":"CLERK","roleLabel":"经办员","over":"110","line":null}]""", me.GetProperty("grants").ToText());
    }

    private static JsonElement Inspections(JsonElement data) => data.GetProperty("unit").GetProperty("inspections");

    private async Task<List<JsonElement>> Readings() =>
        [.. (await _grid.Data("auditor", """{ restrictedReads(first: 200) { nodes { person unit fields purpose } } }""", purpose: "例行审计")).GetProperty("restrictedReads").GetProperty("nodes").EnumerateArray()];

    private async Task Do(string role, string mutation, object input)
    {
        _grid.Cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
        var payload = (await _grid.Data(role, $"mutation($input: {type}!) {{ {mutation}(input: $input) {{ userErrors {{ code message }} }} }}", new { input })).GetProperty(mutation);
        Assert.Equal("[]", payload.GetProperty("userErrors").ToText());
    }
}
