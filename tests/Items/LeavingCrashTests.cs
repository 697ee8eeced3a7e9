using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>One cluster for all leavings, each from a post of its own.</summary>
public sealed class LeavingCluster : IAsyncLifetime
{
    public GridCluster Grid { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Grid = await GridCluster.Start();
        await Grid.EnterItems(4);
    }

    public ValueTask DisposeAsync() => Grid.DisposeAsync();
}

/// <summary>A storage that fails before or after the commit, at every row that a leaving with disposals writes: each step, the child that is given, the unit, the person's index.</summary>
[OnBothDatabases]
public sealed class LeavingCrashTests(LeavingCluster few) : IClassFixture<LeavingCluster>, IAsyncLifetime
{
    private static int _posts = 10;
    private static readonly DateOnly Last = new(2026, 11, 21);

    private readonly GridCluster _cluster = few.Grid;
    private readonly PostEntry _place = Place(Branch, "岗位", Interlocked.Increment(ref _posts));

    private static readonly string[] Rows = ["given", "child", "shared", "ended", "unit", "person"];

    public static TheoryData<string, bool> Points
    {
        get
        {
            var points = new TheoryData<string, bool>();
            foreach (var row in Rows)
                foreach (var isWritten in (bool[])[false, true]) points.Add(row, isWritten);
            return points;
        }
    }

    public async ValueTask InitializeAsync()
    {
        await _cluster.Grid(City).Enter([], [_place]);
        await _cluster.Unit(City, Branch).Record(Facts(_place));
        await Patience.Until("the items of the post", () => _cluster.Read(Item(4)));
        for (var pair = 1; pair <= 4; pair++) await _cluster.Do(Command("a", Act.AcceptItem, Item(pair), Worker) with { Actor = new Actor { Code = Post } });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory, MemberData(nameof(Points))]
    public async Task A_leaving_that_was_cut_off_is_whole_after_the_repeat_and_nothing_in_it_is_done_twice(string row, bool isWritten)
    {
        var (key, state) = RowOf(row);
        if (isWritten) _cluster.Faults.FailAfter(key, state, times: 1);
        else _cluster.Faults.Fail(key, state, times: 1);

        // Whoever leaves is told so though the index of persons hears of it later.
        if (row is "person") await Commands.Change(Leave);
        else await Assert.ThrowsAsync<StorageFailedException>(() => Commands.Change(Leave));
        // Until the last row is written the person holds the post.
        Assert.Equal(row is "person" || (row is "unit" && isWritten), (await Holders()).Count == 0);

        var left = await Patience.Until("the leaving", Answered, seconds: 20);
        Assert.Equal(left.Entry, (await Commands.Change(Leave)).Entry);
        await AssertWhole();
        Assert.True(_cluster.Faults.IsSpent(key, state));
        if (row is not "unit") return;
        await _cluster.Restart();
        await _cluster.WaitUntilSettled(City);
        await AssertWhole();
    }

    [Fact]
    public async Task Every_row_that_a_leaving_writes_is_among_those_that_fail()
    {
        _cluster.Faults.Writes.Clear();

        await Commands.Change(Leave);

        var rows = Rows.Select(RowOf).Select(row => $"{row.Key} {row.State}").Order(StringComparer.Ordinal).ToList();
        // Reminders are given when it is time for them.
        await GridCluster.WaitUntil(() => Task.FromResult(_cluster.Faults.Writes.Where(w => !w.EndsWith(" ledger", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList()), rows.SequenceEqual, written => string.Join('\n', written));
    }

    private async Task AssertWhole()
    {
        Assert.Empty(await Holders());
        foreach (var (item, version) in ((ItemKey, int)[])[(Item(1), 1), (Item(2), 2), (Item(3), 2), (Child, 0)]) await ItemAgreement.Check(_cluster, item, version);
        foreach (var item in (ItemKey[])[Item(2), Item(3), Item(4), Child]) Assert.Single(await _cluster.HistoryOf(item), entry => entry.Command == Leave.Id);
        Assert.Equal((ItemState.Retired, 2), await _cluster.Read(Item(4)) is { } ended ? (ended.State, ended.Version) : default);
        Assert.Equal([BranchHead], (await _cluster.Read(Item(3)))!.Assists.Select(a => a.Post));
        Assert.Equal([Child], await _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, Branch)).ListChildren(Item(2)));
        Assert.Single(await _cluster.Unit(City, Branch).ListEntries(Post), entry => entry.Act == Act.Vacate);
        Assert.Equal(4, Assert.Single(await _cluster.Unit(City, Branch).ListLeavings(), leaving => leaving.Post == Post).Disposals.Count);
        await Patience.Until<object>("the person's index", async () =>
            (await _cluster.Grains.GetGrain<IPersonGrain>(GridKeys.Person(City, $"P{Post}")).Get()).Seatings.Single().Fills.Single(f => f.Span.Superseded is null).Span.To == Last ? Post : null, seconds: 20);
    }

    private string Post => _place.Code;

    private ItemKey Item(int pair) => new(City, List, $"2026-{pair}2", Post);

    /// <summary>Which code the child will have follows from parent and command alone.</summary>
    private ItemKey Child
    {
        get
        {
            var accepted = new ResponsibilityItemState { Life = new ItemLife { Changes = [new LifeChange { State = ItemState.Accepted }] } };
            var scene = new ItemScene { Duty = DutiesOf(2)[3], Today = Last, IsOwner = true, IsPostBelow = true };
            return ItemRules.Take(accepted, LeavingRules.StepOf(Leave, Leave.Disposals[1], Last, Last)!, scene, GridCluster.Noon).Next.Charges[0].Key;
        }
    }

    private UnitCommand Leave => new()
    {
        Id = $"leave-{Post}", Digest = 7, Actor = Someone(CountyHead), Act = Act.Vacate, Post = Post, Person = $"P{Post}", On = Last, Until = Last,
        Disposals =
        [
            new Disposal { Item = Item(1), Kind = DisposalKind.KeptWithPost },
            new Disposal { Item = Item(2), Kind = DisposalKind.Given, Post = Colleague, Reason = "调往他处" },
            new Disposal { Item = Item(3), Kind = DisposalKind.Shared, Post = BranchHead, Reason = "调往他处" },
            new Disposal { Item = Item(4), Kind = DisposalKind.Ended, Reason = "不再需要" },
        ],
    };

    private ICommandsGrain Commands => _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    private (string Key, string State) RowOf(string row) => row switch
    {
        "given" => (GridKeys.Item(Item(2)), "item"),
        "child" => (GridKeys.Item(Child), "item"),
        "shared" => (GridKeys.Item(Item(3)), "item"),
        "ended" => (GridKeys.Item(Item(4)), "item"),
        "unit" => (GridKeys.Unit(City, Branch), "unit"),
        _ => (GridKeys.Person(City, $"P{Post}"), "person"),
    };

    private async Task<List<Fill>> Holders() => (await _cluster.Unit(City, Branch).GetSheet(null)).Seats.Single(s => s.Post.Code == Post).Holders;

    private async Task<UnitReply?> Answered()
    {
        try
        {
            return await Commands.Change(Leave);
        }
        catch (StorageFailedException)
        {
            return null;
        }
    }
}
