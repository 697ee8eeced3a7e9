// The benchmark: every promised figure beside its floor, in one run. See docs/bench.md.
using ResponsibilityGrid.Bench;
using ResponsibilityGrid.Gateway;

if (BenchOptions.Parse(args) is not { } options) return 2;
if (options.WithPeer && !await Peer.IsAtHand()) options = options with { WithPeer = false };

// Whatever is not asked over HTTP is asked in this name; a filter of its own would cost every call what the product's do.
CallSigner.ActAs(ResponsibilityGrid.Principal.System("bench"));

await using var databases = new Databases();
foreach (var provider in Databases.AtHand(options))
{
    // Once in small and unseen, so that no figure contains the compiler's work.
    await Suite.Run(BenchGrid.Of(0.1), await databases.New(provider), options.Briefly());

    List<SuiteResult> results = [], apart = [];
    foreach (var scale in options.Scales)
    {
        var grid = options.AsClerk ? BenchGrid.Of(scale).AsClerk() : BenchGrid.Of(scale);
        var result = await Suite.Run(grid, await databases.New(provider), options);
        Report.Print(result, provider, Topology.OneProcess);
        results.Add(result);
        if (!options.WithCluster || provider is not ResponsibilityGrid.StorageProvider.PostgreSql) continue;
        var cluster = await Suite.Run(grid, await databases.New(provider), options with { Topology = Topology.Cluster });
        Report.Print(cluster, provider, Topology.Cluster);
        Report.PrintCluster(result, cluster);
        apart.Add(cluster);
    }

    Report.PrintFlatness(results, provider, Topology.OneProcess);
    Report.PrintFlatness(apart, provider, Topology.Cluster);
}

Report.PrintMachine(options);
return 0;
