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

    private static Task<MatrixView> Matrix(SupervisedGrid grid, Principal caller, string unit, Moment? at = null) =>
        RightsHost.As(caller, () => grid.Of(unit).GetMatrix(new MatrixQuery(null, MatrixBy.Unit, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 1), at)));

    private static Task<WorkPage> Work(SupervisedGrid grid, Principal caller) => RightsHost.As(caller, () => grid.Oversight.ListWork(Branch, 25, null));

    private static Task<HandoverPack?> Pack(SupervisedGrid grid, Principal caller) =>
        RightsHost.As(caller, () => grid.Cluster.Grains.GetGrain<IHandoversGrain>(GridKeys.Grid(City)).GetPack($"{Branch}-2"));

    private static Task<ReviewView> Review(SupervisedGrid grid, Principal caller) =>
        RightsHost.As(caller, () => grid.Oversight.GetReview(Branch, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), 25));
}
