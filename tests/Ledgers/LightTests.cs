using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>How a row of an overview is lit.</summary>
public sealed class LightTests
{
    private static readonly DateOnly Today = new(2026, 7, 1), Past = new(2026, 6, 30), Next = new(2026, 12, 10);

    [Fact]
    public void A_head_who_is_late_is_not_hidden_behind_a_fine_average()
    {
        var overview = Of(Item(95, ItemState.Closed, Past), Item(1, ItemState.Accepted, Past, keyFew: true));

        Assert.Equal((Light.Red, 1, 1), (overview.Light, overview.HeadOverdue, overview.Overdue));
    }

    [Fact]
    public void A_head_further_down_is_late_for_his_own_unit()
    {
        var overview = Of(Item(1, ItemState.InProgress, Past, keyFew: true, level: 3), Item(3, ItemState.Accepted, Next, keyFew: true));

        Assert.Equal((Light.Amber, 0, 1), (overview.Light, overview.HeadOverdue, overview.Overdue));
    }

    [Fact]
    public void Only_what_is_checked_and_closed_to_the_last_is_green()
    {
        Assert.Equal(Light.Green, Of(Item(3, ItemState.Closed, Past, keyFew: true)).Light);
        Assert.Equal(Light.Grey, Of(Item(3, ItemState.Closed, Past), Item(1, ItemState.Submitted, Today)).Light);
        Assert.Equal(Light.Grey, Of().Light);
    }

    [Fact]
    public void What_waits_longer_than_allowed_is_counted_from_the_day_of_the_push()
    {
        var overview = Of(Item(4, ItemState.Pending, Next, since: new DateOnly(2026, 6, 25)), Item(2, ItemState.Pending, Next, since: new DateOnly(2026, 6, 26)), Item(1, ItemState.Accepted, Next));

        Assert.Equal((4, 7, Light.Grey), (overview.Unaccepted, overview.Items, overview.Light));
    }

    [Fact]
    public void Every_item_did_something_or_nothing()
    {
        var overview = Of([.. Enum.GetValues<ItemActivity>().Select((activity, n) => Item(n + 1, ItemState.Accepted, Next, activity: activity))]);

        Assert.Equal([1, 2, 3, 4], overview.ByActivity.Select(t => t.Count));
        Assert.Equal(overview.Items, overview.ByActivity.Sum(t => t.Count));
    }

    private static Overview Of(params Cell[] cells) =>
        Overviews.Of(new RollUp { Unit = County, Today = Today, Cells = [.. cells] }, PureItems.OutlineAt(new Moment(Today, DateTimeOffset.MaxValue)), _ => new Duty(), null, []);

    private static Cell Item(int count, ItemState state, DateOnly due, bool keyFew = false, int level = 2, DateOnly? since = null, ItemActivity activity = ItemActivity.None) =>
        new(new CellKey { List = List, Duty = "2026-11", Level = level, KeyFew = keyFew, State = state, DueOn = due, Since = since, Activity = activity }, count);
}
