using CsCheck;
using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;

namespace ResponsibilityGrid.Tests;

/// <summary>Nobody leaves a post before it is said of each item under way what becomes of it.</summary>
public sealed class LeavingRulesTests
{
    private const int Pairs = 6;

    private static readonly DateOnly On = new(2026, 11, 22);

    [Fact]
    public void Whatever_is_said_every_item_under_way_is_disposed_of_once_or_nobody_leaves() =>
        Gen.Select(Gen.Int[0, (1 << Pairs) - 1], Gen.Int[0, (1 << Pairs) - 1], Gen.Bool).Sample((begun, said, keepsAll) =>
        {
            var grid = new PureItems { Issued = Issued };
            foreach (var pair in Bits(begun)) grid.Do(Act.AcceptItem, ItemOf(Worker, pair), Worker);
            var rows = Bits(begun).Select(pair => grid.Find(ItemOf(Worker, pair))!).ToList();
            var command = Leave with { KeepsAll = keepsAll, Disposals = [.. Bits(said).Select(pair => new Disposal { Item = ItemOf(Worker, pair) })] };
            var (isRefused, all) = (false, (List<Disposal>)[]);
            try
            {
                all = LeavingRules.Complete(command, rows);
            }
            catch (GridRuleException refusal)
            {
                isRefused = true;
                Assert.Equal((Rule.ItemsNotDisposed, "disposals"), (refusal.Rule, refusal.Field));
                Assert.Contains($"{Bits(begun & ~said).Count()} 项", refusal.Message);
            }

            Assert.Equal(!keepsAll && (begun & ~said) != 0, isRefused);
            if (!isRefused) Assert.Equal(Bits(begun | said).Select(pair => ItemOf(Worker, pair)).ToHashSet(), [.. all.Select(d => d.Item)]);
            if (!isRefused) Assert.Equal(all.Count, all.DistinctBy(d => d.Item).Count());
        });

    [Theory]
    [InlineData(FillKind.Holder, false, true)]
    [InlineData(FillKind.Holder, true, false)]
    [InlineData(FillKind.Acting, false, false)]
    public void Items_lose_their_holder_when_the_last_one_leaves(FillKind kind, bool isShared, bool isLeft)
    {
        List<Fill> fills = [SmallGrid.Fill(Worker, $"P{Worker}", SmallGrid.Start, kind == FillKind.Acting ? On.AddDays(9) : null, kind)];
        if (isShared) fills.Add(SmallGrid.Fill(Worker, "Q", SmallGrid.Start));

        Assert.Equal(isLeft ? On : null, LeavingRules.LastDayOf(new UnitState { Fills = fills }, Leave with { On = On }, On));
    }

    /// <summary>A correction that takes off whoever sits there is a leaving: on the day after which they no longer do. One that says that they never sat there, or of days gone by, is none.</summary>
    [Theory]
    [InlineData(null, null, 0, 0)]
    [InlineData(null, null, 30, 30)]
    [InlineData(null, null, -30, -30)]
    [InlineData("Q", 1, null, 0)]
    [InlineData("Q", -9, null, -10)]
    [InlineData("Q", null, null, null)]
    [InlineData("Q", -20, -10, null)]
    [InlineData(null, -400, null, null)]
    public void A_correction_that_ends_a_term_is_a_leaving(string? right, int? from, int? until, int? last)
    {
        var state = new UnitState { Fills = [SmallGrid.Fill(Worker, $"P{Worker}", SmallGrid.Start)] };
        var correct = Leave with { Act = Act.CorrectFill, Since = SmallGrid.Start, Right = right, Name = right, On = Day(from), Until = Day(until) };

        Assert.Equal(Day(last), LeavingRules.LastDayOf(state, correct, On));
        // Whoever shares the post stays.
        Assert.Null(LeavingRules.LastDayOf(state with { Fills = [.. state.Fills, SmallGrid.Fill(Worker, "R", SmallGrid.Start) with { Shared = true, Reason = "分工" }] }, correct, On));

        static DateOnly? Day(int? days) => days is { } n ? On.AddDays(n) : null;
    }

    [Fact]
    public void A_term_that_is_over_does_not_end_again() =>
        Assert.Null(LeavingRules.LastDayOf(
            new UnitState { Fills = [SmallGrid.Fill(Worker, $"P{Worker}", SmallGrid.Start, On.AddDays(-1))] }, Leave with { Act = Act.CorrectFill, Since = SmallGrid.Start, Until = On.AddDays(-9) }, On));

    [Fact]
    public void Each_side_signs_once_and_nobody_else_does()
    {
        var leaving = new Leaving { Post = Worker, Person = "gone", Name = "某", On = On };
        var outline = PureItems.OutlineAt(new Moment(On, DateTimeOffset.MaxValue));
        var state = new UnitState { Leavings = [leaving] };
        var gone = new Actor { Code = "gone", Person = "gone", Name = "某", Unit = SmallGrid.Branch };

        foreach (var taker in (string[])[Worker, BranchHead, CountyHead, CityHead])
        {
            var once = state with { Leavings = Sign(state, Someone(taker)) };
            Assert.Equal((false, true), (once.Leavings[0].IsSigned, Sign(once, gone)[0].IsSigned));
            Assert.Throws<GridRuleException>(() => Sign(once, Someone(BranchHead)));
        }

        foreach (var other in (string[])[Colleague, Stranger, OfficeHead])
            Assert.Equal("post", Assert.Throws<GridRuleException>(() => Sign(state, Someone(other))).Field);
        Assert.Equal(RefusalCode.NotFound, Assert.Throws<GridRuleException>(() => Sign(new UnitState(), gone)).Code);

        List<Leaving> Sign(UnitState of, Actor actor) =>
            LeavingRules.Sign(of, new UnitCommand { Act = Act.SignHandover, Post = Worker, Person = "gone", Actor = actor }, outline, GridCluster.Noon);
    }

    private static UnitCommand Leave => new() { Id = "v", Act = Act.Vacate, Post = Worker, Person = $"P{Worker}", Actor = Someone(CountyHead) };

    private static ListVersion Issued => new() { List = SmallGrid.List, Number = 1, InForceFrom = SmallGrid.Start, Duties = [.. DutiesOf(Pairs).Select(d => d with { ChangedIn = 1 })] };

    private static IEnumerable<int> Bits(int set) => Enumerable.Range(1, Pairs).Where(pair => (set >> (pair - 1) & 1) == 1);
}
