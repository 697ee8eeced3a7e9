using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>
/// A storage that fails before or after the commit, at every row that a merger writes: the note, the old unit, the index of persons, what was reminded of, the new
/// unit, where links of a department end, the end. Items were begun in the old unit, and one is worked on while the merger is cut off.
/// </summary>
[OnBothDatabases]
public sealed class MergeCrashTests : IAsyncLifetime
{
    private const string OldBranch = "112", OldOffice = "110D2";
    private static readonly DateOnly On = new(2026, 11, 1);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems();
        PostEntry[] places = [Place(OldBranch), Place(OldBranch, "岗位", 2), Place(OldOffice, "部门负责人"), Place(OldOffice, "岗位", 2)];
        await _cluster.Grid(City).Enter([Unit(OldBranch, County, 3, UnitKind.Branch), Unit(OldOffice, County, 2, UnitKind.Department)], [.. places]);
        foreach (var unit in places.GroupBy(p => p.Unit)) await _cluster.Unit(City, unit.Key).Record(Facts([.. unit]));
        await _cluster.Unit(City, Branch).Record(new UnitFacts { Links = [new Link { Kind = LinkKind.StationedAt, Subject = OldOffice, Target = BranchHead, Span = new Span { From = Start } }] });
        await _cluster.Unit(City, OldBranch).Record(new UnitFacts { Links = [new Link { Kind = LinkKind.AnswersFor, Subject = CountyHead, Target = OldBranch, Span = new Span { From = Start } }] });
        foreach (var item in (ItemKey[])[Begun(OldBranch), Begun(OldOffice)])
        {
            await Patience.Until($"{item}", () => _cluster.Read(item));
            await _cluster.Do(Command("a", Act.AcceptItem, item, Worker) with { Actor = new Actor { Code = item.Post } });
        }

        // So that no ledger is written for reminding meanwhile.
        foreach (var unit in (string[])[City, County, Branch, Other, OldBranch]) await Patience.Until($"that the head of {unit} was reminded", async () => await Given(unit) is { Count: > 0 } given ? given : null);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    /// <summary>Each row with how many writes of it go through first.</summary>
    private static (string State, string Row, int Spared)[] RowsOf(string from) =>
    [
        ("grid", City, 0), ("unit", from, 0), ("person", $"P{from}-2", 0), .. from == OldBranch ? [("ledger", Branch, 0)] : (ValueTuple<string, string, int>[])[],
        ("unit", Into(from), 0), ("person", $"P{from}-2", 1), .. from == OldOffice ? [("unit", Branch, 0)] : (ValueTuple<string, string, int>[])[], ("grid", City, 1),
    ];

    public static TheoryData<string, string, string, int, bool> Points
    {
        get
        {
            var points = new TheoryData<string, string, string, int, bool>();
            foreach (var from in (string[])[OldBranch, OldOffice])
                foreach (var (state, row, spared) in RowsOf(from))
                    foreach (var isWritten in (bool[])[false, true]) points.Add(from, state, row, spared, isWritten);
            return points;
        }
    }

    [Theory, MemberData(nameof(Points))]
    public async Task A_merger_that_was_cut_off_is_whole_in_the_end_and_so_is_every_item(string from, string state, string row, int spared, bool isWritten)
    {
        var key = KeyOf(state, row);
        var reminded = from == OldBranch ? await Given(from) : [];
        _cluster.Faults.Spare(key, state, spared);
        if (isWritten) _cluster.Faults.FailAfter(key, state, 1);
        else _cluster.Faults.Fail(key, state, 1);

        // The index of persons is told later, and nobody waits for that.
        if (state is "person") await Commands.Change(Merge(from));
        else await Assert.ThrowsAsync<StorageFailedException>(() => Commands.Change(Merge(from)));
        var acknowledged = await Patience.Until("a report meanwhile", () => Unless(() => _cluster.Do(Command("r", Act.ReportItem, Begun(from), Worker) with { Actor = new Actor { Code = CountyHead } })), seconds: 20);

        var again = await Patience.Until("an answer", () => Unless(() => Commands.Change(Merge(from))), seconds: 20);
        Assert.Equal((Act.MergeUnits, Into(from)), (again.Entry.Act, again.Unit!.Code));
        Assert.Equal(again.Entry, (await Commands.Change(Merge(from))).Entry);
        Assert.Equal(2, acknowledged.Entry.Version);
        await AssertWhole(from, reminded);
        await Patience.Until<object>("the fault", () => Task.FromResult<object?>(_cluster.Faults.IsSpent(key, state) ? key : null));
        if (state is not "grid" || spared == 0 || !isWritten) return;
        await _cluster.Restart();
        await _cluster.WaitUntilSettled(City);
        await AssertWhole(from, reminded);
    }

