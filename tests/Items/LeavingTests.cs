using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>A leaver with five items under way: five decisions, or a refusal; then two signatures.</summary>
[OnBothDatabases]
public sealed class LeavingTests : IAsyncLifetime
{
    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems(pairs: 6);
        for (var pair = 1; pair <= 5; pair++) await _cluster.Do($"a{pair}", Act.AcceptItem, ItemOf(Worker, pair), Worker);
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Whoever_leaves_says_of_each_what_becomes_of_it()
    {
        var refused = await Refused(Leave("v", Of(1, DisposalKind.KeptWithPost)));
        Assert.Equal((Rule.ItemsNotDisposed, "disposals"), (refused.Rule, refused.Field));
        Assert.Contains("4 项", refused.Message);
        Assert.Contains("2026-22", refused.Message);
        Assert.Contains($"P{Worker}", await Holders());

        var left = await Commands.Change(All);

        Assert.Equal(5, left.Leaving!.Disposals.Count);
        Assert.Empty(await Holders());
        Assert.Equal(ItemState.Accepted, (await Item(1)).State);
        Assert.Equal([BranchHead], (await Item(3)).Assists.Select(a => a.Post));
        Assert.Equal(ItemState.Retired, (await Item(4)).State);
        var child = Assert.Single(await Items.ListChildren(ItemOf(Worker, 2)));
        Assert.Equal(Colleague, child.Post);
        Assert.Equal(ItemState.Pending, (await _cluster.Read(child))!.State);
    }

    [Fact]
    public async Task What_is_disputed_is_disposed_of_and_what_nobody_took_up_is_counted_and_signed_for()
    {
        var leave = Leave("d") with { Post = Colleague, Person = $"P{Colleague}" };
        await _cluster.Do("d1", Act.DisputeItem, ItemOf(Colleague, 1), Colleague);

        var refused = await Refused(leave);
        Assert.Equal((Rule.ItemsNotDisposed, "disposals"), (refused.Rule, refused.Field));
        Assert.Contains("1 项", refused.Message);
        // Its reason is with whoever disputes it until somebody above decides.
        Assert.Equal(Rule.WrongState, (await Refused(leave with { Disposals = [new Disposal { Item = ItemOf(Colleague, 1), Kind = DisposalKind.Shared, Post = BranchHead, Reason = "调往他处" }] })).Rule);

        var left = (await Commands.Change(leave with { Disposals = [new Disposal { Item = ItemOf(Colleague, 1) }, new Disposal { Item = ItemOf(Colleague, 2) }] })).Leaving!;

        Assert.Equal([ItemOf(Colleague, 1), ItemOf(Colleague, 2)], left.Disposals.Select(d => d.Item));
        Assert.Equal(4, left.Open!.Pending);
        Assert.Equal([ItemState.Disputed, .. Enumerable.Repeat(ItemState.Pending, 5)], (await Handovers.GetPack(Colleague))!.Open.Select(i => i.State));
        Assert.Equal(Colleague, Assert.Single(await Unsigned()).Post);
    }

    [Fact]
    public async Task A_step_that_cannot_be_taken_leaves_everything_as_it_was()
    {
        var refused = await Refused(All with { Actor = Someone(Worker) });

        Assert.Contains("终结", refused.Message);
        Assert.Contains($"P{Worker}", await Holders());
        foreach (var pair in Enumerable.Range(1, 5)) Assert.Equal((ItemState.Accepted, 1), ((await Item(pair)).State, (await Item(pair)).Version));
        // Of somebody else's item nothing is said here.
        Assert.Equal("disposals", (await Refused(Leave("w", new Disposal { Item = ItemOf(Colleague, 1) }) with { KeepsAll = true })).Field);
        Assert.Equal("disposals", (await Refused(Leave("w", Of(2, DisposalKind.Given, Colleague)) with { KeepsAll = true, Disposals = [new Disposal { Item = ItemOf(Worker, 2), Kind = DisposalKind.Given, Post = Colleague }] })).Field);
    }

    [Fact]
    public async Task A_leaving_that_was_cut_off_goes_on_under_its_id()
    {
        _cluster.Faults.Fail(GridKeys.Unit(City, Branch), "unit", times: 1);
        await Assert.ThrowsAsync<StorageFailedException>(() => Commands.Change(All));
        Assert.Equal(ItemState.Retired, (await Item(4)).State);

        var left = await Commands.Change(All);
        var again = await Commands.Change(All);

        Assert.Equal(left.Entry.Number, again.Entry.Number);
        Assert.Empty(await Holders());
        Assert.Equal(2, (await _cluster.HistoryOf(ItemOf(Worker, 4))).Count);
        Assert.Single(await Items.ListChildren(ItemOf(Worker, 2)));
    }

