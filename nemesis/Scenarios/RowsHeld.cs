using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Faults;

namespace ResponsibilityGrid.Nemesis.Scenarios;

/// <summary>A list cascades, and the rows of three ledgers cannot be written yet.</summary>
internal sealed class RowsHeld : IScenario
{
    public async Task Play(Stage stage)
    {
        const string Query = "query($unit: String!, $list: String!) { cascade(list: $list, unit: $unit) { reached } }";
        await using var held = await HeldRows.Of(stage.Rig, "ledger", [.. CityWorkbook.Branches.Take(3)]);
        var version = await Cascades.Issue(stage.Scene);
        var end = DateTime.UtcNow.AddSeconds(3);
        while (DateTime.UtcNow < end)
        {
            // Asked first: whoever says that they are reached has it in their row already.
            var reached = (await stage.Grid.Ask(Query, new { unit = CityWorkbook.City, list = CityWorkbook.List })).GetProperty("cascade").GetProperty("reached").GetInt32();
            stage.Seen.AddRange(Checker.Reached(version, reached, await stage.Reading.HoldersOf(version)));
        }
    }
}
