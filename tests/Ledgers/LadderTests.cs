using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>Who is reminded when, and what a reminder says about those who moved.</summary>
public sealed class LadderTests
{
    private static readonly ItemKey Item = ItemOf(Worker), Other = ItemOf(Colleague), Parent = ItemOf(CountyHead);
    private static readonly DateOnly Due = new(2026, 12, 10);

    private readonly PureItems _grid = new();
    private List<Reminder> _records = [];

    private Ladder Ladder => new(_records);

    [Theory]
    [InlineData("2026-12-04", null), InlineData("2026-12-05", Rung.Before), InlineData("2026-12-09", Rung.Before)]
    [InlineData("2026-12-10", Rung.DueDay), InlineData("2026-12-11", Rung.Overdue), InlineData("2027-03-01", Rung.Overdue)]
    public void A_date_reaches_a_rung_some_days_before_on_the_day_and_after_it(string today, Rung? rung) =>
        Assert.Equal(rung, Ladder.RungOf(Due, DateOnly.Parse(today), 5));

    [Fact]
    public void Each_rung_is_given_once_however_often_it_is_asked_for()
    {
        for (var day = new DateOnly(2026, 12, 1); day < new DateOnly(2026, 12, 20); day = day.AddDays(1))
        {
            RemindOn(day);
            RemindOn(day);
        }

        Assert.Equal([(Rung.Before, 5), (Rung.DueDay, 10), (Rung.Overdue, 11)], Given(Item).Select(r => (r.Rung, r.On.Day)));
        Assert.Equal(Given(Item), Given(Other));
        Assert.Equal(3, _records.Count(r => r.DueOn == Due));
    }

    [Fact]
    public void A_day_that_was_missed_gives_the_rung_that_is_reached_and_none_before_it()
    {
        RemindOn(new DateOnly(2026, 12, 12));

        Assert.Equal([Rung.Overdue], Given(Item).Select(r => r.Rung));
    }

    [Fact]
    public void An_extended_item_is_reminded_anew_and_keeps_the_old_reminder()
    {
        RemindOn(new DateOnly(2026, 12, 6));
        _grid.Do(ExtendItem, Item, Worker);
        RemindOn(new DateOnly(2026, 12, 11));
        Assert.Equal([(Due, Rung.Before)], Given(Item).Select(r => (r.DueOn, r.Rung)));
        Assert.Equal([Rung.Before, Rung.Overdue], Given(Other).Select(r => r.Rung));

        RemindOn(new DateOnly(2027, 1, 27));

        Assert.Equal([(Due, Rung.Before), (new DateOnly(2027, 1, 31), Rung.Before)], Given(Item).Select(r => (r.DueOn, r.Rung)));
    }

    [Fact]
    public void What_is_closed_or_retired_is_not_reminded()
    {
        On(new DateOnly(2026, 12, 1));
        foreach (var (act, by) in ((Act, string)[])[(AcceptItem, Worker), (ReportItem, Worker), (SubmitItem, Worker), (CloseItem, CountyHead)]) _grid.Do(act, Item, by);
        _grid.Do(DisputeItem, Other, Colleague);
        _grid.Do(UpholdDispute, Other, CityHead);

        RemindOn(new DateOnly(2026, 12, 11));

        Assert.Empty(Given(Item));
        Assert.Empty(Given(Other));
        Assert.DoesNotContain(_records, r => r.DueOn == Due);
    }

    [Fact]
    public void An_item_made_after_a_record_is_not_covered_by_it()
    {
        RemindOn(new DateOnly(2026, 6, 26));
        _grid.Do(AcceptItem, Parent, CountyHead);
        _grid.Do(RefineItem, Parent, CountyHead);
        var child = Assert.Single(_grid.Stored[Parent].Charges).Key;
        Assert.Empty(Given(child));

        var made = Assert.Single(Missing(child));
        _records.Add(made);

        Assert.Equal([made], Given(child));
        Assert.Equal(_records[0], Assert.Single(Given(Parent)));
        Assert.Empty(Missing(child));
    }