    [Fact]
    public async Task Nobody_decides_about_an_item_while_its_holder_is_leaving()
    {
        await _cluster.Do("r4", Act.ReportItem, ItemOf(Worker, 4), Worker);
        await _cluster.Do("s4", Act.SubmitItem, ItemOf(Worker, 4), Worker);
        _cluster.Faults.Block(GridKeys.Item(ItemOf(Worker, 3)), "item");
        var leaving = Commands.Change(All);
        await GridCluster.WaitUntil(() => Items.ListChildren(ItemOf(Worker, 2)), children => children.Count == 1, children => $"{children.Count} children");

        var closing = _cluster.Do("c4", Act.CloseItem, ItemOf(Worker, 4), CityHead);
        // Asked for later in the same unit, and answered: nobody else waits for the leaving.
        await _cluster.Do("a", Act.AcceptItem, ItemOf(Colleague, 1), Colleague);
        _cluster.Faults.Unblock(GridKeys.Item(ItemOf(Worker, 3)), "item");

        Assert.Equal(5, (await leaving).Leaving!.Disposals.Count);
        Assert.Equal(RefusalCode.Refused, (await Assert.ThrowsAsync<GridRuleException>(() => closing)).Code);
        Assert.Equal(ItemState.Retired, (await Item(4)).State);
    }

    [Fact]
    public async Task A_correction_that_ends_the_term_asks_for_the_same()
    {
        var correct = Leave("c") with { Act = Act.CorrectFill, Since = Start, On = null, Until = new DateOnly(2026, 11, 30) };

        Assert.Equal("disposals", (await Refused(correct)).Field);
        var told = (await Commands.Change(correct with { KeepsAll = true })).Leaving;

        Assert.Equal((5, new DateOnly(2026, 11, 30)), (told!.Disposals.Count, told.On));
        Assert.Single(await Unsigned());
    }

    [Fact]
    public async Task A_post_without_items_under_way_is_handed_over_while_something_else_is_open_there()
    {
        var leave = Leave("p") with { Post = Colleague, Person = $"P{Colleague}" };
        await Commands.Change(new ProblemCommand { Id = "problem", Act = Act.ReportProblem, Unit = Branch, Item = ItemOf(Colleague, 1), Text = "值班脱岗", Category = "工作纪律", Actor = Someone(CountyHead) });
        // Nobody claimed it, so the post owns it.
        _cluster.Clock.Advance(TimeSpan.FromDays(8));
        await Flags.ListFlags(new FlagQuery { Unit = City, First = 1 });

        var left = (await Commands.Change(leave)).Leaving;

        Assert.Equal((0, new LeftOpen(1, 0, 0, Pending: 6)), (left!.Disposals.Count, left.Open));
        Assert.Equal(Colleague, Assert.Single(await Unsigned()).Post);
        await Commands.SignHandover(Sign("s1", $"P{Colleague}") with { Post = Colleague, Person = $"P{Colleague}" });
        Assert.True((await Commands.SignHandover(Sign("s2", CountyHead) with { Post = Colleague, Person = $"P{Colleague}" })).Leaving!.IsSigned);
    }

    [Fact]
    public async Task No_flags_are_worked_out_for_a_leaving_while_silos_come_and_go()
    {
        await _cluster.Silos.StartSilosAsync(1, TestContext.Current.CancellationToken);

        var left = (await Commands.Change(Leave("y") with { Post = Colleague, Person = $"P{Colleague}" })).Leaving;

        Assert.Equal(new LeftOpen(0, 0, null, Pending: 6), left!.Open);
    }

    [Fact]
    public async Task Nobody_is_kept_from_leaving_by_flags_that_cannot_be_told()
    {
        await Flags.ListFlags(new FlagQuery { Unit = City, First = 1 });
        // What is known already is told even now; but not every unit can be asked what is new.
        await _cluster.Silos.DeactivateAsync(_cluster.Grains.GetGrain<ISupervisionGrain>(GridKeys.Supervision(City, Other)));
        _cluster.Faults.FailRead(GridKeys.Supervision(City, Other), "supervision", times: 1000);

        var left = (await Commands.Change(Leave("f") with { Post = Colleague, Person = $"P{Colleague}" })).Leaving;

        Assert.Equal(new LeftOpen(0, 0, null, Pending: 6), left!.Open);
        Assert.Equal(Colleague, Assert.Single(await Unsigned()).Post);
    }

