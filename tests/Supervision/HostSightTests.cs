using ResponsibilityGrid.Tests.Rights;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Supervision;

/// <summary>What a stationed officer finds goes to the sender, wherever looks are told of (D1).</summary>
public sealed class HostSightTests
{
    private static readonly Principal Host = new() { Subject = "key:host", Grid = City }, Sender = new() { Subject = "key:sender", Grid = City };

    [Fact]
    public async Task The_host_hears_nothing_of_it_in_a_handover_or_a_review()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter(
            [Grant.AtStart(Host.Subject, Role.Clerk, Branch, null, DateTimeOffset.MinValue), Grant.AtStart(Sender.Subject, Role.Clerk, County, null, DateTimeOffset.MinValue)]);
        await grid.Record(grid.Look(Officer, Item(), clean: false) with { Duty = "监督", Task = "审开支" });
        await grid.Record(grid.Look(Personnel, Item()));

        Assert.Equal(Officer, Assert.Single((await Pack(grid, Sender))!.Findings).Officer);
        Assert.Contains((await Review(grid, Sender)).Disagreements, found => found.FoundBy == Discipline);

        Assert.Empty((await Pack(grid, Host))!.Findings);
        // Not even that the officer found nothing.
        Assert.Empty((await Review(grid, Host)).Disagreements);
    }

    /// <summary>Neither in the numbers of the host, nor in those of the bureau above, nor in what is to be looked at next.</summary>
    [Fact]
    public async Task The_host_hears_nothing_of_it_in_numbers_or_in_work()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter(
            [Grant.AtStart(Host.Subject, Role.Clerk, Branch, null, DateTimeOffset.MinValue), Grant.AtStart(Sender.Subject, Role.Clerk, County, null, DateTimeOffset.MinValue)]);
        foreach (var day in (int[])[2, 9])
            await grid.Record(grid.Look(Officer, Item(), clean: false, on: new DateOnly(2026, 11, day)) with { Duty = "监督", Task = "审开支" });
        await grid.Record(grid.Look(Personnel, Item()));
        await GridCluster.WaitUntil(() => Matrix(grid, Sender, County), m => m.Settled && m.Total.Cells.Sum(c => c.Count) == 3, m => $"{m.Total.Cells.Sum(c => c.Count)} looks");
        var before = new Moment(new DateOnly(2026, 11, 22), DateTimeOffset.MaxValue);

        foreach (var (unit, at) in ((string, Moment?)[])[(Branch, null), (County, null), (Branch, before), (County, before)])
        {
            Assert.Equal([("专责", 2), ("人事", 1)], Counts(await Matrix(grid, Sender, unit, at)));
            Assert.Equal([("人事", 1)], Counts(await Matrix(grid, Host, unit, at)));
        }

        Assert.Equal(2, (await Matrix(grid, Sender, County)).Rows.Single(r => r.Key == Branch).Cells[0].Count);
        Assert.Equal(0, (await Matrix(grid, Host, County)).Rows.Single(r => r.Key == Branch).Cells[0].Count);
        Assert.Contains((await Work(grid, Sender)).Items, item => item.Recurrent);
        Assert.DoesNotContain((await Work(grid, Host)).Items, item => item.Recurrent);

        static IEnumerable<(string, int)> Counts(MatrixView matrix) => matrix.Total.Cells.Where(c => c.Count > 0).Select(c => (c.Line, c.Count));
    }

    [Fact]
    public async Task The_card_of_an_officer_is_the_senders_and_nothing_to_the_host()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter(
            [Grant.AtStart(Host.Subject, Role.Clerk, Branch, null, DateTimeOffset.MinValue), Grant.AtStart(Sender.Subject, Role.Clerk, County, null, DateTimeOffset.MinValue)]);
        await grid.Record(grid.Look(Officer, Item()) with { Duty = "监督", Task = "审开支" });

        Assert.Equal((Discipline, Branch, 1), await Card(Sender) is { } card ? (card.Sender, card.Host, card.Cells.Sum(cell => cell.Count)) : default);
        Assert.Null(await Card(Host));
        foreach (var unit in (string[])[County, Branch, Discipline]) Assert.Equal([Officer], await Cards(Sender, unit));
        Assert.Empty(await Cards(Host, Branch));

        async Task<IEnumerable<string>> Cards(Principal caller, string unit) => (await RightsHost.As(caller, () => grid.Oversight.ListOfficerCards(unit, new DateOnly(2026, 11, 1), 25))).Select(card => card.Post);

        Task<OfficerCard?> Card(Principal caller) => RightsHost.As(caller, () => grid.Oversight.GetOfficerCard(Officer, new DateOnly(2026, 11, 1)));
    }

    /// <summary>Who looked at a post before it came is told where it stands now, as a code: what the looks said stays with the unit that they were made in.</summary>
    [Fact]
    public async Task A_department_of_another_county_is_named_for_a_post_that_came_from_there()
    {
        const string Second = "120", Into = "121";
        var today = new DateOnly(2026, 11, 22);
        var clerk = new Principal { Subject = "key:second", Grid = City };
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.Grid(City).Enter([Unit(Second, City, 2), Unit(Into, Second, 3, UnitKind.Branch)], []);
        await grid.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter([Grant.AtStart(clerk.Subject, Role.Clerk, Second, null, DateTimeOffset.MinValue)]);
        var look = await grid.Record(grid.Look(Discipline, Item()));
        await grid.Record(grid.Look(Legal, Item(), clean: false));
        await grid.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(new StructureCommand { Id = "m", Act = Act.MergeUnits, Unit = Branch, Other = Into, On = today, Actor = new Actor { Code = $"{City}-1" } });

        var review = await GridCluster.WaitUntil(() => RightsHost.As(clerk, () => grid.Oversight.GetReview(Second, today, today, 25)), r => r.Disagreements.Count > 0, r => $"{r.ItemTotal} items");

        Assert.Equal((Into, Legal, Discipline), Assert.Single(review.Disagreements) is var told ? (told.Unit, told.FoundBy, told.MissedBy) : default);
        Assert.Empty(await RightsHost.As(clerk, () => grid.Of(Branch).GetAction(look.Number)));
        Assert.Equal(RefusalCode.NotFound, await RightsHost.Refused(clerk, () => grid.Of(Branch).ListActions(new ActionQuery { First = 10 })));
    }

    private static Task<MatrixView> Matrix(SupervisedGrid grid, Principal caller, string unit, Moment? at = null) =>
        RightsHost.As(caller, () => grid.Of(unit).GetMatrix(new MatrixQuery(null, MatrixBy.Unit, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 1), at)));

    private static Task<WorkPage> Work(SupervisedGrid grid, Principal caller) => RightsHost.As(caller, () => grid.Oversight.ListWork(Branch, 25, null));

    private static Task<HandoverPack?> Pack(SupervisedGrid grid, Principal caller) =>
        RightsHost.As(caller, () => grid.Cluster.Grains.GetGrain<IHandoversGrain>(GridKeys.Grid(City)).GetPack($"{Branch}-2"));

    private static Task<ReviewView> Review(SupervisedGrid grid, Principal caller) =>
        RightsHost.As(caller, () => grid.Oversight.GetReview(Branch, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), 25));
}