    [Theory, InlineData(OldBranch), InlineData(OldOffice)]
    public async Task Every_row_that_a_merger_writes_is_among_those_that_fail(string from)
    {
        _cluster.Faults.Writes.Clear();

        await Commands.Change(Merge(from));

        // Both persons of the unit are told at once.
        var rows = RowsOf(from).Select(row => $"{KeyOf(row.State, row.Row)} {row.State}").Concat(Enumerable.Repeat($"{KeyOf("person", $"P{from}-1")} person", 2)).Order(StringComparer.Ordinal).ToList();
        await GridCluster.WaitUntil(() => Task.FromResult(_cluster.Faults.Writes.Order(StringComparer.Ordinal).ToList()), rows.SequenceEqual, written => string.Join('\n', written));
    }

    private async Task AssertWhole(string from, List<GivenReminder> reminded)
    {
        var (into, item) = (Into(from), Begun(from));
        var found = await Patience.Until("the item in the new unit", () => _cluster.Ledger(City, into).GetItem(item));
        Assert.Equal((ItemState.InProgress, 2, into), (found.State, found.Version, found.Unit));
        var history = await _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, into)).ListHistory(item, 0, 100);
        Assert.Equal(["a", "r"], history.Entries.Select(e => e.Command));
        Assert.Single(await _cluster.Grid(City).ListEntries(from), e => e.Act == Act.MergeUnits);
        foreach (var post in (string[])[$"{from}-1", $"{from}-2"])
        {
            Assert.Single(await _cluster.Unit(City, into).ListEntries(post), e => e.Act == Act.MovePost);
            await Patience.Until<object>("the person's home", async () => (await _cluster.Grains.GetGrain<IPersonGrain>(GridKeys.Person(City, $"P{post}")).Get()).Home == into ? post : null, seconds: 20);
        }

        // Nothing is listed twice or nowhere, and the numbers are those of the rows.
        var counted = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o.Settled && o.Units == Units.Count + 1 && Stands(o).SequenceEqual([(ItemState.Pending, 7), (ItemState.Accepted, 1), (ItemState.InProgress, 1)]), o => $"{o.Units} units, {string.Join(' ', o.ByState)}");
        var listed = (await _cluster.Ledger(City, City).ListItems(new ItemQuery { First = 200 })).Items;
        Assert.Equal(Stands(counted), listed.GroupBy(i => i.State).OrderBy(g => g.Key).Select(g => (g.Key, g.Count())));
        Assert.Equal(listed.Count, listed.DistinctBy(i => i.Key).Count());

        var links = (await _cluster.Unit(City, Branch).GetSheet(null)).Links.Where(l => from == OldBranch ? l.Target == Branch : l.Kind == LinkKind.StationedAt).ToList();
        Assert.Equal([from == OldBranch ? (CountyHead, Branch) : (Office, BranchHead)], links.Select(l => (l.Subject, l.Target)));
        if (from == OldBranch) Assert.Equal(reminded.Select(g => g.Reminder.At), (await Given(into, $"{from}-1")).Select(g => g.Reminder.At));

        static IEnumerable<(ItemState, int)> Stands(Overview overview) => overview.ByState.Select(t => (t.Of, t.Count));
    }

    private ICommandsGrain Commands => _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    private static StructureCommand Merge(string from) => new() { Id = "m", Digest = 1, Act = Act.MergeUnits, Unit = from, Other = Into(from), On = On, Actor = Someone(CityHead) };

    private static string Into(string from) => from == OldBranch ? Branch : Office;

    private static ItemKey Begun(string from) => new(City, List, "2026-12", $"{from}-2");

    private static string KeyOf(string state, string row) => state switch { "grid" => GridKeys.Grid(row), "person" => GridKeys.Person(City, row), _ => GridKeys.Unit(City, row) };

    private Task<List<GivenReminder>> Given(string unit, string? post = null) =>
        _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, unit)).ListReminders(new ItemKey(City, List, "2026-11", post ?? $"{unit}-1"));

    private static async Task<T?> Unless<T>(Func<Task<T>> act) where T : class
    {
        try
        {
            return await act();
        }
        catch (Exception failure) when (failure is StorageFailedException or GridRuleException)
        {
            return null;
        }
    }
}
