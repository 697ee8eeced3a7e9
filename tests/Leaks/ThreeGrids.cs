using System.Text.RegularExpressions;
using Xunit;

namespace ResponsibilityGrid.Tests.Leaks;

/// <summary>A grid, and two that differ from it inside county B alone. They are asked and not changed, so that the tests of a class share them.</summary>
public sealed class ThreeGrids : IAsyncLifetime
{
    // As they are told apart by CountyB.
    private TwoCounties[] _grids = [];

    internal TwoCounties AsItIs => _grids[(int)CountyB.AsItIs];

    public async ValueTask InitializeAsync() => _grids = await Task.WhenAll(Enum.GetValues<CountyB>().Select(variant => TwoCounties.Start(variant)));

    public async ValueTask DisposeAsync()
    {
        foreach (var grid in _grids) await grid.DisposeAsync();
    }

    /// <summary>The answer to somebody, which has to be the same in all three, byte for byte.</summary>
    internal async Task<string> Same(string role, Question question, bool byGet = false)
    {
        var answers = await Task.WhenAll(_grids.Select(grid => grid.Ask(role, question.Text, byGet: byGet)));
        foreach (var other in (CountyB[])[CountyB.Renamed, CountyB.Larger])
        {
            // The numbers of the units above are published.
            if (other == CountyB.Larger && question.Text.StartsWith($"{{ overview(unit: \"{SmallGrid.City}\"", StringComparison.Ordinal)) continue;
            Assert.True(answers[0] == answers[(int)other], $"{role} asked {question.Text}\n{answers[0]}\n--- and where county B is {other}:\n{answers[(int)other]}");
        }

        return answers[0];
    }

    /// <summary>Whether somebody who may see county B is told that it differs.</summary>
    internal async Task<bool> Differs(Question question) =>
        await AsItIs.Ask("inspector", question.Text) != await _grids[(int)CountyB.Renamed].Ask("inspector", question.Text);

    /// <summary>The first, a middle and the last place of every list, by the name of the field that gave it out, as those are told who see everything.</summary>
    internal async Task<ILookup<string, string>> Cursors()
    {
        List<(string Field, string Place)> all = [];
        foreach (var (field, text) in new SchemaWalk(AsItIs.Schema).ForCursors())
            foreach (var role in (string[])["inspector", "sysadmin", "auditor"])
            {
                var told = Regex.Matches(await AsItIs.Ask(role, text), "\"cursor\":\"([^\"]+)\"").Select(found => found.Groups[1].Value).ToList();
                if (told.Count > 0) all.AddRange([(field, told[0]), (field, told[told.Count / 2]), (field, told[^1])]);
            }

        return all.Distinct().ToLookup(place => place.Field, place => place.Place);
    }
}
