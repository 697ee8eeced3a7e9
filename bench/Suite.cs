namespace ResponsibilityGrid.Bench;

/// <summary>A question beside the same selection from a constant, once through the GraphQL engine and once past it.</summary>
internal sealed record Compared(Operation Operation, Measure Grid, Measure Engine, Measure Fast)
{
    /// <summary>The same question while nobody asks who calls; none where that cannot be had.</summary>
    public Measure? Open { get; init; }

    public double OfEngine => Grid.Rate / Engine.Rate;

    public double OfFast => Grid.Rate / Fast.Rate;
}

/// <summary>Everything that was measured on one grid.</summary>
internal sealed record SuiteResult(BenchGrid Grid, IReadOnlyList<Compared> Compared)
{
    /// <summary>An operation that does nothing, over HTTP.</summary>
    public required Measure Empty { get; init; }

    /// <summary>A question to the root's ledger, without HTTP.</summary>
    public required Measure GrainCall { get; init; }

    /// <summary>Rows as big as a ledger's, written by nobody but the database.</summary>
    public required Measure RowWrite { get; init; }

    /// <summary>Commands; none where only questions were asked for.</summary>
    public WriteResult? Writes { get; init; }

    /// <summary>More clients than the machine can bear; none where something else was asked for.</summary>
    public IReadOnlyList<OverloadResult> Overload { get; init; } = [];

    /// <summary>Questions about supervision; none where something else was asked for.</summary>
    public SupervisionResult? Supervision { get; init; }

    /// <summary>A search for look-alikes past the grains; none where something else was asked for.</summary>
    public AlikeResult? Alike { get; init; }

    public required TimeSpan Import { get; init; }

    /// <summary>One per fresh grid, the quickest first.</summary>
    public required IReadOnlyList<Cascaded> Cascades { get; init; }

    public required double BytesPerItem { get; init; }
}

/// <summary>Measures one grid on one kind of database.</summary>
internal static class Suite
{
    public static async Task<SuiteResult> Run(BenchGrid grid, Func<Task<StorageSettings>> newDatabase, BenchOptions options)
    {
        List<Cascaded> cascades = [];
        for (var more = options.Cascades - 1; more > 0; more--)
        {
            await using var other = await GridHost.Start(await newDatabase(), options.Topology);
            await other.Import(grid);
            cascades.Add(await other.Cascade(grid));
        }

        await using var host = await GridHost.Start(await newDatabase(), options.Topology);
        var import = await host.Import(grid);
        var empty = Heap();
        cascades.Add(await host.Cascade(grid));
        var bytes = (double)(Heap() - empty) / grid.Items;

        await using var engine = await ConstantHost.Start(host, grid, throughEngine: true);
        await using var fast = await ConstantHost.Start(host, grid, throughEngine: false);
        List<Compared> compared = [];
        foreach (var operation in Operation.All.Where(operation => operation.Name.Contains(options.Only)))
            compared.Add(await Compare(operation, grid, [host.Address, engine.Address, fast.Address], options));

        return new SuiteResult(grid, compared)
        {
            Empty = await Http(Operation.Empty, grid, host.Address, options, options.Window),
            GrainCall = await Load.Run(options.Clients, options.Window, _ => Task.FromResult<Ask>(async () => (await host.Root.GetOverview(null)).Settled)),
            RowWrite = await RowWrites(host.Storage, options),
            Writes = "commands".Contains(options.Only) ? await Bench.Writes.Run(grid, host, options) : null,
            Overload = "overload".Contains(options.Only) ? await Bench.Overload.Run(grid, host, options) : [],
            Alike = "look-alikes".Contains(options.Only) ? await Bench.Alike.Run(options) : null,
            // Last: it adds a department to the grid.
            Supervision = "supervision".Contains(options.Only) ? await Bench.Supervision.Run(grid, host, options, (operation, clients) => Http(operation, grid, host.Address, options with { Clients = clients }, options.Window)) : null,
            Import = import,
            Cascades = [.. cascades.OrderBy(cascade => cascade.Exact)],
            BytesPerItem = bytes,
        };
    }

    private static async Task<Compared> Compare(Operation operation, BenchGrid grid, Uri[] addresses, BenchOptions options)
    {
        Console.Error.WriteLine($"  x{grid.Scale} {operation.Name} ...");
        var measures = addresses.Select<Uri, Func<Task<Measure>>>(address => () => Once(address)).ToList();
        if (options.Topology is Topology.OneProcess) measures.Add(() => Doors.Open(() => Once(addresses[0])));
        return await InTurns(options.Rounds, measures) switch
        {
            [var ours, var engine, var fast, .. var open] => new Compared(operation, ours, engine, fast) { Open = open.FirstOrDefault() },
            _ => throw new InvalidOperationException(),
        };

        Task<Measure> Once(Uri address) => Http(operation, grid, address, options, options.Window / options.Rounds);
    }

    /// <summary>Measures several things in turns, so that noise falls on all.</summary>
    public static async Task<List<Measure>> InTurns(int rounds, IReadOnlyList<Func<Task<Measure>>> measures)
    {
        var measured = new List<Measure>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (place, measure) in measures.Index())
            {
                var once = await measure();
                if (round == 0) measured.Add(once);
                else measured[place] += once;
            }
        }

        return measured;
    }

    private static async Task<Measure> Http(Operation operation, BenchGrid grid, Uri address, BenchOptions options, TimeSpan window)
    {
        var requests = operation.Requests(grid, address);
        var wires = Enumerable.Range(0, options.Clients).Select(_ => new Wire(address)).ToList();
        if (!await wires[0].Ask(requests[0])) throw new InvalidOperationException($"{operation.Name}: {wires[0].Text}");
        var measured = await Load.Run(options.Clients, window, number =>
        {
            var (wire, next) = (wires[number], number * requests.Count / options.Clients);
            return Task.FromResult<Ask>(() => wire.Ask(requests[next++ % requests.Count]));
        });
        wires.ForEach(wire => wire.Dispose());
        return measured;
    }

    private static async Task<Measure> RowWrites(StorageSettings storage, BenchOptions options)
    {
        await using var rows = await RawWrites.Beside(storage, await RawWrites.LedgerBytes(storage));
        return await Load.Run(options.Clients, options.Window, rows.Bare);
    }

    private static long Heap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
