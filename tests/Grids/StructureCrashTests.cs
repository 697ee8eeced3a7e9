using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>A storage that fails before or after the commit, at every row that a command on posts and units writes: the note, the units, the end.</summary>
[OnBothDatabases]
public sealed class StructureCrashTests : IAsyncLifetime
{
    private const string New = "111-9", Ending = "112", Last = "112-1";
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
        await _cluster.Do("a", Act.AcceptItem, Begun, Worker);
        await Patience.Until("the item of the ending unit", () => _cluster.Read(BegunThere));
        await _cluster.Do("b", Act.AcceptItem, BegunThere, Last);
        foreach (var post in (string[])[Worker, Last])
            await Commands.Change(new UnitCommand { Id = $"v{post}", Act = Act.Vacate, KeepsAll = true, Post = post, Person = $"P{post}", On = On.AddDays(-1), Until = On.AddDays(-1), Actor = Someone(CityHead) });
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    public static TheoryData<Act, string, int, bool> Points()
    {
        var points = new TheoryData<Act, string, int, bool>();
        foreach (var isWritten in (bool[])[false, true])
        {
            foreach (var act in (Act[])[Act.CreatePost, Act.ClosePost])
            {
                points.Add(act, City, 0, isWritten);
                points.Add(act, Branch, 0, isWritten);
                points.Add(act, City, 1, isWritten);
            }

            // The unit ends its posts, then lets its persons go to the one above.
            points.Add(Act.CloseUnit, City, 0, isWritten);
            points.Add(Act.CloseUnit, Ending, 0, isWritten);
            points.Add(Act.CloseUnit, Ending, 1, isWritten);
            points.Add(Act.CloseUnit, County, 0, isWritten);
            points.Add(Act.CloseUnit, City, 1, isWritten);
        }

        return points;
    }

    [Theory, MemberData(nameof(Points))]
    public async Task A_command_that_was_cut_off_is_whole_in_the_end_and_the_repeat_is_answered_as_the_first(Act act, string where, int spared, bool isWritten)
    {
        var (key, state) = where == City ? (GridKeys.Grid(City), "grid") : (GridKeys.Unit(City, where), "unit");
        _cluster.Faults.Spare(key, state, spared);
        if (isWritten) _cluster.Faults.FailAfter(key, state, 1);
        else _cluster.Faults.Fail(key, state, 1);

        await Assert.ThrowsAsync<StorageFailedException>(() => Commands.Change(Command(act)));

        // Before the note nothing has happened; after it nobody has to ask again.
        if (where == City && spared == 0 && !isWritten) Assert.Empty(await Told(act));
        else await Patience.Until<object>("the end of the command", async () => (await Told(act)).Count > 0 ? act : null, seconds: 20);
        var again = await Patience.Until("an answer", () => Unless(() => Commands.Change(Command(act))), seconds: 20);
        Assert.True(_cluster.Faults.IsSpent(key, state));
        Assert.Equal(act, again.Entry.Act);
        Assert.Equal(again.Entry, (await Commands.Change(Command(act))).Entry);

        Assert.Single(await Told(act));
        await AssertWhole(act);
        if (act != Act.CloseUnit || where != City) return;
        await _cluster.Restart();
        await AssertWhole(act);
    }

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
        var inherited = await Patience.Until("the item with the heir", async () => await _cluster.Ledger(City, Branch).GetItem(item) is { } found && found.Post!.Code == heir ? found : null);
        Assert.Equal((ItemState.Accepted, 1), (inherited.State, inherited.Version));
        if (act == Act.CloseUnit) Assert.Equal(County, (await _cluster.Grains.GetGrain<IPersonGrain>(GridKeys.Person(City, $"P{Last}")).Get()).Home);
    }

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
