using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>A storage that fails before or after the commit, at every row that a command on posts and units writes: the note, the units, where links end, what heirs are told, the index of persons, the end.</summary>
[OnBothDatabases]
public sealed class StructureCrashTests : IAsyncLifetime
{
    private const string New = "111-9", Ending = "112", Last = "112-1";
    // Rows that are neither the grid's nor a unit's: what the heirs' unit is told of reminders, and the index of persons.
    private const string Heirs = "heirs", Persons = "persons";
    private static readonly Act[] Acts = [Act.CreatePost, Act.ClosePost, Act.CloseUnit];
    private static readonly DateOnly On = new(2026, 11, 1);
    private static readonly ItemKey Begun = ItemOf(Worker);
    private static readonly ItemKey BegunThere = ItemOf(Last);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems();
        await _cluster.Grid(City).Enter([Unit(Ending, County, 3, UnitKind.Branch)], [Place(Ending)]);
        await _cluster.Unit(City, Ending).Record(Facts(Place(Ending)));
        await _cluster.Unit(City, Other).Record(new UnitFacts { Links = [.. ((string[])[Worker, Last]).Select(post => new Link { Kind = LinkKind.Checks, Subject = post, Target = Stranger, Span = new Span { From = Start } })] });
        await _cluster.Do("a", Act.AcceptItem, Begun, Worker);
        await Patience.Until("the item of the ending unit", () => _cluster.Read(BegunThere));
        await _cluster.Do("b", Act.AcceptItem, BegunThere, Last);
        // So that no ledger is written for reminding meanwhile.
        foreach (var head in (string[])[CityHead, CountyHead, BranchHead, Stranger, Last]) await Patience.Until($"that {head} was reminded", async () => await Given(head[..head.IndexOf('-')], ItemOf(head)) is { Count: > 0 } given ? given : null);
        foreach (var post in (string[])[Worker, Last])
            await Commands.Change(new UnitCommand { Id = $"v{post}", Act = Act.Vacate, KeepsAll = true, Post = post, Person = $"P{post}", On = On.AddDays(-1), Until = On.AddDays(-1), Actor = Someone(CityHead) });
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    /// <summary>Each row with how many writes of it go through first. A unit that closes ends its posts, then lets its persons go to the one above.</summary>
    private static (string Where, int Spared)[] RowsOf(Act act) => act switch
    {
        Act.CreatePost => [(City, 0), (Branch, 0), (City, 1)],
        Act.ClosePost => [(City, 0), (Branch, 0), (Other, 0), (City, 1)],
        _ => [(City, 0), (Ending, 0), (Heirs, 0), (Other, 0), (Ending, 1), (Persons, 0), (County, 0), (Persons, 1), (City, 1)],
    };

    public static TheoryData<Act, string, int, bool> Points()
    {
        var points = new TheoryData<Act, string, int, bool>();
        foreach (var act in Acts)
            foreach (var (where, spared) in RowsOf(act))
                foreach (var isWritten in (bool[])[false, true]) points.Add(act, where, spared, isWritten);
        return points;
    }

    [Theory, MemberData(nameof(Points))]
    public async Task A_command_that_was_cut_off_is_whole_in_the_end_and_the_repeat_is_answered_as_the_first(Act act, string where, int spared, bool isWritten)
    {
        var (key, state) = RowOf(where);
        _cluster.Faults.Spare(key, state, spared);
        if (isWritten) _cluster.Faults.FailAfter(key, state, 1);
        else _cluster.Faults.Fail(key, state, 1);

        // The index of persons is told later, and nobody waits for that.
        if (where == Persons) await Commands.Change(Command(act));
        else await Assert.ThrowsAsync<StorageFailedException>(() => Commands.Change(Command(act)));

        // Before the note nothing has happened; after it nobody has to ask again.
        if (where == City && spared == 0 && !isWritten) Assert.Empty(await Told(act));
        else await Patience.Until<object>("the end of the command", async () => (await Told(act)).Count > 0 ? act : null, seconds: 20);
        var again = await Patience.Until("an answer", () => Unless(() => Commands.Change(Command(act))), seconds: 20);
        await Patience.Until<object>("the fault", () => Task.FromResult<object?>(_cluster.Faults.IsSpent(key, state) ? key : null));
        Assert.Equal(act, again.Entry.Act);
        Assert.Equal(again.Entry, (await Commands.Change(Command(act))).Entry);

        Assert.Single(await Told(act));
        await AssertWhole(act);
        if (act != Act.CloseUnit || where != City) return;
        await _cluster.Restart();
        await AssertWhole(act);
    }

