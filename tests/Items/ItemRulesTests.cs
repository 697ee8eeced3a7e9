using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>The life of an item: which act leads where, and what an act needs.</summary>
public sealed class ItemRulesTests
{
    private static readonly ItemKey Item = ItemOf(Worker);
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly ItemScene Open = new()
    {
        Duty = DutiesOf(1)[1] with { ChangedIn = 1 }, ListVersion = 1, Today = Today, IsOwner = true, IsIssuer = true, IsChecker = true, IsApproverOutside = true, IsSuperior = true, IsPostBelow = true,
    };

    private readonly PureItems _grid = new();

    public static TheoryData<ItemState, Act> Pairs
    {
        get
        {
            var pairs = new TheoryData<ItemState, Act>();
            foreach (var state in Enum.GetValues<ItemState>())
                foreach (var act in ItemLaw.Acts) pairs.Add(state, act);
            return pairs;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public void An_act_leads_where_the_law_says_or_is_refused(ItemState from, Act act)
    {
        var state = At(from);
        if (ItemLaw.After(from, act) is { } to)
        {
            var (next, entry) = ItemRules.Take(state, Command("c", act, Item, Worker), Open, GridCluster.Noon);

            Assert.Equal((to, to), (entry.State, Lives.Now(next.Life, Open.Duty)?.State ?? ItemState.Pending));
            Assert.Equal(act == LogReminder ? 0 : 1, next.Life.Version);
        }
        else
        {
            var refusal = Assert.Throws<GridRuleException>(() => ItemRules.Take(state, Command("c", act, Item, Worker), Open, GridCluster.Noon));

            Assert.Equal(RefusalCode.Refused, refusal.Code);
            Assert.Contains(from.Label(), refusal.Message);
            Assert.Contains($"The item is {from}", refusal.English);
        }
    }

    [Fact]
    public void A_life_from_acceptance_to_closing_is_told_in_order()
    {
        Go(AcceptItem, Worker);
        Go(ReportItem, Worker);
        Go(SubmitItem, Worker);
        Go(ReturnItem, CountyHead);
        Go(ReportItem, BranchHead);
        Go(SubmitItem, BranchHead);
        Go(CloseItem, CountyHead);

        Assert.Equal(
            [(1, AcceptItem, ItemState.Accepted), (2, ReportItem, ItemState.InProgress), (3, SubmitItem, ItemState.Submitted), (4, ReturnItem, ItemState.Returned), (5, ReportItem, ItemState.InProgress), (6, SubmitItem, ItemState.Submitted), (7, CloseItem, ItemState.Closed)],
            _grid.Stored[Item].Entries.Select(e => (e.Number, e.Act, e.State!.Value)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], _grid.Stored[Item].Entries.Select(e => e.Version));
        Assert.Equal("人111-2", _grid.Stored[Item].Entries[0].Who.Name);
    }

    [Theory]
    [InlineData(-1, false), InlineData(0, true), InlineData(100, true), InlineData(101, false)]
    public void A_percentage_lies_between_0_and_100(int percent, bool isTaken)
    {
        var report = Command("r", ReportItem, Item, Worker) with { Percent = percent };
        if (isTaken) Assert.Equal(percent, ItemRules.Take(At(ItemState.Accepted), report, Open, GridCluster.Noon).Next.Life.Percent);
        else Assert.Equal("percent", Assert.Throws<GridRuleException>(() => ItemRules.Take(At(ItemState.Accepted), report, Open, GridCluster.Noon)).Field);
    }

    [Fact]
    public void Every_entry_says_how_far_the_item_was_after_it()
    {
        Go(AcceptItem, Worker);
        Go(ReportItem, Worker);
        _grid.Do(Command("words", ReportItem, Item, Worker) with { Percent = null });
        Go(SubmitItem, Worker);

        Assert.Equal([null, 40, 40, 40], _grid.Stored[Item].Entries.Select(e => e.Percent));
    }

    [Theory]
    [InlineData(DisputeItem, ItemState.Pending), InlineData(UpholdDispute, ItemState.Disputed), InlineData(RejectDispute, ItemState.Disputed), InlineData(ReturnItem, ItemState.Submitted), InlineData(ExtendItem, ItemState.Accepted)]
    public void What_goes_against_somebody_needs_a_reason(Act act, ItemState from)
    {
        foreach (var nothing in (string?[])[null, "", " \t"])
            Assert.Equal("reason", Assert.Throws<GridRuleException>(() => ItemRules.Take(At(from), Command("c", act, Item, Worker) with { Text = nothing }, Open, GridCluster.Noon)).Field);
    }

    [Fact]
    public void A_stale_version_is_a_conflict_that_names_the_current_one()
    {
        Go(AcceptItem, Worker);
        Go(ReportItem, Worker);

        var refusal = Assert.Throws<GridRuleException>(() => _grid.Do(Command("late", ReportItem, Item, Worker) with { ExpectedVersion = 1 }));

        Assert.Equal((RefusalCode.Conflict, 2, "expectedVersion"), (refusal.Code, refusal.Current, refusal.Field));
        Assert.Equal(3, _grid.Do(Command("late", ReportItem, Item, Worker) with { ExpectedVersion = 2 }).Version);
    }

    [Fact]
    public void A_reminder_is_no_activity()
    {
        Go(AcceptItem, Worker);
        var before = _grid.Stored[Item].Life;
        _grid.Now = _grid.Now.AddDays(3);
        Go(LogReminder, CountyHead);

        var after = _grid.Stored[Item].Life;
        Assert.Equal((before.Version, before.LastMoved, before.Changes.Count), (after.Version, after.LastMoved, after.Changes.Count));
        Assert.Equal(_grid.Now, after.Reminded);
    }

    [Fact]
    public void Every_refusal_reads_as_signed() => Golden.Matches(string.Concat(ItemRefusals.All().Select(line => $"{line}\n")), "refusals.txt");

    private void Go(Act act, string by) => _grid.Do(act, Item, by);

    private static ResponsibilityItemState At(ItemState state) => state == ItemState.Pending ? new() : new()
    {
        Life = new ItemLife { Key = Item, Changes = [new LifeChange { On = Today, At = GridCluster.Noon, State = state, Under = 1 }] },
    };
}
