using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>Extension, refinement, late entries and later versions: what moves beside the state.</summary>
public sealed class ItemRefineTests
{
    private static readonly ItemKey Parent = ItemOf(CountyHead);
    private static readonly DateOnly Due = new(2026, 6, 30);

    private readonly PureItems _grid = new();

    [Fact]
    public void Two_extensions_leave_all_three_dates_to_be_read()
    {
        _grid.Do(AcceptItem, Parent, CountyHead);
        Extend("e1", new(2026, 12, 1));
        _grid.Now = _grid.Now.AddDays(1);
        Extend("e2", new(2026, 12, 31));

        Assert.Equal([Due, new(2026, 12, 1), new(2026, 12, 31)], _grid.Stored[Parent].Entries.Select(e => e.DueOn!.Value));
        Assert.Equal([null, Checker, Checker], _grid.Stored[Parent].Entries.Select(e => e.Other));
        Assert.Equal(new(2026, 12, 31), _grid.Find(Parent)!.DueOn);
        Assert.Equal(new(2026, 12, 1), Lives.At(_grid.Stored[Parent].Life, _grid.Find(Parent)!.Duty, new(_grid.Today, _grid.Now.AddTicks(-1)))!.DueOn);
    }

    [Fact]
    public void An_extension_keeps_the_state_even_where_nobody_has_accepted()
    {
        Extend("e", new(2026, 12, 1));

        Assert.Equal((ItemState.Pending, new DateOnly(2026, 12, 1)), (_grid.Find(Parent)!.State, _grid.Find(Parent)!.DueOn));
        Assert.Equal(ItemState.Accepted, _grid.Do(AcceptItem, Parent, CountyHead).State);
        Assert.Equal(new(2026, 12, 1), _grid.Find(Parent)!.DueOn);
    }

    [Fact]
    public void A_child_waits_in_its_own_words_and_its_parent_waits_for_it()
    {
        var child = Refine(Colleague, dueOn: new(2026, 6, 1));

        var row = _grid.Find(child)!;
        Assert.Equal((ItemState.Pending, new DateOnly(2026, 6, 1), "逐户排查", 1), (row.State, row.DueOn, row.Duty.Standard, row.Depth - _grid.Find(Parent)!.Depth));
        Assert.Equal((ChargeItem, CountyHead, Parent.Duty), (_grid.Stored[child].Entries[0].Act, _grid.Stored[child].Entries[0].Who.Code, _grid.Stored[child].Entries[0].Other));
        Assert.Equal(Parent, row.View.RefinedFrom);

        foreach (var act in (Act[])[ReportItem, SubmitItem]) _grid.Do(act, Parent, CountyHead);
        Assert.Contains("尚未销号", Assert.Throws<GridRuleException>(() => _grid.Do(CloseItem, Parent, CityHead)).Message);
        foreach (var act in (Act[])[AcceptItem, ReportItem, SubmitItem]) _grid.Do(act, child, Colleague);
        Assert.Throws<GridRuleException>(() => _grid.Do(CloseItem, Parent, CityHead));
        _grid.Do(CloseItem, child, CountyHead);
        Assert.Equal(ItemState.Closed, _grid.Do(CloseItem, Parent, CityHead).State);
    }

    [Theory]
    [InlineData(OfficeHead, true), InlineData(BranchHead, true), InlineData(Worker, true)]
    [InlineData(CountyHead, false), InlineData(CityHead, false), InlineData(Stranger, false), InlineData("nowhere", false)]
    public void A_child_stands_in_the_subtree_and_never_at_the_post_itself(string post, bool isTaken)
    {
        if (isTaken) Assert.Equal(post, Refine(post).Post);
        else Assert.Equal("post", Assert.Throws<GridRuleException>(() => Refine(post)).Field);
    }

    [Fact]
    public void A_child_is_put_off_only_as_far_as_its_parent()
    {
        var child = Refine(Colleague);
        Assert.Equal("dueOn", Assert.Throws<GridRuleException>(() => Extend("no", Due.AddDays(1), child)).Field);

        Extend("parent", Due.AddDays(30));

        Assert.Throws<GridRuleException>(() => Extend("too far", Due.AddDays(31), child));
        Extend("yes", Due.AddDays(30), child);
        Assert.Equal(Due.AddDays(30), _grid.Find(child)!.DueOn);
    }

