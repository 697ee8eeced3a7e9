using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>What waits for a post below it.</summary>
public sealed class QueueTests : IAsyncLifetime
{
    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_submission_waits_for_those_above_and_the_roots_own_for_the_dedicated_department()
    {
        foreach (var item in (ItemKey[])[ItemOf(Worker), ItemOf(CityHead)])
            foreach (var act in (Act[])[AcceptItem, ReportItem, SubmitItem]) await _cluster.Do($"{item.Post}{act}", act, item, item.Post);

        await Shown(CountyHead, q => q.Submissions, ItemOf(Worker));
        await Shown(CityHead, q => q.Submissions, ItemOf(Worker));
        await Shown(Checker, q => q.Submissions, ItemOf(CityHead));
        await Shown(BranchHead, q => q.Submissions);
        await Shown(OfficeHead, q => q.Submissions);
        await Shown(Stranger, q => q.Submissions);
    }

    [Fact]
    public async Task A_dispute_waits_for_whoever_gave_the_item()
    {
        await _cluster.Do("a", AcceptItem, ItemOf(CountyHead), CountyHead);
        await _cluster.Do("r", RefineItem, ItemOf(CountyHead), CountyHead);
        var child = Assert.Single(await _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, County)).ListChildren(ItemOf(CountyHead)));
        await _cluster.Do("d", DisputeItem, ItemOf(Worker), Worker);
        await _cluster.Do("e", DisputeItem, child, Colleague);
        await _cluster.Do("f", DisputeItem, ItemOf(CityHead), CityHead);

        await Shown(CityHead, q => q.Disputes, ItemOf(Worker));
        await Shown(CountyHead, q => q.Disputes, child);
        await Shown(BranchHead, q => q.Disputes);
    }

    [Fact]
    public async Task A_post_without_a_head_has_below_it_what_a_link_gives_it()
    {
        await Shown(Checker, q => q.Overdue);
        await Shown(Worker, q => q.Overdue);
        await _cluster.Unit(City, County).Record(new UnitFacts { Links = [new Link { Kind = LinkKind.AnswersFor, Subject = Checker, Target = County, Span = new Span { From = Start } }] });

        await Shown(Checker, q => q.Overdue, ItemOf(CountyHead), ItemOf(BranchHead));
    }

    [Fact]
    public async Task Whoever_answers_for_a_unit_two_levels_down_sees_its_items_and_each_once()
    {
        await _cluster.Unit(City, Branch).Record(Led(Branch));
        await Shown(Checker, q => q.Overdue, ItemOf(BranchHead));

        await _cluster.Unit(City, County).Record(Led(County));
        await Shown(Checker, q => q.Overdue, ItemOf(CountyHead), ItemOf(BranchHead));

        static UnitFacts Led(string unit) => new() { Links = [new Link { Kind = LinkKind.AnswersFor, Subject = Checker, Target = unit, Span = new Span { From = Start } }] };
    }

    [Fact]
    public async Task However_many_disputes_there_are_none_is_left_out()
    {
        const int Many = 103;
        await _cluster.Do("a", AcceptItem, ItemOf(CountyHead), CountyHead);
        for (var n = 0; n < Many; n++) await _cluster.Do($"r{n}", RefineItem, ItemOf(CountyHead), CountyHead);
        var children = await _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, County)).ListChildren(ItemOf(CountyHead));
        foreach (var child in children) await _cluster.Do($"d{child.Duty}", DisputeItem, child, Colleague);

        var disputes = await GridCluster.WaitUntil(async () => (await _cluster.Graph(City).GetQueue(CountyHead, 3)).Disputes, p => p.Total == Many, p => $"{p.Total} of {Many} disputes");

        Assert.Equal(3, disputes.Items.Count);
    }

    [Fact]
    public async Task The_key_few_come_first_and_nobody_is_below_himself()
    {
        await _cluster.Unit(City, Other).Record(new UnitFacts { Posts = [new Post { Code = Stranger, Title = Stranger, Layer = "主要负责人", KeyFew = true }] });

        var queue = await Shown(CityHead, q => q.Overdue, ItemOf(Stranger), ItemOf(CountyHead), ItemOf(BranchHead));
        var first = await _cluster.Graph(City).GetQueue(CityHead, 1);

        Assert.Equal(Stranger, queue.Items[0].Key.Post);
        Assert.Equal((3, Stranger), (first.Overdue.Total, Assert.Single(first.Overdue.Items).Key.Post));
        Assert.Equal([ItemOf(CityHead)], first.Mine.Select(i => i.Key));
    }

    [Fact]
    public async Task The_row_of_a_county_is_red_for_its_own_head_who_has_no_mark_and_amber_for_somebody_elses()
    {
        foreach (var (act, by) in ((Act, string)[])[(AcceptItem, CountyHead), (ReportItem, CountyHead), (SubmitItem, CountyHead), (CloseItem, CityHead)]) await _cluster.Do($"{act}", act, ItemOf(CountyHead), by);
        await _cluster.Unit(City, Branch).Record(new UnitFacts { Posts = [new Post { Code = BranchHead, Title = BranchHead, Layer = "主要负责人", KeyFew = true }] });

        var lit = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o.Settled && o.KeyFew == 1 && o.Overdue == 3, o => $"{o.KeyFew} of 1 item of the key few, {o.Overdue} of 3 overdue");

        Assert.Equal((Light.Red, 1), (Row(Other).Light, Row(Other).HeadOverdue));
        Assert.Equal((Light.Amber, 0, 1), (Row(County).Light, Row(County).HeadOverdue, Row(County).Overdue));
        Assert.Equal((Light.Red, 1), (lit.Light, lit.HeadOverdue));

        Overview Row(string unit) => lit.Children.Single(c => c.Unit == unit);
    }

    [Fact]
    public async Task Cover_that_is_about_to_run_out_is_told_to_the_head()
    {
        var place = Place(Branch, "岗位", 7);
        await _cluster.Grid(City).Enter([], [place]);
        await _cluster.Unit(City, Branch).Record(Facts(place) with { Fills = [Fill(place.Code, "P1", new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 1), FillKind.Acting)] });

        var covers = await Patience.Until("cover running out", async () => (await _cluster.Graph(City).GetQueue(CountyHead, 5)).Covers is [var cover] ? cover : null);

        Assert.Equal((place.Code, "P1", new DateOnly(2026, 12, 1)), (covers.Post.Code, covers.Fill.Person, covers.Until));
        Assert.Empty((await _cluster.Graph(City).GetQueue(Stranger, 5)).Covers);
    }

    private Task<QueuePart> Shown(string post, Func<QueueView, QueuePart> part, params ItemKey[] items) => GridCluster.WaitUntil(
        async () => part(await _cluster.Graph(City).GetQueue(post, 25)),
        p => p.Total == items.Length && p.Items.Select(i => i.Key).ToHashSet().SetEquals(items),
        p => $"{post}: {p.Total} of {items.Length}, {string.Join(' ', p.Items.Select(i => i.Key.Post))}");
}
