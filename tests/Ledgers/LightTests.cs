using CsCheck;
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
        var overview = Of(Item(95, ItemState.Closed, Past), Item(1, ItemState.Accepted, Past, head: true));

        Assert.Equal((Light.Red, 1, 1), (overview.Light, overview.HeadOverdue, overview.Overdue));
    }

    [Fact]
    public void A_row_is_red_exactly_when_somebody_is_late_who_heads_that_very_unit_or_is_of_its_key_few() => Some.City.Sample(city =>
    {
        var (ledgers, survey, settings) = (new SomeLedgers(city), city.Survey(), new GridSettings());
        foreach (var unit in city.Outline.Units)
        {
            var layers = city.Structure.Posts.Where(p => p.Unit == unit).Select(p => p.Layer).ToHashSet();
            var leading = settings.HeadLayers.Find(layers.Contains);
            var late = survey.Rows.Where(r => r.Unit == unit && r.Seat is not null && r.DueOn < city.At.AsOf && r.State.IsOpen()).Select(r => r.Seat!.Post)
                .Count(post => post.KeyFew || post.Layer == "主要负责人" || post.Layer == leading);
            Overview[] told =
            [
                ledgers[unit].OverviewOf(null), Overviews.Of(survey.Count(unit), city.Outline, survey.DutyOf, null, []),
                .. city.Outline.Unit(unit).Parent is { } above ? ledgers[above].OverviewOf(null).Children.Where(c => c.Unit == unit) : [],
            ];

            Assert.All(told, row => Assert.Equal((late, late > 0), (row.HeadOverdue, row.Light == Light.Red)));
        }
    }, iter: 500);

    [Fact]
    public void Only_what_is_checked_and_closed_to_the_last_is_green()
    {
        Assert.Equal(Light.Green, Of(Item(3, ItemState.Closed, Past, head: true)).Light);
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

    private static Cell Item(int count, ItemState state, DateOnly due, bool head = false, DateOnly? since = null, ItemActivity activity = ItemActivity.None) =>
        new(new CellKey { List = List, Duty = "2026-11", Level = 2, Head = head, State = state, DueOn = due, Since = since, Activity = activity }, count);
}
