using System.Runtime;

namespace ResponsibilityGrid.Bench;

/// <summary>A question beside the same selection from a constant, once through the GraphQL engine and once past it.</summary>
internal sealed record Compared(Operation Operation, Measure Grid, Measure Engine, Measure Fast)
{
    /// <summary>The same question while nobody asks who calls; none where that cannot be had.</summary>
    public Measure? Open { get; init; }

    /// <summary>What the peer did meanwhile; none where it was not asked for.</summary>
    public Measure? Peer { get; init; }

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
    /// <summary>Methods that are compiled in a round although all its code was compiled for good: those of timers and pumps.</summary>
    private const int Settled = 20;

    /// <summary>What a round is quicker than those before while the processes that answer are still being compiled.</summary>
    private const double Growing = 1.05;

    public static async Task<SuiteResult> Run(BenchGrid grid, Func<Task<StorageSettings>> newDatabase, BenchOptions options)
    {
        List<Cascaded> cascades = [];
        for (var more = options.IsApart ? options.Cascades : options.Cascades - 1; more > 0; more--)
        {
            await using var other = await GridHost.Start(grid, await newDatabase(), options.Topology);
            if (options.IsApart) await other.WarmUp();
            await other.Import(grid);
            cascades.Add(await other.Cascade(grid));
        }

        await using var host = await GridHost.Start(grid, await newDatabase(), options.Topology);
        var import = await host.Import(grid);
        var empty = Heap();
        var cascade = await host.Cascade(grid);
        // Processes that were only just started have the compiler's work in it; and with another city beside it the grid is not asked by codes alone.
        if (!options.IsApart) cascades.Add(cascade);
        var bytes = (double)(Heap() - empty) / grid.Items;

        await using var engine = await ConstantHost.Start(host, grid, throughEngine: true);
        await using var fast = await ConstantHost.Start(host, grid, throughEngine: false);
        await using var peer = options.WithPeer && !options.IsApart && host.Storage.Provider is StorageProvider.PostgreSql ? await Peer.Start(grid, host.Storage) : null;
        List<Compared> compared = [];
        foreach (var operation in Operation.All.Where(operation => operation.Name.Contains(options.Only)))
            compared.Add(await Compare(operation, grid, [host.Address, engine.Address, fast.Address], peer, options));

        return new SuiteResult(grid, compared)
        {
            Empty = (await Asked(options.Clients, Operation.Empty))[0],
            GrainCall = await Load.Run(options.Clients, options.Window, _ => Task.FromResult<Ask>(async () => (await host.Root.GetOverview(null)).Settled)),
            RowWrite = await RowWrites(host.Storage, options),
            Writes = "commands".Contains(options.Only) ? await Bench.Writes.Run(grid, host, peer, options) : null,
            Overload = "overload".Contains(options.Only) ? await Bench.Overload.Run(grid, host, options) : [],
            Alike = "look-alikes".Contains(options.Only) ? await Bench.Alike.Run(options) : null,
            // Last: it adds departments to the grid, which no county's clerk sees. It writes rows, so a silo has to run here.
            Supervision = "supervision".Contains(options.Only) && grid.County is null && !options.IsApart ? await Bench.Supervision.Run(grid, host, options, Asked) : null,
            Import = import,
            Cascades = [.. cascades.OrderBy(cascade => cascade.Exact)],
            BytesPerItem = bytes,
        };

        Task<List<Measure>> Asked(int clients, params Operation[] operations) =>
            InTurns(options, [.. operations.Select<Operation, Func<Task<Measure>>>(operation => () => Http(operation, grid, host.Address, options with { Clients = clients }, options.Window / options.Rounds))]);
    }

    private static async Task<Compared> Compare(Operation operation, BenchGrid grid, Uri[] addresses, Peer? peer, BenchOptions options)
    {
        Console.Error.WriteLine($"  x{grid.Scale} {operation.Name} ...");
        var hasOpen = !options.IsApart;
        var measures = addresses.Select<Uri, Func<Task<Measure>>>(address => () => Once(operation, address)).ToList();
        if (hasOpen) measures.Add(() => Doors.Open(() => Once(operation, addresses[0])));
        if (peer is not null) measures.Add(() => Once(PeerOperation.Of(operation).Asked, peer.Address));
        var measured = await InTurns(options, measures);
        return new Compared(operation, measured[0], measured[1], measured[2]) { Open = hasOpen ? measured[3] : null, Peer = peer is null ? null : measured[^1] };

        Task<Measure> Once(Operation asked, Uri address) => Http(asked, grid, address, options, options.Window / options.Rounds);
    }

    /// <summary>
    /// Measures several things in turns, so that noise falls on all. Rounds in which the compiler still works at their code are not counted: seen here by the
    /// methods that it compiles, and where other processes answer by their getting quicker.
    /// </summary>
    public static async Task<List<Measure>> InTurns(BenchOptions options, IReadOnlyList<Func<Task<Measure>>> measures, Func<bool>? enough = null)
    {
        var (quickest, calm) = (0.0, 0);
        for (var more = options.WarmUpRounds; more > 0 && calm < options.CalmRounds && enough?.Invoke() is not true; more--)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            var rate = (await Round())[0].Rate;
            var isGrowing = options.IsApart ? rate > quickest * Growing : JitInfo.GetCompiledMethodCount() - compiled >= Settled;
            (quickest, calm) = isGrowing ? (rate, 0) : (quickest, calm + 1);
        }

        var measured = await Round();
        for (var more = options.Rounds - 1; more > 0; more--)
            measured = [.. measured.Zip(await Round(), (before, once) => before + once)];
        return measured;

        async Task<List<Measure>> Round()
        {
            var round = new List<Measure>();
            foreach (var measure in measures) round.Add(await measure());
            return round;
        }
    }

    private static async Task<Measure> Http(Operation operation, BenchGrid grid, Uri address, BenchOptions options, TimeSpan window)
    {
        var requests = operation.Requests(grid, address);
        using (var first = new Wire(address))
            if (!first.Ask(requests[0])) throw new InvalidOperationException($"{operation.Name}: {first.Text}");
        return await Load.Run(options.Clients, window, address, Load.Turns(requests, options.Clients));
    }

    private static async Task<Measure> RowWrites(StorageSettings storage, BenchOptions options)
    {
        await using var rows = await RawWrites.Beside(storage, await RawWrites.Ledger(storage));
        return await Load.Run(options.Clients, options.Window, rows.Bare);
    }

    private static long Heap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