    [Fact]
    public void A_child_of_a_duty_with_a_long_code_can_stand()
    {
        var longest = $"2026-{new string('长', 59)}";
        _grid.Issued = _grid.Issued with { Duties = [SmallGrid.Duty(longest, "主要负责人", [2], Due) with { ChangedIn = 1 }] };
        var item = Parent with { Duty = longest };
        _grid.Do(AcceptItem, item, CountyHead);
        _grid.Do(RefineItem, item, CountyHead);

        var child = Assert.Single(_grid.Stored[item].Charges).Key;
        Assert.Equal($"i:100/{Colleague}/2026/{child.Duty}", GridKeys.Item(child));
        Assert.Equal(item, _grid.Find(child)!.View.RefinedFrom);
    }

    [Fact]
    public void What_is_told_late_is_marked_and_never_turns_time_back()
    {
        _grid.Do(AcceptItem, Parent, CountyHead, on: new(2026, 11, 10));
        _grid.Now = _grid.Now.AddDays(2);
        _grid.Do(ReportItem, Parent, CountyHead, on: new(2026, 11, 5));
        _grid.Do(SubmitItem, Parent, CountyHead);

        Assert.Equal([(true, new(2026, 11, 10)), (true, new(2026, 11, 5)), (false, new DateOnly(2026, 11, 24))], _grid.Stored[Parent].Entries.Select(e => (e.Late, e.On)));
        Assert.Equal(
            [(9, ItemState.Pending), (10, ItemState.InProgress), (23, ItemState.InProgress), (24, ItemState.Submitted)],
            ((int[])[9, 10, 23, 24]).Select(day => (day, StateOn(new(2026, 11, day)))));
    }

    [Fact]
    public void A_child_made_late_is_marked_late_on_both_sides()
    {
        _grid.Do(AcceptItem, Parent, CountyHead, on: new(2026, 11, 10));
        _grid.Do(RefineItem, Parent, CountyHead, on: new(2026, 11, 12));

        var child = Assert.Single(_grid.Stored[Parent].Charges).Key;
        Assert.True(_grid.Stored[Parent].Entries[^1].Late);
        Assert.True(_grid.Stored[child].Entries[0].Late);
    }

    [Fact]
    public void A_later_version_that_changes_the_duty_asks_anew_and_keeps_the_history()
    {
        _grid.Do(AcceptItem, Parent, CountyHead);
        _grid.Do(ReportItem, Parent, CountyHead);
        Extend("e", new(2026, 12, 1));
        _grid.Issued = _grid.Issued with { Number = 2, Duties = [.. _grid.Issued.Duties.Select(d => d with { ChangedIn = d.Code == Parent.Duty ? 2 : 1, Title = "改写" })] };

        Assert.Equal((ItemState.Pending, Due, 3), (_grid.Find(Parent)!.State, _grid.Find(Parent)!.DueOn, _grid.Find(Parent)!.View.Version));
        Assert.Throws<GridRuleException>(() => _grid.Do(ReportItem, Parent, CountyHead));
        Assert.Equal(4, _grid.Do(AcceptItem, Parent, CountyHead).Version);
        Assert.Equal([AcceptItem, ReportItem, ExtendItem, AcceptItem], _grid.Stored[Parent].Entries.Select(e => e.Act));
        Assert.Null(_grid.Find(Parent)!.View.Percent);
    }

    [Fact]
    public void A_later_version_that_leaves_the_duty_alone_changes_nothing()
    {
        _grid.Do(AcceptItem, Parent, CountyHead);
        _grid.Issued = _grid.Issued with { Number = 2 };

        Assert.Equal(ItemState.Accepted, _grid.Find(Parent)!.State);
        Assert.Equal(ItemState.InProgress, _grid.Do(ReportItem, Parent, CountyHead).State);
    }

    private ItemState StateOn(DateOnly day) => _grid.Survey(new Moment(day, DateTimeOffset.MaxValue)).Rows.Single(r => r.ItemKey == Parent).State;

    private ItemKey Refine(string post, DateOnly? dueOn = null)
    {
        _grid.Do(AcceptItem, Parent, CountyHead);
        _grid.Do(Command("refine", RefineItem, Parent, CountyHead) with { Post = post, DueOn = dueOn });
        return _grid.Stored[Parent].Charges[^1].Key;
    }

    private void Extend(string id, DateOnly dueOn, ItemKey? item = null) => _grid.Do(Command(id, ExtendItem, item ?? Parent, CountyHead) with { DueOn = dueOn });
}
