using Orleans.Runtime;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>Mergers span rows: whatever fails in between, they come to their end by themselves, and nothing is in neither unit.</summary>
[OnBothDatabases]
public sealed class MergeTests : IAsyncLifetime
{
    private const string Other = "112";
    private static readonly DateOnly On = new(2026, 11, 1);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterSmall();
        PostEntry[] places = [Place(Other), Place(Other, "岗位", 2)];
        await _cluster.Grid(City).Enter([Unit(Other, County, 3, UnitKind.Branch), Unit("1121", Other, 3)], [.. places]);
        await _cluster.Unit(City, Other).Record(Facts(places));
        await _cluster.Issue(City, List);
        await _cluster.WaitUntilSettled(City);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_merged_unit_takes_its_posts_persons_and_items_along()
    {
        var keys = await KeysOf(Other);
        var touched = keys.First(key => key.Post == $"{Other}-2");
        await Items.SmallItems.Do(_cluster, "a", Act.AcceptItem, touched, touched.Post);
        var before = await _cluster.OverviewOf(City, City);

        await _cluster.Grid(City).Change(Merge("m1"));

        await Merged();
        Assert.Equal((ItemState.Accepted, 1), await _cluster.Ledger(City, Branch).GetItem(touched) is { } item ? (item.State, item.Version) : default);
        Assert.Empty(keys.Except(await KeysOf(Branch)));
        var city = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o.Settled && o.Units == before.Units - 1 && o.Items == before.Items, o => $"{o.Items} items in {o.Units} units");
        Assert.Equal(before.Persons, city.Persons);
        Assert.Equal(Start, (await Seat(Branch, $"{Other}-1"))!.Holders.Single().Span.From);
        Assert.Equal(Branch, (await Person($"P{Other}-1")).Home);
        Assert.Equal(Branch, Today(await _cluster.Grid(City).GetStructure()).Unit("1121").Parent);
    }

    [Fact]
    public async Task Before_the_merger_the_old_unit_is_read_and_before_it_was_known_too()
    {
        var known = _cluster.Clock.GetUtcNow();
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        await _cluster.Grid(City).Change(Merge("m1"));

        foreach (var at in new[] { new Moment(On.AddDays(-1), DateTimeOffset.MaxValue), new Moment(new(2026, 11, 22), known) })
        {
            var sheet = await _cluster.Unit(City, Other).GetSheet(at);
            Assert.Equal([$"P{Other}-1", $"P{Other}-2"], sheet.Seats.Select(s => s.Holders.Single().Person));
            Assert.Equal((2, 2), (sheet.Residents, (await _cluster.Unit(City, Branch).GetSheet(at)).Residents));
            Assert.DoesNotContain(await SeatsAt(Branch, at), code => code.StartsWith(Other, StringComparison.Ordinal));
        }

        Assert.Equal(4, (await _cluster.Unit(City, Branch).GetSheet(new Moment(On, DateTimeOffset.MaxValue))).Residents);
    }

    [Fact]
    public async Task What_is_learnt_later_about_the_days_before_is_read_there_too()
    {
        await _cluster.Grid(City).Change(Merge("m1"));
        var known = _cluster.Clock.GetUtcNow().AddSeconds(1);
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        await _cluster.Unit(City, Branch).Change(new UnitCommand { Id = "c1", Act = Act.CorrectFill, Post = $"{Other}-1", Person = $"P{Other}-1", Since = Start, Right = $"P{City}-1", On = new(2026, 3, 1) });

        var march = new DateOnly(2026, 3, 15);
        await GridCluster.WaitUntil(() => HolderAt(new Moment(march, DateTimeOffset.MaxValue)), who => who == $"P{City}-1", who => $"{who} holds it");
        Assert.Equal($"P{Other}-1", await HolderAt(new Moment(march, known)));
        Assert.Equal($"P{Other}-1", await HolderAt(new Moment(new(2026, 2, 28), DateTimeOffset.MaxValue)));

        async Task<string> HolderAt(Moment at) => (await _cluster.Unit(City, Other).GetSheet(at)).Seats.Single(s => s.Post.Code == $"{Other}-1").Holders.Single().Person;
    }

    [Fact]
    public async Task What_is_learnt_after_two_moves_reaches_the_first_unit()
    {
        const string Third = "113";
        await _cluster.Grid(City).Enter([Unit(Third, County, 3, UnitKind.Branch)], []);
        await _cluster.Grid(City).Change(Merge("m1"));
        await _cluster.Grid(City).Change(Merge("m2") with { Unit = Branch, Other = Third, On = On.AddDays(9) });
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        await _cluster.Unit(City, Third).Change(new UnitCommand { Id = "c1", Act = Act.CorrectFill, Post = $"{Other}-1", Person = $"P{Other}-1", Since = Start, Right = $"P{City}-1", On = new(2026, 3, 1) });

        foreach (var (unit, day) in new[] { (Other, new DateOnly(2026, 3, 15)), (Branch, On.AddDays(1)), (Third, On.AddDays(10)) })
            await GridCluster.WaitUntil(
                async () => (await _cluster.Unit(City, unit).GetSheet(new Moment(day, DateTimeOffset.MaxValue))).Seats.Single(s => s.Post.Code == $"{Other}-1").Holders.Single().Person,
                who => who == $"P{City}-1", who => $"{who} holds it in {unit}");
    }

    [Theory]
    [InlineData("grid", 1, false), InlineData("from", 1, false), InlineData("into", 1, false), InlineData("into", 3, false), InlineData("flip", 1, false)]
    [InlineData("grid", 1, true), InlineData("from", 1, true), InlineData("into", 1, true), InlineData("into", 3, true), InlineData("flip", 1, true)]
    public async Task A_merger_that_is_cut_off_comes_to_its_end_by_itself(string where, int times, bool isWritten)
    {
        var row = where switch { "from" => GridKeys.Unit(City, Other), "into" => GridKeys.Unit(City, Branch), _ => GridKeys.Grid(City) };
        if (where == "flip")
        {
            // The note goes through, the end does not.
            _cluster.Faults.Writes.Clear();
            _cluster.Faults.Block(GridKeys.Unit(City, Branch), "unit");
            var cut = _cluster.Grid(City).Change(Merge("m1"));
            await GridCluster.WaitUntil(() => Task.FromResult(_cluster.Faults.Writes.Contains($"{GridKeys.Unit(City, Other)} unit")), done => done, _ => "the old unit has not let go");
            Break("grid");
            _cluster.Faults.Unblock(GridKeys.Unit(City, Branch), "unit");
            await Assert.ThrowsAsync<StorageFailedException>(() => cut);
        }
        else
        {
            Break(where == "grid" ? "grid" : "unit");
            await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Grid(City).Change(Merge("m1")));
            // Before the note nothing has happened, and the caller asks again.
            if (where == "grid" && !isWritten) await _cluster.Grid(City).Change(Merge("m1"));
        }

        await Merged();
        var again = await _cluster.Grid(City).Change(Merge("m1"));
        Assert.Equal((Act.MergeUnits, Branch), (again.Entry.Act, again.Unit!.Code));
        Assert.Single(await _cluster.Grid(City).ListEntries(Other), e => e.Act == Act.MergeUnits);
        Assert.Single(await _cluster.Unit(City, Branch).ListEntries($"{Other}-1"), e => e.Act == Act.MovePost);

        void Break(string state)
        {
            if (isWritten) _cluster.Faults.FailAfter(row, state, times);
            else _cluster.Faults.Fail(row, state, times);
        }
    }

    [Fact]
    public async Task Whoever_asks_again_at_once_is_told_that_it_is_done()
    {
        _cluster.Faults.Fail(GridKeys.Unit(City, Branch), "unit", 1);
        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Grid(City).Change(Merge("m1")));

        // As a gateway does, that heard no answer: it may well be the one who brings it to its end.
        var again = await _cluster.Grid(City).Change(Merge("m1"));

        Assert.Equal((Act.MergeUnits, Branch), (again.Entry.Act, again.Unit!.Code));
        Assert.Single(await _cluster.Grid(City).ListEntries(Other), e => e.Act == Act.MergeUnits);
    }

    [Fact]
    public async Task Whoever_belongs_to_a_unit_that_closes_belongs_to_the_one_above()
    {
        const string Empty = "114";
        var persons = (await _cluster.WaitUntilSettled(City)).Persons;
        await _cluster.Grid(City).Enter([Unit(Empty, County, 3, UnitKind.Branch)], []);
        await _cluster.Unit(City, Empty).Change(new UnitCommand { Id = "p1", Act = Act.CreatePerson, Person = "P114-9", Name = "人114-9", On = Start, Actor = new Actor { Code = City } });
        var before = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o.Settled && o.Units == 7 && o.Persons == persons + 1, o => $"{o.Units} units, {o.Persons} persons");

        await _cluster.Grid(City).Change(new StructureCommand { Id = "z1", Act = Act.CloseUnit, Unit = Empty, On = On, Actor = new Actor { Code = City } });

        var after = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o.Settled && o.Units == before.Units - 1, o => $"{o.Units} units");
        Assert.Equal(before.Persons, after.Persons);
        Assert.Equal(County, (await Person("P114-9")).Home);
        Assert.Equal(1, (await _cluster.Unit(City, Empty).GetSheet(new Moment(On, DateTimeOffset.MaxValue))).Residents);
    }

    [Fact]
    public async Task A_merger_that_a_restart_cuts_off_comes_to_its_end_by_itself()
    {
        _cluster.Faults.Fail(GridKeys.Unit(City, Branch), "unit", 1000);
        await Assert.ThrowsAsync<StorageFailedException>(() => _cluster.Grid(City).Change(Merge("m1")));

        _cluster.Faults.Fail(GridKeys.Unit(City, Branch), "unit", 0);
        await _cluster.Restart();
        await _cluster.Grid(City).Resume();

        await Merged();
    }

    [Fact]
    public async Task An_appointment_that_races_with_a_merger_is_included_or_refused()
    {
        var appoint = new UnitCommand { Id = "a1", Act = Act.Appoint, Post = $"{Other}-1", Person = $"P{City}-1", Kind = FillKind.Acting, On = On, Until = new(2026, 12, 31) };
        var merging = _cluster.Grid(City).Change(Merge("m1"));
        var taken = true;
        try
        {
            await _cluster.Unit(City, Other).Change(appoint);
        }
        catch (GridRuleException refusal) when (refusal.Code is RefusalCode.Unavailable)
        {
            taken = false;
        }

        await merging;
        await Merged();
        Assert.Equal(taken, (await Seat(Branch, $"{Other}-1"))!.Holders.Exists(f => f.Person == $"P{City}-1"));
    }

    [Fact]
    public async Task Only_alike_units_merge()
    {
        Assert.Equal("into", (await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Grid(City).Change(Merge("m2") with { Other = County }))).Field);
        Assert.Equal("on", (await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Grid(City).Change(Merge("m3") with { On = new(2027, 1, 1) }))).Field);
        Assert.Equal("into", (await Assert.ThrowsAsync<GridRuleException>(() => _cluster.Grid(City).Change(Merge("m4") with { Other = Other }))).Field);
    }

    private static StructureCommand Merge(string id) => new() { Id = id, Act = Act.MergeUnits, Unit = Other, Other = Branch, On = On, Paper = "编〔2026〕3号" };

    private static Outline Today(Structure structure) => new(structure, new Moment(new(2026, 11, 22), DateTimeOffset.MaxValue));

    private Task<List<string>> Merged() => GridCluster.WaitUntil(() => SeatsAt(Branch, null), seats => seats.Count == 4, seats => $"{seats.Count} of 4 posts");

    private async Task<List<string>> SeatsAt(string unit, Moment? at) => [.. (await _cluster.Unit(City, unit).GetSheet(at)).Seats.Select(s => s.Post.Code)];

    private async Task<Seat?> Seat(string unit, string post) => (await _cluster.Unit(City, unit).GetSheet(null)).Seats.Find(s => s.Post.Code == post);

    private Task<PersonView> Person(string person) => _cluster.Grains.GetGrain<IPersonGrain>(GridKeys.Person(City, person)).Get();

    private async Task<List<ItemKey>> KeysOf(string unit) => [.. (await _cluster.Ledger(City, unit).ListItems(new ItemQuery { OwnOnly = true, First = 100 })).Items.Select(i => i.Key)];
}
