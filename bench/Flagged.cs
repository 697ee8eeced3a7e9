namespace ResponsibilityGrid.Bench;

/// <summary>So many records, how long they took to record, the flags among them, what asking for a page of those takes, and the search alone.</summary>
internal sealed record FlaggedResult(int Records, TimeSpan Seeding, int Flags, Measure Asked, AlikeResult Floor);

/// <summary>What flags cost end to end, over HTTP and through the grains, beside the index that they are answered from.</summary>
internal static class Flagged
{
    private const int TakenInAtOnce = 10_000;

    private static readonly Operation Flags = new("flags of the city, a page",
        "query($from: String!, $to: String!) { flags(unit: \"370000\", kind: LOOK_ALIKE, period: { from: $from, to: $to }, first: 25) { totalCount nodes { id recordCount similarity stateLabel } } }",
        _ => [new { from = $"{BenchGrid.Today:yyyy}-01", to = $"{BenchGrid.Today:yyyy-MM}" }], null, 0);

    public static async Task<FlaggedResult> Run(BenchGrid grid, GridHost host, BenchOptions options, string actor, Func<int, Operation[], Task<List<Measure>>> measure)
    {
        Console.Error.WriteLine($"  x{grid.Scale} {Flags.Name} ...");
        var began = System.Diagnostics.Stopwatch.StartNew();
        var texts = Alike.Texts((int)(Alike.Records * Math.Min(1, grid.Scale))).ToList();
        var flags = host.Grains.GetGrain<IFlagsGrain>(GridKeys.Flags(BenchGrid.City));
        var total = 0;
        foreach (var part in texts.Index().Chunk(TakenInAtOnce))
        {
            await Seed(grid, host, options, actor, part);
            // As it goes in an office: nobody's question has to take in everything.
            total = (await flags.ListFlags(new FlagQuery { Unit = BenchGrid.City, Kind = FlagKind.LookAlike, From = new DateOnly(BenchGrid.Today.Year, 1, 1), To = BenchGrid.Today, First = 1 })).Total;
        }

        var seeding = began.Elapsed;
        // One client: what is promised is how long a question takes.
        return new FlaggedResult(texts.Count, seeding, total, (await measure(1, [Flags]))[0], await Alike.Run(options, texts.Count));
    }

    private static async Task Seed(BenchGrid grid, GridHost host, BenchOptions options, string actor, (int Number, string Text)[] part)
    {
        var commands = host.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(BenchGrid.City));
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, options.Clients).Select(_ => Task.Run(async () =>
        {
            for (var at = Interlocked.Increment(ref next); at < part.Length; at = Interlocked.Increment(ref next))
            {
                var (number, text) = part[at];
                var branch = grid.Branches[number % grid.Branches.Count];
                await commands.Record(new ActionCommand
                {
                    Id = $"flagged-{number}", Actor = new Actor { Code = actor }, Kind = SupervisionKind.Talk, Clean = true, Text = text, On = BenchGrid.Today.AddDays(-(number % BenchGrid.Today.DayOfYear)),
                    Unit = branch, Targets = [new SupervisionTarget { Kind = TargetKind.Unit }],
                });
            }
        })));
    }
}
