using Npgsql;

namespace ResponsibilityGrid.Nemesis.Scenarios;

/// <summary>Rows move on behind the back of activations that have them in memory, as when two silos each believe that an item is theirs.</summary>
internal sealed class RowOvertaken : IScenario
{
    private const string Elsewhere = "elsewhere";

    private static readonly string Post = CityWorkbook.Staff.ElementAt(130);

    public async Task Play(Stage stage)
    {
        await FirstWrite(stage, ItemNumber(0));
        var (touched, neighbour) = (ItemNumber(1), ItemNumber(2));
        foreach (var item in (Item[])[touched, neighbour])
        {
            await stage.Sender.Send(Command.On(item, "acceptItem", $"o-accept-{item.Duty}"));
            await MoveOn(stage, item);
        }

        // The neighbour goes on telling its history from memory until it writes; its numbers are its row's.
        stage.History.Add(new Operation(Elsewhere, "reportItem", touched.Subject, History.Now, History.Now, Outcome.Acknowledged, Version: 2, Repeats: 1));
        // Meets a row that is not the one it knows. Its ledger looks at all of them again then.
        await stage.Sender.Send(Command.On(touched, "reportItem", "o-report"));
        var rows = await stage.Reading.ByRows();
        for (var beat = 0; beat < 50 && Checking.Checker.Settled([await stage.Reading.Counts()], rows).Any(); beat++) await Task.Delay(200);
    }

    private static Item ItemNumber(int number) => new(CityWorkbook.StaffDuties.ElementAt(number), Post);

    /// <summary>An item that believes it has no row, while another one writes the first.</summary>
    private static async Task FirstWrite(Stage stage, Item item)
    {
        await stage.Sender.Send(Command.On(item, "acceptItem", "o-first"));
        await Run(stage, $"CREATE TABLE Elsewhere AS SELECT * FROM OrleansStorage WHERE GrainIdExtensionString = '{item.Key}'; DELETE FROM OrleansStorage WHERE GrainIdExtensionString = '{item.Key}'");
        await stage.RestartSilos();
        // Refused, and in memory from now on. Not noted: with its row away it is refused rightly, whatever was acknowledged.
        await Command.On(item, "reportItem", "o-early").Send(stage.Grid);
        await Run(stage, "INSERT INTO OrleansStorage SELECT * FROM Elsewhere; DROP TABLE Elsewhere");
        await stage.Sender.Send(Command.On(item, "acceptItem", "o-second"));
    }

    /// <summary>Another activation takes a report and writes it.</summary>
    private static async Task MoveOn(Stage stage, Item item)
    {
        await Run(stage, $$"""
            UPDATE OrleansStorage SET Version = Version + 1, PayloadBinary = convert_to((
                SELECT jsonb_set(jsonb_set(jsonb_set(jsonb_set(row,
                    '{Life,Revision}', to_jsonb((row -> 'Life' ->> 'Revision')::integer + 1)),
                    '{Life,Version}', to_jsonb((row -> 'Life' ->> 'Version')::integer + 1)),
                    '{Life,Changes}', row -> 'Life' -> 'Changes' || (row -> 'Life' -> 'Changes' -> -1 || '{"State": "InProgress"}')),
                    '{Entries}', row -> 'Entries' || (row -> 'Entries' -> -1 || '{"Act": "ReportItem", "State": "InProgress", "Text": "{{Elsewhere}}", "Command": "{{Elsewhere}}", "Number": 2, "Version": 2}'))::text
                FROM (SELECT convert_from(PayloadBinary, 'UTF8')::jsonb AS row) AS told), 'UTF8')
            WHERE GrainIdExtensionString = '{{item.Key}}'
            """);
    }

    private static async Task Run(Stage stage, string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{stage.Rig.Database};Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
