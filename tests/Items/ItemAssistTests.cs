using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>The lead of a duty that is not delegable stays; posts that assist come and go and answer for nothing.</summary>
public sealed class ItemAssistTests
{
    private static readonly ItemKey Item = ItemOf(CountyHead);

    private readonly PureItems _grid = new();

    public ItemAssistTests() => _grid.Do(AcceptItem, Item, CountyHead);

    [Fact]
    public void The_lead_of_a_duty_that_is_not_delegable_is_not_handed_on_and_may_be_assisted()
    {
        _grid.Issued = _grid.Issued with { Duties = _grid.Issued.Duties.ConvertAll(d => d with { Delegable = false }) };

        var refusal = Assert.Throws<GridRuleException>(() => _grid.Do(RefineItem, Item, CountyHead));
        Assert.Equal((Rule.NotDelegable, "item"), (refusal.Rule, refusal.Field));
        Assert.Contains("不可转派", refusal.Message);
        Assist(OfficeHead);

        Assert.Equal([OfficeHead], _grid.Find(Item)!.View.Assists.Select(a => a.Post));
    }

    [Fact]
    public void A_child_of_a_delegable_duty_is_as_delegable_as_its_duty()
    {
        _grid.Do(RefineItem, Item, CountyHead);
        var child = Assert.Single(_grid.Stored[Item].Charges).Key;
        _grid.Issued = _grid.Issued with { Duties = _grid.Issued.Duties.ConvertAll(d => d with { Delegable = false }) };

        Assert.False(_grid.Find(child)!.Duty.Delegable);
    }

    [Fact]
    public void Assistance_changes_no_holder_number_or_gap()
    {
        var before = _grid.Find(Item)!;
        var counted = _grid.Survey().Count(SmallGrid.City);
        Assist(Worker);
        var after = _grid.Find(Item)!;

        Assert.Equal(before.Key, after.Key);
        Assert.Equal(before.View.Holders, after.View.Holders);
        Assert.Equal((before.Gap, before.BreaksAt, before.State), (after.Gap, after.BreaksAt, after.State));
        Assert.Equivalent(counted.Cells, _grid.Survey().Count(SmallGrid.City).Cells);
    }

    [Fact]
    public void Who_assisted_when_is_read_on_both_clocks()
    {
        var first = _grid.Today;
        Assist(Worker);
        var known = _grid.Now;
        _grid.Now = _grid.Now.AddDays(10);
        End(Worker, first.AddDays(3));

        Assert.Empty(_grid.Find(Item)!.View.Assists);
        Assert.Single(At(first.AddDays(3), DateTimeOffset.MaxValue));
        Assert.Empty(At(first.AddDays(4), DateTimeOffset.MaxValue));
        Assert.Null(Assert.Single(At(first.AddDays(9), known)).Span.To);
        Assert.Empty(At(first.AddDays(-1), DateTimeOffset.MaxValue));
    }

    [Fact]
    public void What_came_and_went_in_any_order_leaves_each_post_assisting_at_most_once()
    {
        string[] posts = [OfficeHead, BranchHead, Worker, Colleague];
        for (var seed = 0; seed < 200; seed++)
        {
            var (grid, random, assisting) = (new PureItems(), new Random(seed), new HashSet<string>());
            grid.Do(AcceptItem, Item, CountyHead);
            for (var step = 0; step < 20; step++)
            {
                var (post, adds) = (posts[random.Next(posts.Length)], random.Next(2) == 0);
                grid.Now = grid.Now.AddDays(1);
                var taken = Record.Exception(() => grid.Do(Command($"s{step}", adds ? AddAssist : EndAssist, Item, CountyHead) with { Post = post, On = grid.Today.AddDays(adds ? 0 : -1) })) is null;

                Assert.Equal(adds ? assisting.Add(post) : assisting.Remove(post), taken);
                Assert.Equal(assisting.Order(), grid.Find(Item)!.View.Assists.Select(a => a.Post).Order());
            }
        }
    }

    private void Assist(string post) => _grid.Do(Command($"a{post}", AddAssist, Item, CountyHead) with { Post = post });

    private void End(string post, DateOnly on) => _grid.Do(Command($"e{post}", EndAssist, Item, CountyHead) with { Post = post, On = on });

    private List<Assist> At(DateOnly asOf, DateTimeOffset knownAt) => _grid.Survey(new Moment(asOf, knownAt)).Find(Item)!.View.Assists;
}
