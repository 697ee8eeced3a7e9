namespace ResponsibilityGrid.Nemesis.Scenarios;

/// <summary>Nothing breaks. Commands are repeated, changed under their ids, sent too late and raced; one item's history grows past its row.</summary>
internal sealed class Questions : IScenario
{
    private const int Reports = 48, Hands = 4;

    public async Task Play(Stage stage)
    {
        var post = CityWorkbook.Staff.ElementAt(120);
        var item = new Item(CityWorkbook.StaffDuties.First(), post);
        var (accept, report) = (Command.On(item, "acceptItem", "q-accept"), Command.On(item, "reportItem", "q-report"));
        await stage.Sender.Send(accept);
        await stage.Sender.Send(report);
        // Not the last one: whoever answers with what came last is found out.
        await stage.Sender.Repeat(accept);
        await stage.Sender.Send(Command.On(item, "reportItem", "q-late").With("expectedVersion", 1));
        await stage.Sender.Send(Command.On(item, "acceptItem", "q-refused"));
        var refined = await stage.Sender.Send(Command.On(item, "refineItem", "q-child").With("post", CityWorkbook.Staff.ElementAt(121)));
        if (refined.Outcome is Outcome.Acknowledged) stage.Reading.ItemsInAll++;
        await Task.WhenAll(Enumerable.Range(0, Hands).Select(async hand =>
        {
            for (var number = 0; number < Reports / Hands; number++) await stage.Sender.Send(Command.On(item, "reportItem", $"q-{hand}-{number}"));
        }));
        // Its entry has left the item's row by now.
        await stage.Sender.Repeat(report);
        await Oversee(stage, CityWorkbook.Branches.First());
        foreach (var contested in Callers.Posts.TakeLast(2)) await Race(stage, contested);
        await stage.Work(() => Task.Delay(TimeSpan.FromSeconds(3)));
    }

    /// <summary>A unit is looked at twice, and a problem of it reported, claimed and put right; each command is repeated.</summary>
    private static async Task Oversee(Stage stage, string unit)
    {
        foreach (var isClean in (bool[])[true, false])
            await Both(Command.Look(unit, new { unit }, $"q-look-{isClean}", isClean));
        var told = await Both(Command.Report(unit, "q-problem"));
        if (told.Version is not { } number) return;
        await Both(Command.Claim(unit, number, "q-claim"));
        await Both(Command.Rectify(unit, number, "q-rectify"));

        async Task<Told> Both(Command command)
        {
            var first = await stage.Sender.Send(command);
            await stage.Sender.Repeat(command);
            return first;
        }
    }

    /// <summary>A post falls vacant, and several want it from the same day on.</summary>
    private static async Task Race(Stage stage, string post)
    {
        var day = new DateOnly(2024, 3, 1);
        var leave = Command.On(post, "vacate", $"r-leave-{post}", $"P{post}", day);
        await stage.Sender.Send(leave);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            stage.Sender.Send(Command.On(post, "appoint", $"r-{number}-{post}", $"{(number % 2 == 0 ? 'Q' : 'P')}{post}", day.AddDays(1)))));
        await stage.Sender.Repeat(leave);
    }
}