    [Fact]
    public async Task Every_row_that_a_command_writes_is_among_those_that_fail()
    {
        foreach (var act in Acts)
        {
            _cluster.Faults.Writes.Clear();

            await Commands.Change(Command(act) with { Id = $"{act}" });

            var rows = RowsOf(act).Select(row => RowOf(row.Where)).Select(row => $"{row.Key} {row.State}").Order(StringComparer.Ordinal).ToList();
            await GridCluster.WaitUntil(() => Task.FromResult(_cluster.Faults.Writes.Order(StringComparer.Ordinal).ToList()), rows.SequenceEqual, written => $"{act}: {string.Join('\n', written)}");
        }
    }

    private static (string Key, string State) RowOf(string where) => where switch
    {
        City => (GridKeys.Grid(City), "grid"),
        Heirs => (GridKeys.Unit(City, Branch), "ledger"),
        Persons => (GridKeys.Person(City, $"P{Last}"), "person"),
        _ => (GridKeys.Unit(City, where), "unit"),
    };

    private ICommandsGrain Commands => _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    private static StructureCommand Command(Act act)
    {
        var command = new StructureCommand { Id = "x", Digest = 1, Act = act, On = On, Actor = Someone(CityHead) };
        return act switch
        {
            Act.CreatePost => command with { Unit = Branch, Post = New, Name = "新岗位", Layer = "岗位" },
            Act.ClosePost => command with { Unit = Branch, Post = Worker, Heirs = [new Heir(Worker, Colleague)] },
            _ => command with { Unit = Ending, Heirs = [new Heir(Last, BranchHead)] },
        };
    }

    private async Task<List<Entry>> Told(Act act) => (await _cluster.Grid(City).ListEntries(Subject(act))).FindAll(entry => entry.Act == act);

    private static string Subject(Act act) => act switch { Act.CreatePost => New, Act.ClosePost => Worker, _ => Ending };

    private async Task AssertWhole(Act act)
    {
        var after = new Moment(On.AddDays(1), DateTimeOffset.MaxValue);
        var (unit, post, isThere) = act switch { Act.CreatePost => (Branch, New, true), Act.ClosePost => (Branch, Worker, false), _ => (Ending, Last, false) };
        Assert.Single((await _cluster.Unit(City, unit).ListEntries(post)).FindAll(entry => entry.Act is Act.CreatePost or Act.ClosePost && entry.Command == "x"));
        // A silo may not have heard of the newest tree yet.
        await Patience.Until<object>("the post in its unit", async () => (await _cluster.Unit(City, unit).GetSheet(after)).Seats.Exists(seat => seat.Post.Code == post) == isThere ? act : null);
        Assert.Equal(isThere, (await _cluster.Grid(City).GetStructure()).Posts.Exists(p => p.Code == post && p.Span.Superseded is null && p.Span.Covers(after.AsOf)));
        if (act == Act.CreatePost) return;

        var (item, heir) = act == Act.ClosePost ? (Begun, Colleague) : (BegunThere, BranchHead);
        Assert.Equal([On], (await _cluster.Unit(City, Other).ListLinks(Stranger)).Where(link => link.Subject == post).Select(link => link.Span.To!.Value));
        var inherited = await Patience.Until("the item with the heir", async () => await _cluster.Ledger(City, Branch).GetItem(item) is { } found && found.Post!.Code == heir ? found : null);
        Assert.Equal((ItemState.Accepted, 1), (inherited.State, inherited.Version));
        if (act != Act.CloseUnit) return;
        await Patience.Until<object>("the person's home", async () => (await _cluster.Grains.GetGrain<IPersonGrain>(GridKeys.Person(City, $"P{Last}")).Get()).Home == County ? post : null, seconds: 20);
        Assert.Single(await Given(Branch, BegunThere));
    }

    private Task<List<GivenReminder>> Given(string unit, ItemKey item) => _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, unit)).ListReminders(item);

    private static async Task<StructureReply?> Unless(Func<Task<StructureReply>> act)
    {
        try
        {
            return await act();
        }
        catch (StorageFailedException)
        {
            return null;
        }
    }
}
