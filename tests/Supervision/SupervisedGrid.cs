using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Supervision;

[CollectionDefinition(nameof(SupervisedGrid))]
public sealed class SupervisedGridCollection : ICollectionFixture<SupervisedGrid>;

/// <summary>The small grid with the five lines in the city, two of them in the county, and an officer of the county's dedicated department stationed at the branch.</summary>
public sealed class SupervisedGrid : IAsyncLifetime
{
    public const string Dedicated = "100D1", Legal = "100D2", PartyBuilding = "100D3", Personnel = "100D4", Daily = "100D5", Discipline = "110D1", Officer = "111-3";

    private int _commands;

    public GridCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Cluster = await GridCluster.Start();
        await Enter(Cluster);
    }

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();

    public static async Task Enter(GridCluster cluster)
    {
        List<UnitEntry> tree =
        [
            .. Tree.Where(u => u.Code != Office),
            Line(Dedicated, City, 1, "专责"), Line(Legal, City, 1, "法制"), Line(PartyBuilding, City, 1, "党建"), Line(Personnel, City, 1, "人事"), Line(Daily, City, 1, "日常"),
            Line(Discipline, County, 2, "专责"),
        ];
        tree = [.. tree.Select(u => u.Code == Branch ? u with { Line = "日常" } : u)];
        PostEntry[] places =
        [
            Place(City), Place(County), Place(Branch), Place(Branch, "岗位", 2), Place(Branch, "岗位", 3),
            .. tree.Where(u => u.Kind == UnitKind.Department).Select(u => Place(u.Code, "部门负责人")),
        ];
        await cluster.Grid(City).Enter(tree, [.. places]);
        foreach (var unit in places.GroupBy(p => p.Unit))
            await cluster.Unit(City, unit.Key).Record(Facts([.. unit]) with
            {
                Links = unit.Key == Branch ? [new Link { Kind = LinkKind.StationedAt, Subject = Discipline, Target = Officer, Span = new Span { From = Start } }] : [],
            });
        await cluster.List(City, List).Draft(Duties, newVersion: false, whole: false);
        await cluster.Issue(City, List);
        await cluster.WaitUntilSettled(City);
    }

    public static SupervisionTarget Item(string post = $"{Branch}-2", string duty = "2026-2") => new() { Kind = TargetKind.Item, Post = post, List = List, Duty = duty };

    public static SupervisionTarget At(string post) => new() { Kind = TargetKind.Post, Post = post };

    /// <summary>A command from the head of a unit, or from a post, on a day.</summary>
    public ActionCommand Look(string by, SupervisionTarget target, bool clean = true, DateOnly? on = null) => new()
    {
        Id = $"s{Interlocked.Increment(ref _commands)}", Actor = new Actor { Code = by.Contains('-') ? by : $"{by}-1" }, Targets = [target], Kind = SupervisionKind.Inspect, Clean = clean,
        Text = clean ? null : "有问题", On = on, Unit = target.Post is null ? Branch : "",
    };

    public Task<SupervisionAction> Record(ActionCommand command) => Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Record(command);

    public async Task<GridRuleException> Refused(ActionCommand command) => await Assert.ThrowsAsync<GridRuleException>(() => Record(command));

    public ISupervisionGrain Of(string unit) => Cluster.Grains.GetGrain<ISupervisionGrain>(GridKeys.Supervision(City, unit));

    public IOversightGrain Oversight => Cluster.Grains.GetGrain<IOversightGrain>(GridKeys.Grid(City));

    private static UnitEntry Line(string code, string parent, int level, string line) => Unit(code, parent, level, UnitKind.Department) with { Line = line };
}
