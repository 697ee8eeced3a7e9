using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Supervision;

public sealed class OversightTests
{
    [Fact]
    public async Task Who_supervises_is_told_by_line_with_where_it_comes_from()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();

        var found = await grid.Oversight.ListSupervisors($"{Branch}-2", null, null);

        Assert.Equal(
            [("专责", SupervisorSource.BureauAbove, Discipline), ("日常", SupervisorSource.OwnBureau, Branch), ("专责", SupervisorSource.BureauAbove, Dedicated)],
            found.Where(s => s.Unit is Discipline or Branch or Dedicated && s.Source != SupervisorSource.Stationed).OrderByDescending(s => s.Unit, StringComparer.Ordinal).Select(s => (s.Line, s.Source, s.Unit)).OrderBy(s => Array.IndexOf([Discipline, Branch, Dedicated], s.Unit)));
        Assert.Equal(Officer, found.Single(s => s.Source == SupervisorSource.Stationed).Seat!.Post.Code);
    }

    [Fact]
    public async Task Of_an_item_only_the_functional_department_of_its_own_line_supervises()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.List(City, List).Draft([SmallGrid.Duty("2026-5", "岗位", [4], new(2026, 12, 10)) with { FunctionalLine = "党建" }], newVersion: true, whole: false);
        await grid.Cluster.Issue(City, List);

        // A silo may not have heard of the new list yet.
        var own = await Patience.Until("the new duty", async () => await Record.ExceptionAsync(() => Lines("2026-5")) is null ? await Lines("2026-5") : null);
        var (post, none) = (await Lines(null), await Lines("2026-2"));

        Assert.Equal(["专责", "专责", "专责", "人事", "党建", "日常", "日常", "法制"], post);
        Assert.Equal(["专责", "专责", "专责", "党建", "日常", "日常"], own);
        Assert.Equal(["专责", "专责", "专责", "日常", "日常"], none);
        Assert.Equal(RefusalCode.NotFound, (await Assert.ThrowsAsync<GridRuleException>(() => Lines("2026-1"))).Code);

        async Task<IEnumerable<string>> Lines(string? duty) =>
            (await grid.Oversight.ListSupervisors($"{Branch}-2", duty is null ? null : new ItemKey(City, List, duty, $"{Branch}-2"), null)).Select(s => s.Line!).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Blind_spots_piles_and_disagreements_follow_from_the_actions()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        var (from, to) = (new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30));
        await GridCluster.WaitUntil(() => grid.Oversight.GetReview(County, from, to, 25), r => r.ItemTotal == 4, r => $"{r.ItemTotal} items");
        var before = await grid.Oversight.GetReview(County, from, to, 25);
        await grid.Record(grid.Look(Dedicated, Item()));
        await grid.Record(grid.Look(Legal, Item(), clean: false));
        await grid.Record(grid.Look(Personnel, Item()));

        var after = await grid.Oversight.GetReview(County, from, to, 25);

        Assert.Equal(before.BlindTotal - 1, after.BlindTotal);
        Assert.Equal(["专责", "法制", "人事"], Assert.Single(after.Piles).Lines);
        Assert.Contains(after.Disagreements, d => d is { Kind: DisagreementKind.MissedByDedicated, FoundBy: Legal, MissedBy: Dedicated });
        // The officer who is stationed there recorded nothing.
        Assert.Contains(after.Disagreements, d => d is { Kind: DisagreementKind.MissedByOfficer, MissedBy: Officer });
    }

    [Fact]
    public async Task Work_comes_in_the_order_of_risk_and_page_by_page()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        var all = await GridCluster.WaitUntil(() => grid.Oversight.ListWork(Discipline, 100, null), w => w.Total == 4, w => $"{w.Total} items");
        await grid.Record(grid.Look(Discipline, Item(all.Items[0].Key.Post, all.Items[0].Key.Duty) with { List = List }));

        var next = await grid.Oversight.ListWork(Discipline, 100, null);
        var paged = new List<WorkItem>();
        while (paged.Count < next.Total) paged.AddRange((await grid.Oversight.ListWork(Discipline, 2, paged.LastOrDefault())).Items);

        Assert.Equal(next.Items.Select(i => i.Key), paged.Select(i => i.Key));
        Assert.Equal(all.Items[0].Key, next.Items[^1].Key);
        Assert.Equal([.. next.Items.Select(i => i.Risk).OrderDescending()], next.Items.Select(i => i.Risk));
        await Assert.ThrowsAsync<GridRuleException>(() => grid.Oversight.ListWork(City, 10, null));
    }

    [Fact]
    public async Task What_was_looked_at_in_a_branch_was_looked_at_when_the_branch_is_merged()
    {
        const string Into = "112";
        var today = new DateOnly(2026, 11, 22);
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.Grid(City).Enter([Unit(Into, County, 3, UnitKind.Branch)], [Place(Into)]);
        await grid.Record(grid.Look(Discipline, Item()));
        await grid.Record(grid.Look(Legal, Item(), clean: false));

        await grid.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(new StructureCommand { Id = "m", Act = Act.MergeUnits, Unit = Branch, Other = Into, On = today, Actor = new Actor { Code = $"{City}-1" } });

        var work = await GridCluster.WaitUntil(() => grid.Oversight.ListWork(Discipline, 100, null), w => w.Items.Exists(i => i.Unit == Into && i.Key.Post == $"{Branch}-2"), w => string.Join(' ', w.Items.Select(i => $"{i.Key.Post} in {i.Unit}")));
        Assert.Equal([($"{Branch}-2", (DateOnly?)today)], work.Items.Where(i => !i.Never).Select(i => (i.Key.Post, i.LastOn)));
        var after = await GridCluster.WaitUntil(() => grid.Oversight.GetReview(County, today, today, 25), r => r.Disagreements.Count > 0, r => $"{r.ItemTotal} items");
        Assert.DoesNotContain(after.Blind, i => i.Key.Post == $"{Branch}-2");
        Assert.Equal((Into, Legal, Discipline), Assert.Single(after.Disagreements, d => d.Target.Post == $"{Branch}-2" && d.Kind != DisagreementKind.MissedByOfficer) is var told ? (told.Unit, told.FoundBy, told.MissedBy) : default);
    }

    [Fact]
    public async Task Supervisors_without_one_and_mutual_pairs_are_listed()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.Unit(City, Branch).Record(new UnitFacts
        {
            Links = [Checks($"{Branch}-1", $"{Branch}-2"), Checks($"{Branch}-2", $"{Branch}-1")],
        });

        var found = await grid.Oversight.ListUnsupervised(City);

        // The city's own dedicated department has nobody in charge of it.
        Assert.Equal([new Unsupervised(UnsupervisedReason.None, Dedicated, null, null), new(UnsupervisedReason.Mutual, Branch, $"{Branch}-1", $"{Branch}-2")], found);
    }

    [Fact]
    public async Task A_pair_across_units_is_listed_whichever_end_is_asked_for()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.Unit(City, Branch).Record(new UnitFacts { Links = [Checks($"{City}-1", $"{Branch}-2")] });
        await grid.Cluster.Unit(City, City).Record(new UnitFacts { Links = [Checks($"{Branch}-2", $"{City}-1")] });

        Assert.Equal(new Unsupervised(UnsupervisedReason.Mutual, Branch, $"{Branch}-2", $"{City}-1"), Assert.Single(await grid.Oversight.ListUnsupervised(Branch)));
        Assert.Equal(new Unsupervised(UnsupervisedReason.Mutual, City, $"{City}-1", $"{Branch}-2"), Assert.Single(await grid.Oversight.ListUnsupervised(City), u => u.Reason == UnsupervisedReason.Mutual));
    }

    [Fact]
    public async Task Who_supervised_on_another_day_is_told_by_the_lines_of_that_day()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        var before = grid.Cluster.Clock.GetUtcNow();
        grid.Cluster.Clock.Advance(TimeSpan.FromDays(1));
        await grid.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(new StructureCommand { Id = "line", Digest = 1, Actor = new Actor { Code = $"{City}-1" }, Act = Act.AssignLine, Unit = Daily, Line = "法制", On = new DateOnly(2026, 10, 1) });

        // A silo may not have heard of the newest tree yet.
        await Patience.Until("the new line", async () => await LineAt(null) is "法制" and var line ? line : null);
        Assert.Equal("法制", await LineAt(new Moment(new DateOnly(2026, 10, 1), DateTimeOffset.MaxValue)));
        Assert.Equal("日常", await LineAt(new Moment(new DateOnly(2026, 9, 30), DateTimeOffset.MaxValue)));
        Assert.Equal("日常", await LineAt(new Moment(new DateOnly(2026, 10, 1), before)));

        async Task<string?> LineAt(Moment? at) => (await grid.Oversight.ListSupervisors($"{Branch}-2", null, at)).Single(s => s.Unit == Daily).Line;
    }

    [Fact]
    public async Task A_supervisor_whose_own_supervisor_is_vacant_is_listed()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.Unit(City, Dedicated).Record(new UnitFacts { Links = [new Link { Kind = LinkKind.InCharge, Subject = $"{City}-1", Target = Dedicated, Span = new Span { From = Start } }] });
        Assert.Empty(await grid.Oversight.ListUnsupervised(City));

        await grid.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(new UnitCommand { Id = "leave", Digest = 1, Actor = new Actor { Code = $"{City}-1" }, Act = Act.Vacate, Post = $"{Dedicated}-1", Person = $"P{Dedicated}-1", On = new DateOnly(2026, 11, 21) });

        // The county's own department still has the branch; the city's lines, and the county's department, have nobody above them.
        Assert.Equal([Dedicated], (await grid.Oversight.ListUnsupervised(City)).Where(u => u.Reason == UnsupervisedReason.Vacant).Select(u => u.Other).Distinct());
        Assert.Contains((await grid.Oversight.ListUnsupervised(City)), u => u.Unit == Discipline);
        Assert.DoesNotContain((await grid.Oversight.ListUnsupervised(City)), u => u.Unit == Branch);
    }

    private static Link Checks(string subject, string target) => new() { Kind = LinkKind.Checks, Subject = subject, Target = target, Span = new Span { From = Start } };
}