    [Fact]
    public void A_duty_that_came_to_be_due_later_is_not_covered_by_what_others_were_given()
    {
        RemindOn(new DateOnly(2026, 6, 26));
        On(new DateOnly(2026, 6, 27));
        _grid.Issued = _grid.Issued with { Number = 2, IssuedAt = _grid.Now, Duties = [_grid.Issued.Duties[0], _grid.Issued.Duties[1] with { ChangedIn = 2, DueOn = new DateOnly(2026, 6, 30) }] };
        Assert.Empty(Given(Item));
        Assert.Single(Given(Parent));

        RemindOn(new DateOnly(2026, 6, 28));

        Assert.Equal(new DateOnly(2026, 6, 28), Assert.Single(Given(Item)).On);
        Assert.Equal(new DateOnly(2026, 6, 26), Assert.Single(Given(Parent)).On);
    }

    [Fact]
    public void Those_who_did_nothing_are_told_from_those_who_were_pushed_and_those_who_moved_by_themselves()
    {
        On(new DateOnly(2026, 12, 4));
        Assert.Equal(ItemActivity.None, Activity(Item));
        _grid.Do(AcceptItem, Item, Worker);
        RemindOn(new DateOnly(2026, 12, 5));
        On(new DateOnly(2026, 12, 8));
        _grid.Do(AcceptItem, Other, Colleague);
        var (alone, pushed) = (Activity(Item), Activity(Other));
        var untouched = Activity(ItemOf(Stranger));

        Assert.Equal((ItemActivity.ByItself, ItemActivity.Prompted, ItemActivity.Dormant), (alone, pushed, untouched));
    }

    [Fact]
    public void Whoever_moved_once_and_then_rests_is_dormant_until_the_next_step()
    {
        On(new DateOnly(2026, 11, 1));
        _grid.Do(AcceptItem, Item, Worker);
        Assert.Equal(ItemActivity.ByItself, Activity(Item));

        On(new DateOnly(2026, 12, 5));
        Assert.Equal(ItemActivity.Dormant, Activity(Item));
        _grid.Do(ReportItem, Item, Worker);
        Assert.Equal(ItemActivity.ByItself, Activity(Item));
        On(new DateOnly(2026, 12, 9));
        Assert.Equal(ItemActivity.ByItself, Activity(Item));
        On(new DateOnly(2026, 12, 10));
        Assert.Equal(ItemActivity.Dormant, Activity(Item));

        _grid.Do(SubmitItem, Item, Worker);
        On(new DateOnly(2026, 12, 30));
        Assert.Equal(ItemActivity.ByItself, Activity(Item));
    }

    [Fact]
    public void A_reminder_by_hand_counts_like_one_of_the_ladder_and_is_no_activity()
    {
        On(new DateOnly(2026, 11, 1));
        _grid.Do(LogReminder, Item, CountyHead);
        _grid.Do(AcceptItem, Other, Colleague);
        Assert.Equal((ItemActivity.None, ItemActivity.ByItself), (Activity(Item), Activity(Other)));
        _grid.Now += TimeSpan.FromHours(1);
        _grid.Do(LogReminder, Other, CountyHead);
        _grid.Do(AcceptItem, Item, Worker);

        Assert.Equal((ItemActivity.Prompted, ItemActivity.ByItself), (Activity(Item), Activity(Other)));
    }

    [Fact]
    public void What_others_did_to_an_item_does_not_wake_it()
    {
        On(new DateOnly(2026, 12, 6));
        _grid.Do(LogReminder, Item, CountyHead);
        _grid.Do(ExtendItem, Other, CountyHead);

        Assert.Equal(ItemActivity.Dormant, Activity(Item));
        Assert.Equal(ItemActivity.None, Activity(Other));
    }

    private void On(DateOnly day) => _grid.Now = new DateTimeOffset(day.Year, day.Month, day.Day, 4, 0, 0, TimeSpan.Zero);

    private void RemindOn(DateOnly day)
    {
        On(day);
        _records = [.. _records, .. Missing([.. ItemsOf(1)])];
        // What follows is learnt later.
        _grid.Now += TimeSpan.FromMinutes(1);
    }

    private List<Reminder> Missing(params ItemKey[] items) => Ladder.Missing(items.Select(i => _grid.Find(i)!), _grid.Today, 5, _grid.Now);

    private List<Reminder> Given(ItemKey item) => Ladder.Of(_grid.Find(item)!);

    private ItemActivity Activity(ItemKey item) => Ladder.ActivityOf(_grid.Find(item)!, _grid.Today, 5);
}
