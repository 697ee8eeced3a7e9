namespace ResponsibilityGrid.Bench;

/// <summary>What commands cost, each durable when it is answered.</summary>
internal sealed record WriteResult
{
    /// <summary>Acceptances of items that nobody had touched.</summary>
    public required Measure FirstTouch { get; init; }

    /// <summary>Reports on items that were touched before.</summary>
    public required Measure Report { get; init; }

    /// <summary>The same two while nobody asks who calls; none where that cannot be had.</summary>
    public (Measure FirstTouch, Measure Report)? Open { get; init; }

    /// <summary>The same two of the peer, on its own items; none where it was not asked for.</summary>
    public (Measure FirstTouch, Measure Report)? Peer { get; init; }

    /// <summary>The row of an item after its first touch, and after reports, in turns with these; written by nobody but the database.</summary>
    public required (RawPair First, RawPair Later) Floor { get; init; }

    /// <summary>Reports on items with so many entries in their history.</summary>
    public required IReadOnlyList<(int Entries, Measure Measure)> Histories { get; init; }

    /// <summary>Sixty-four writers in one unit, and one in each of sixty-four units.</summary>
    public required (Measure One, Measure Many) Units { get; init; }
}

/// <summary>Measures commands over HTTP on a grid that is issued and at rest.</summary>
internal static class Writes
{
    private const string Accept = "mutation($item: ItemBy!) { acceptItem(input: { item: $item }) { item { version state } userErrors { code message } } }";
    private const string Progress = "mutation($item: ItemBy!) { reportItem(input: { item: $item, percent: 50, text: \"按计划推进\", evidence: [\"台账\"] }) { item { version state } userErrors { code message } } }";
    private const int Writers = 64;

    // More first touches a second than any machine has answered, in one process and in several.
    private const int Quickest = 8_000, QuickestApart = 3_000;

    /// <summary>Items that are reported on in turns, at most.</summary>
    public const int Reported = 4096;

    public static async Task<WriteResult> Run(BenchGrid grid, GridHost host, Peer? peer, BenchOptions options)
    {
        Console.Error.WriteLine($"  x{grid.Scale} commands ...");
        var hasOpen = !options.IsApart;
        var items = grid.StaffItems.ToList();
        // The last ones are left for the histories.
        var accepts = Each(items.SkipLast(options.Clients), Accept);
        var touched = 0;
        var peers = peer is null ? null : new PeerWrites(peer, items, options.Clients);
        var first = await InTurns(window => Load.Run(options.Clients, window, host.Address, _ => () => accepts[(Interlocked.Increment(ref touched) - 1) % accepts.Count]), peers is null ? null : peers.Accept,
            // What is measured needs untouched ones too, however long the warm-up would still take.
            enough: () => touched > accepts.Count / 2, isReport: false);

        // Once all were accepted the rest was refused, which counts as failed.
        var begun = items.Take(Math.Min(Math.Min(touched, accepts.Count), Reported)).ToList();
        var reports = Each(begun, Progress);
        var report = await InTurns(window => Load.Run(options.Clients, window, host.Address, Load.Turns(reports, options.Clients)), peers is null ? null : peers.Report, isReport: true);

        // Items that nobody has reported on yet, one a client.
        var fresh = items.TakeLast(options.Clients).ToList();
        await Ask(fresh, Accept, 1);
        List<(int, Measure)> histories = [];
        var entries = 1;
        foreach (var size in options.Histories)
        {
            await Ask(fresh, Progress, size - entries);
            var wires = Each(fresh, Progress);
            // No longer than the history stays about as long as it is said to be.
            var measure = await Repeat(wires, Math.Max(24, size / 4));
            entries = size + Math.Max(24, size / 4);
            histories.Add((size, measure));
        }

        var branches = grid.Branches.Take(Writers).ToList();
        var one = items.Where(item => item.Post.StartsWith(branches[0] + "-", StringComparison.Ordinal)).Take(Writers).ToList();
        var many = branches.Select(branch => items.First(item => item.Post.StartsWith(branch + "-", StringComparison.Ordinal))).ToList();
        await Ask([.. one.Concat(many).Distinct()], Accept, 1);
        return new WriteResult
        {
            FirstTouch = first[0],
            Report = report[0],
            Open = hasOpen ? (first[3], report[3]) : null,
            Peer = peer is null ? null : (first[^1], report[^1]),
            Floor = (new(first[1], first[2]), new(report[1], report[2])),
            Histories = histories,
            Units = (await Among(one), await Among(many)),
        };

        async Task<List<Measure>> InTurns(Func<TimeSpan, Task<Measure>> ours, Func<TimeSpan, Task<Measure>>? peers, bool isReport, Func<bool>? enough = null)
        {
            var window = options.Window / options.Rounds;
            // Of the untouched items half are left after the warm-up; they must last for both sides, each with a quarter of a window before it.
            var most = options.IsApart ? QuickestApart : Quickest;
            if (!isReport) window = TimeSpan.FromSeconds(Math.Min(window.TotalSeconds, accepts.Count / 2 / 2.5 / most / options.Rounds));
            await using var rows = await RawWrites.Beside(host.Storage, []);
            await using var contract = await RawWrites.Beside(host.Storage, []);
            // They keep their connections from turn to turn: a server that many leave at once is busy with that for a while.
            var bare = await Task.WhenAll(Enumerable.Range(0, options.Clients).Select(rows.Bare));
            var byContract = await Task.WhenAll(Enumerable.Range(0, options.Clients).Select(number => contract.ByContract(number, !isReport)));
            List<Func<Task<Measure>>> measures = [() => ours(window), () => Rows(rows, bare), () => Rows(contract, byContract)];
            if (hasOpen) measures.Add(() => Doors.Open(() => ours(window)));
            if (peers is not null) measures.Add(() => peers(window));
            return await Suite.InTurns(options, measures, enough);

            // The row as it stands by now: it grows with every report.
            async Task<Measure> Rows(RawWrites raw, Ask[] writers)
            {
                raw.Payload = await RawWrites.Item(host.Storage, isReport);
                return await Load.Run(options.Clients, window, number => Task.FromResult(writers[number]));
            }
        }

        List<byte[]> Each(IEnumerable<(string Duty, string Post)> some, string command) =>
            [.. some.Select(item => Wire.Request(host.Address, command, new { item = new { key = new { list = BenchGrid.List, duty = item.Duty, post = item.Post } } }, item.Post))];

        Task<Measure> Among(List<(string Duty, string Post)> some)
        {
            var requests = Each(some, Progress);
            return Load.Run(Writers, options.Window, host.Address, client => () => requests[client % requests.Count]);
        }

        async Task Ask(List<(string Duty, string Post)> some, string command, int times)
        {
            if (times > 0) await Repeat(Each(some, command), times);
        }

        // So often each, in parallel; an item that was accepted before answers with a refusal, which is no failure here.
        async Task<Measure> Repeat(List<byte[]> requests, int times)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var parts = await Task.WhenAll(requests.Select(request => Task.Factory.StartNew(() =>
            {
                using var wire = new Wire(host.Address);
                List<long> ticks = [];
                for (var time = 0; time < times; time++)
                {
                    var asked = System.Diagnostics.Stopwatch.GetTimestamp();
                    wire.Ask(request);
                    ticks.Add(System.Diagnostics.Stopwatch.GetTimestamp() - asked);
                }

                return ticks;
            }, TaskCreationOptions.LongRunning)));
            return new Measure([.. parts.SelectMany(part => part)], 0, watch.Elapsed.TotalSeconds, TimeSpan.Zero);
        }
    }
}
