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
        await Contest(stage, Overseer.Contested[^1]);
        await Correct(stage, CityWorkbook.Branches.First());
        await Flag(stage, CityWorkbook.Branches.First());
        await CallIn(stage);
        await AssignLines(stage, CityWorkbook.Branches.Last());
        foreach (var contested in Callers.Posts.TakeLast(2)) await Race(stage, contested);
        await stage.Work(() => Task.Delay(TimeSpan.FromSeconds(3)));
        // A change of the structure has everybody count from the rows, and would cover up what moves before it.
        _ = await stage.Reading.Quiet(30);
        await stage.Sender.Send(Command.On(new Item(CityWorkbook.StaffDuties.Last(), post), "acceptItem", "q-last"));
    }

    /// <summary>A unit is looked at twice, and a problem of it reported, claimed and put right; each command is repeated.</summary>
    private static async Task Oversee(Stage stage, string unit)
    {
        foreach (var isClean in (bool[])[true, false])
            await Twice(stage, Command.Look(unit, new { unit }, $"q-look-{isClean}", isClean));
        var told = await Twice(stage, Command.Report(unit, "q-problem"));
        if (told.Version is not { } number) return;
        await Twice(stage, Command.Claim(unit, number, "q-claim"));
        await Twice(stage, Command.Rectify(unit, number, "q-rectify"));
    }

    /// <summary>An item is disputed to no avail, and disputed once more.</summary>
    private static async Task Contest(Stage stage, Item item)
    {
        await Twice(stage, Command.On(item, "disputeItem", "q-dispute"));
        await Twice(stage, Command.Resolve(item, "q-reject", isUpheld: false));
        await Twice(stage, Command.On(item, "disputeItem", "q-dispute-again"));
        await Twice(stage, Command.Resolve(item, "q-uphold", isUpheld: true));
    }

    /// <summary>A look was not clean after all, and did not even take place.</summary>
    private static async Task Correct(Stage stage, string unit)
    {
        var told = await Twice(stage, Command.Look(unit, new { unit }, "q-corrected", isClean: true));
        if (told.Payload?.GetProperty("action").GetProperty("id").GetString() is not { } action) return;
        await Twice(stage, Command.Correct(action, "q-correct", CityWorkbook.Checker, isClean: false, isWithdrawn: false));
        await Twice(stage, Command.Correct(action, "q-withdraw", CityWorkbook.Checker, isClean: false, isWithdrawn: true));
    }

    /// <summary>Two looks in one and the same words, which are disputed and dismissed.</summary>
    private static async Task Flag(Stage stage, string unit)
    {
        const string Query = "query($unit: String!) { flags(unit: $unit, kind: LOOK_ALIKE, first: 1) { nodes { id } } }";
        foreach (var id in (string[])["q-copy-1", "q-copy-2"]) await Twice(stage, Command.Copy(unit, id, "thesamewordsoncemore"));
        var flag = (await stage.Grid.Ask(Query, new { unit })).GetProperty("flags").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()).FirstOrDefault();
        if (flag is null) return;
        foreach (var stance in (string[])["DISPUTE", "DISMISS"]) await Twice(stage, Command.Decide(flag, stance, $"q-{stance}"));
    }

    /// <summary>One branch closes something, so that another one of its county stands at the bottom; who heads that is called in, and may not be called in once more.</summary>
    private static async Task CallIn(Stage stage)
    {
        var item = new Item(CityWorkbook.StaffDuties.ElementAt(2), CityWorkbook.Staff.ElementAt(100));
        foreach (var kind in (string[])["acceptItem", "reportItem", "submitItem"]) await stage.Sender.Send(Command.On(item, kind, $"q-{kind}"));
        await stage.Sender.Send(Command.On(item, "closeItem", "q-closeItem", CityWorkbook.Checker));
        var lowest = CityWorkbook.Branches.First(branch => branch[..6] == item.Unit[..6] && branch != item.Unit);
        await Twice(stage, Command.CallIn(lowest, null, "q-call-in"));
        await stage.Sender.Send(Command.CallIn(lowest, null, "q-call-in-again"));
    }

    /// <summary>A unit is on one line for some days, and on another one from then on.</summary>
    private static async Task AssignLines(Stage stage, string unit)
    {
        await Twice(stage, Command.AssignLine(unit, "法制", new DateOnly(2024, 1, 10), "q-line"));
        await Twice(stage, Command.AssignLine(unit, "人事", new DateOnly(2024, 1, 20), "q-line-again"));
    }

    private static async Task<Told> Twice(Stage stage, Command command)
    {
        var first = await stage.Sender.Send(command);
        await stage.Sender.Repeat(command);
        return first;
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
