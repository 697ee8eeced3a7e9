using ResponsibilityGrid.Nemesis.Checking;

namespace ResponsibilityGrid.Nemesis.Scenarios;

/// <summary>The power fails when one unit has let its posts go and the other one has not taken them.</summary>
internal sealed class MergerCutOff : IScenario
{
    private static string From => Callers.Posts[0][..^3];

    private static string Into => Callers.Posts[^1][..^3];

    public async Task Play(Stage stage)
    {
        foreach (var (post, number) in Callers.Posts.Take(6).Select((post, number) => (post, number)))
        {
            await stage.Sender.Send(Command.On(new Item(CityWorkbook.StaffDuties.First(), post), "acceptItem", $"m-{number}"));
            await stage.Sender.Send(Command.On(post, "vacate", $"m-leave-{number}", $"P{post}", new DateOnly(2024, 3, 1)));
        }

        Task merger;
        await using (await HeldRows.Of(stage.Rig, "unit", Into))
        {
            const string Merge = "mutation($input: MergeUnitsInput!) { mergeUnits(input: $input) { userErrors { code message } } }";
            merger = stage.Grid.Send(Merge, new { input = new { from = From, into = Into, commandId = "merge" } }, CityWorkbook.Checker);
            await UntilReleased(stage);
            // The gateways too: they would ask again.
            await Task.WhenAll([.. stage.Rig.Silos.Select(silo => silo.Kill()), .. stage.Rig.Gateways.Select(gateway => gateway.Kill())]);
        }

        await merger;
        await stage.Rig.Ready();
        stage.Reading.UnitsInAll--;
        // Before anybody asks for the items themselves: whoever does has their rows looked at.
        stage.Seen.AddRange(Checker.Settled(await stage.Reading.Watch(TimeSpan.FromSeconds(2)), await stage.Reading.ByRows()));
    }

    private static async Task UntilReleased(Stage stage)
    {
        for (var beat = 0; beat < 100; beat++)
        {
            if (await stage.Rig.Scalar<long>($"""
                SELECT count(*) FROM OrleansStorage CROSS JOIN jsonb_array_elements(convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Entries') AS entry
                WHERE GrainTypeString = 'unit' AND GrainIdExtensionString = 'u:{CityWorkbook.City}/{From}' AND entry ->> 'Command' = 'merge'
                """) > 0) return;
            await Task.Delay(100);
        }

        throw new InvalidOperationException("The merger did not come to the point where it was to be cut off.");
    }
}
