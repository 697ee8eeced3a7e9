using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>Writers that race on two silos.</summary>
[OnBothDatabases]
public sealed class AppointRaceTests : IAsyncLifetime
{
    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterSmall();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Of_many_who_appoint_at_once_one_gets_the_post()
    {
        var post = $"{Branch}-1";
        await Commands.Change(new UnitCommand { Id = "v", Actor = Clerk, Act = Act.Vacate, Post = post, Person = $"P{post}", On = new(2026, 6, 30) });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Try(() => Commands.Change(new UnitCommand
        {
            Id = $"a{n}", Actor = Clerk, Act = Act.Appoint, Post = post, Person = n % 2 == 0 ? $"P{City}-1" : $"P{County}-1", On = new DateOnly(2026, 7, 1).AddDays(n),
        }))));

        Assert.Single(outcomes, taken => taken);
        await _cluster.Restart();
        for (var day = Start; day < new DateOnly(2026, 12, 31); day = day.AddDays(1))
            Assert.InRange((await _cluster.Unit(City, Branch).GetSheet(new Moment(day, DateTimeOffset.MaxValue))).Seats.Single(s => s.Post.Code == post).Holders.Count, 0, 1);
        Assert.Equal(["Vacate", "Appoint"], (await _cluster.Unit(City, Branch).ListEntries(post)).Select(e => $"{e.Act}").TakeLast(2));
    }

    [Fact]
    public async Task Of_two_units_that_enter_one_person_code_one_does()
    {
        var outcomes = await Task.WhenAll(((string[])[City, County, Office, Branch]).Select(unit => Try(() => Commands.Change(new UnitCommand
        {
            Id = $"n{unit}", Actor = Clerk, Act = Act.CreatePerson, Unit = unit, Person = "NEW", Name = $"某{unit}",
        }))));

        Assert.Single(outcomes, taken => taken);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Of_workbooks_and_a_command_that_bring_one_person_code_at_once_one_does(bool isOfCommands)
    {
        // Settled says that every unit was heard, and not that it was heard last a moment ago.
        await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o.Settled && o.Persons == Persons, o => $"{o.Persons} persons, not {Persons}");
        List<Func<Task>> brought = [.. ((string[])[County, Office, Branch]).Select<string, Func<Task>>(unit => () => _cluster.Unit(City, unit).Record(new UnitFacts { AsCommands = true, Whole = true, Residents = [new Resident { Person = "NEW", Name = $"某{unit}" }] }))];
        if (isOfCommands) brought.Add(() => Commands.Change(new UnitCommand { Id = "n", Actor = Clerk, Act = Act.CreatePerson, Unit = City, Person = "NEW", Name = "某某" }));

        var outcomes = await Task.WhenAll(brought.Select(Try));

        Assert.Single(outcomes, taken => taken);
        var home = await Patience.Until("the person", async () => await _cluster.Grains.GetGrain<IPersonGrain>(GridKeys.Person(City, "NEW")).Get() is { Home: not null } view ? view : null);
        Assert.Single(home.Seatings);
        await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o.Settled && o.Persons == Persons + 1, o => $"{o.Persons} persons, not {Persons + 1}");
        // Whoever brought it may bring it again, and nobody else.
        Assert.Equal(0, await _cluster.Unit(City, home.Home!).Record(new UnitFacts { AsCommands = true, Whole = true, Residents = [new Resident { Person = "NEW", Name = home.Name }] }));
        var elsewhere = home.Home == Branch ? County : Branch;
        Assert.Equal(Rule.CodeTaken, (await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Unit(City, elsewhere).Record(new UnitFacts { AsCommands = true, Whole = true, Residents = [new Resident { Person = "NEW", Name = "他人" }] }))).Rule);
    }

    [Fact]
    public async Task A_write_that_fails_is_answered_by_the_same_command_again()
    {
        var command = new UnitCommand { Id = "f", Actor = Clerk, Act = Act.Appoint, Post = $"{Branch}-2", Person = $"P{City}-1", Kind = FillKind.Acting, On = Start, Until = new(2026, 12, 31) };
        _cluster.Faults.Fail(GridKeys.Unit(City, Branch), "unit", 1);

        await Assert.ThrowsAsync<StorageFailedException>(() => Commands.Change(command));
        var reply = await Commands.Change(command);

        Assert.Equal((1 + (await Entries()).Count(e => e.Command != "f"), 2), (reply.Entry.Version, reply.Seat!.Holders.Count));
        Assert.Equal(RefusalCode.Conflict, (await Assert.ThrowsAsync<GridRuleException>(() => Commands.Change(command with { Digest = 5 }))).Code);

        async Task<List<Entry>> Entries() => await _cluster.Unit(City, Branch).ListEntries($"{Branch}-2");
    }

    [Fact]
    public async Task Who_covers_acts_for_the_holder()
    {
        await Commands.Change(new UnitCommand { Id = "c", Actor = Clerk, Act = Act.Appoint, Post = $"{County}-1", Person = $"P{Branch}-1", Kind = FillKind.Acting, On = new(2026, 11, 1), Until = new(2026, 12, 31) });

        var done = await Commands.Change(new UnitCommand { Id = "d", Actor = new Actor { Code = $"P{Branch}-1" }, Act = Act.Vacate, Post = $"{County}-1", Person = $"P{Branch}-1", On = new(2026, 11, 30) });

        Assert.Equal(($"{County}-1", $"P{Branch}-1", $"P{County}-1"), (done.Entry.Who.Post, done.Entry.Who.Person, done.Entry.Who.For));
    }

    private static readonly Actor Clerk = new() { Code = $"{City}-1" };

    private ICommandsGrain Commands => _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    private static async Task<bool> Try(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (GridRuleException refusal) when (refusal.Code == RefusalCode.Refused)
        {
            return false;
        }
    }
}
