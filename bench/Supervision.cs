namespace ResponsibilityGrid.Bench;

/// <summary>A question about supervision, and the rate or the share of the empty field promised of it.</summary>
internal sealed record Supervised(string Name, Measure Measure, double? Rate, double? OfEmpty);

/// <summary>How long it took to record what is asked about, what the questions cost, and the flags among many records.</summary>
internal sealed record SupervisionResult(TimeSpan Seeding, IReadOnlyList<Supervised> Results, FlaggedResult Flags);

/// <summary>What supervision costs once a department of the city has looked two hundred thousand times.</summary>
internal static class Supervision
{
    private const string Department = $"{BenchGrid.City}D1", Head = $"{Department}-01";
    private const int Looks = 200_000, LooksOfAction = 25;
    private static readonly DateOnly Today = new GridSettings().DateAt(DateTimeOffset.UtcNow);

    private static readonly (Operation Operation, double? Rate, double? OfEmpty)[] Operations =
    [
        (new("matrix of the city by aspect",
            "query($from: String!, $to: String!) { supervisionMatrix(unit: \"370000\", by: ASPECT, period: { from: $from, to: $to }) { settled total { count cells { line count findings state } } } }",
            _ => [new { from = $"{Today.AddMonths(-11):yyyy-MM}", to = $"{Today:yyyy-MM}" }], null, 0), null, 0.6),
        (new("accountability of an item",
            "query($key: ItemKeyInput!, $on: Date!) { accountability(item: { key: $key }, on: $on) { roles { role state post holder { person { name } } } } }",
            grid => grid.LowestItems.Select((item, n) => new { key = new { list = BenchGrid.List, duty = item.Duty, post = item.Post }, on = Today.AddDays(-(n % Today.DayOfYear)) }), null, 0), 2000, null),
        (new("a department's work, fifty rows",
            "query($unit: String!) { supervisionWork(unit: $unit, first: 50) { totalCount nodes { title neverLooked keyFew overdue dueOn item { post } } } }",
            _ => [new { unit = Department }], null, 0), 500, null),
    ];

    public static async Task<SupervisionResult> Run(BenchGrid grid, GridHost host, BenchOptions options, Func<Operation, int, Task<Measure>> measure)
    {
        Console.Error.WriteLine($"  x{grid.Scale} supervision ...");
        var began = System.Diagnostics.Stopwatch.StartNew();
        await Seed(grid, host, options);
        var seeding = began.Elapsed;
        List<Supervised> results = [];
        foreach (var (operation, rate, ofEmpty) in Operations) results.Add(new Supervised(operation.Name, await measure(operation, options.Clients), rate, ofEmpty));
        return new SupervisionResult(seeding, results, await Flagged.Run(grid, host, options, Head, measure));
    }

    /// <summary>The department comes to be, and looks at items of all branches, spread over a year.</summary>
    private static async Task Seed(BenchGrid grid, GridHost host, BenchOptions options)
    {
        var place = new PostEntry { Code = Head, Unit = Department, Layer = "部门负责人" };
        await host.Grains.GetGrain<IGridGrain>(GridKeys.Grid(BenchGrid.City)).Enter([new UnitEntry { Code = Department, Name = "专责部门", Parent = BenchGrid.City, Level = 1, Kind = UnitKind.Department, Line = new GridSettings().Lines[0] }], [place]);
        await host.Grains.GetGrain<IUnitGrain>(GridKeys.Unit(BenchGrid.City, Department)).Record(new UnitFacts { Posts = [new Post { Code = Head, Title = "负责人", Layer = place.Layer }] });
        var commands = host.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(BenchGrid.City));
        var looks = (int)(Looks * Math.Min(1, grid.Scale));
        // Actions of one unit each: items of a branch, 25 at a time.
        var items = grid.StaffItems.GroupBy(item => item.Post[..item.Post.IndexOf('-')]).Select(branch => branch.Chunk(LooksOfAction).ToList()).ToList();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, options.Clients).Select(_ => Task.Run(async () =>
        {
            for (var number = Interlocked.Increment(ref next); number < looks / LooksOfAction; number = Interlocked.Increment(ref next))
            {
                var branch = items[number % items.Count];
                await commands.Record(new ActionCommand
                {
                    Id = $"look-{number}", Actor = new Actor { Code = Head }, Kind = SupervisionKind.SpotCheck, Clean = number % 7 > 0, Text = "抽查台账", On = Today.AddDays(-(number % Today.DayOfYear)),
                    Targets = [.. branch[number / items.Count % branch.Count].Select(item => new SupervisionTarget { Kind = TargetKind.Item, List = BenchGrid.List, Duty = item.Duty, Post = item.Post })],
                });
            }
        })));
    }
}