    [Fact]
    public async Task Both_sign_and_what_is_signed_is_there_after_a_restart()
    {
        await Commands.Change(Leave("v") with { KeepsAll = true });
        Assert.Single(await Unsigned());
        var first = await Commands.SignHandover(Sign("s1", $"P{Worker}"));
        Assert.Equal((true, false), (first.Leaving!.Leaver is not null, first.Leaving.IsSigned));

        await _cluster.Restart();
        Assert.Single(await Unsigned());
        Assert.True((await Commands.SignHandover(Sign("s2", CountyHead))).Leaving!.IsSigned);

        Assert.Empty(await Unsigned());
        Assert.False((await Commands.SignHandover(Sign("s1", $"P{Worker}"))).Leaving!.IsSigned);
        var kept = Assert.Single(await Handovers.ListLeavings(City, false));
        Assert.Equal((Worker, 5, Branch), (kept.Post, kept.Disposals.Count, kept.Unit));
        var pack = await Handovers.GetPack(Worker);
        Assert.Equal(6, pack!.Open.Count);
        Assert.Equal([.. Enumerable.Repeat(ItemState.Accepted, 5), ItemState.Pending], pack.Open.Select(i => i.State));
        Assert.Single(pack.Leavings);
        Assert.Null(await Handovers.GetPack("999-1"));
    }

    [Fact]
    public async Task A_hand_over_waits_in_the_queues_of_both_who_have_to_sign()
    {
        var elsewhere = Place(Other, "岗位", 2);
        await _cluster.Grid(City).Enter([], [elsewhere]);
        await _cluster.Unit(City, Other).Record(Facts(elsewhere) with { Fills = [Fill(elsewhere.Code, $"P{Worker}", new DateOnly(2026, 11, 22))], Residents = [] });
        await Commands.Change(Leave("v") with { KeepsAll = true });

        // Nobody has followed yet: the head of the unit may sign, and the one above.
        await Waits(elsewhere.Code, BranchHead, CountyHead);
        await Commands.Change(new UnitCommand { Id = "f", Actor = Someone(CountyHead), Act = Act.Appoint, Post = Worker, Person = $"P{Stranger}", On = new DateOnly(2026, 11, 22) });
        await Waits(elsewhere.Code, Worker);
        await Commands.SignHandover(Sign("s1", $"P{Worker}"));
        await Waits(Worker);
        await Commands.SignHandover(Sign("s2", Worker));
        await Waits();

        async Task Waits(params string[] posts)
        {
            foreach (var post in Everyone.Append(elsewhere.Code))
                await GridCluster.WaitUntil(() => Waiting(post), found => found == (posts.Contains(post) ? $"{Worker} in {Branch}" : ""), found => $"{post}: {found}");
        }

        async Task<string> Waiting(string post)
        {
            try
            {
                return string.Join(' ', (await _cluster.Graph(City).GetQueue(post, 5)).Handovers.Select(l => $"{l.Post} in {l.Unit}"));
            }
            catch (GridRuleException unheard) when (unheard.Code is RefusalCode.NotFound)
            {
                // One of the two silos may not have heard of the new post.
                return unheard.Message;
            }
        }
    }

    private static UnitCommand All => Leave("all",
        Of(1, DisposalKind.KeptWithPost), Of(2, DisposalKind.Given, Colleague), Of(3, DisposalKind.Shared, BranchHead), Of(4, DisposalKind.Ended), Of(5, DisposalKind.KeptWithPost));

    private static UnitCommand Leave(string id, params Disposal[] disposals) => new()
    {
        Id = id, Digest = 7, Actor = Someone(CountyHead), Act = Act.Vacate, Post = Worker, Person = $"P{Worker}", On = new DateOnly(2026, 11, 21), Disposals = [.. disposals],
    };

    private static Disposal Of(int pair, DisposalKind kind, string? post = null) =>
        new() { Item = ItemOf(Worker, pair), Kind = kind, Post = post, Reason = kind == DisposalKind.KeptWithPost ? null : "调往他处" };

    private static UnitCommand Sign(string id, string by) => new() { Id = id, Digest = 8, Actor = new Actor { Code = by }, Post = Worker, Person = $"P{Worker}" };

    private ICommandsGrain Commands => _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    private IFlagsGrain Flags => _cluster.Grains.GetGrain<IFlagsGrain>(GridKeys.Flags(City));

    private IHandoversGrain Handovers => _cluster.Grains.GetGrain<IHandoversGrain>(GridKeys.Grid(City));

    private IItemsGrain Items => _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, Branch));

    private Task<GridRuleException> Refused(UnitCommand command) => Assert.ThrowsAsync<GridRuleException>(() => Commands.Change(command));

    private Task<List<Leaving>> Unsigned() => Handovers.ListLeavings(City, true);

    private async Task<ItemView> Item(int pair) => (await _cluster.Read(ItemOf(Worker, pair)))!;

    private async Task<IEnumerable<string>> Holders() =>
        (await _cluster.Unit(City, Branch).GetSheet(null)).Seats.Single(s => s.Post.Code == Worker).Holders.Select(f => f.Person);
}
