namespace ResponsibilityGrid.Bench;

/// <summary>A question about supervision, the empty field in turns with it, and the rate or the share of that field promised of it.</summary>
internal sealed record Supervised(string Name, Measure Measure, Measure Empty, double? Rate, double? OfEmpty);

/// <summary>How long it took to record what is asked about, what the questions cost, and the flags among many records.</summary>
internal sealed record SupervisionResult(TimeSpan Seeding, IReadOnlyList<Supervised> Results, FlaggedResult Flags);

/// <summary>What supervision costs once all five lines have looked two hundred thousand times.</summary>
internal static class Supervision
{
    private const string Department = $"{BenchGrid.City}D1", Head = $"{Department}-01";
    private const int Looks = 200_000;

    private static readonly (Operation Operation, double? Rate, double? OfEmpty)[] Operations =
    [
        (new("matrix of the city by aspect",
            "query($from: String!, $to: String!) { supervisionMatrix(unit: \"370000\", by: ASPECT, period: { from: $from, to: $to }) { settled total { count cells { line count findings state } } } }",
            _ => [new { from = $"{BenchGrid.Today.AddMonths(-11):yyyy-MM}", to = $"{BenchGrid.Today:yyyy-MM}" }], null, 0), null, 0.6),
        (new("accountability of an item",
            "query($key: ItemKeyInput!, $on: Date!) { accountability(item: { key: $key }, on: $on) { roles { role state post holder { person { name } } } } }",
            grid => grid.LowestItems.Select((item, n) => new { key = new { list = BenchGrid.List, duty = item.Duty, post = item.Post }, on = BenchGrid.Today.AddDays(-(n % BenchGrid.Today.DayOfYear)) }), null, 0), 2000, null),
        (new("a department's work, fifty rows",
            "query($unit: String!) { supervisionWork(unit: $unit, first: 50) { totalCount nodes { title neverLooked keyFew overdue dueOn item { post } } } }",
            _ => [new { unit = Department }], null, 0), 500, null),
    ];

    public static async Task<SupervisionResult> Run(BenchGrid grid, GridHost host, BenchOptions options, Func<int, Operation[], Task<List<Measure>>> measure)
    {
        Console.Error.WriteLine($"  x{grid.Scale} supervision ...");
        var began = System.Diagnostics.Stopwatch.StartNew();
        await SupervisedCity.Found(grid, host);
        await SupervisedCity.Look(grid, host, (int)(Looks * Math.Min(1, grid.Scale)));
        var seeding = began.Elapsed;
        List<Supervised> results = [];
        foreach (var (operation, rate, ofEmpty) in Operations)
        {
            var asked = await measure(options.Clients, [operation, Operation.Empty]);
            results.Add(new Supervised(operation.Name, asked[0], asked[1], rate, ofEmpty));
        }

        return new SupervisionResult(seeding, results, await Flagged.Run(grid, host, options, Head, measure));
    }
}
