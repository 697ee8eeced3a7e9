using System.CommandLine;
using System.Globalization;

namespace ResponsibilityGrid.Bench;

/// <summary>What the benchmark was asked for.</summary>
internal sealed record BenchOptions(IReadOnlyList<double> Scales, string Database, TimeSpan Window, int Clients, string Only)
{
    /// <summary>How often the two of a ratio take turns: noise of the machine then falls on both.</summary>
    public int Rounds { get; private init; } = 8;

    /// <summary>Rounds that are thrown away at most, while the compiler still works at what is measured: in other processes it takes turns with what they do.</summary>
    public int WarmUpRounds => IsBrief ? 0 : IsApart ? 40 : 16;

    /// <summary>How many rounds without any sign of the compiler tell that it is done.</summary>
    public int CalmRounds => IsApart ? 5 : 2;

    private bool IsBrief { get; init; }

    /// <summary>How long the histories are on which reports are measured.</summary>
    public IReadOnlyList<int> Histories { get; private init; } = [1, 64, 1000];

    /// <summary>Whether two silos and a gateway are measured beside the one process.</summary>
    public bool WithCluster { get; private init; }

    /// <summary>Whether the peer is measured beside us; on PostgreSQL, beside the one process.</summary>
    public bool WithPeer { get; init; }

    /// <summary>Whether a county's clerk asks, about that county: what rights cost where they hide most of the grid.</summary>
    public bool AsClerk { get; private init; }

    /// <summary>How the grid is run that is being measured.</summary>
    public Topology Topology { get; init; }

    /// <summary>Whether other processes answer.</summary>
    public bool IsApart => Topology is Topology.Cluster;

    /// <summary>Grids on which the cascade is measured.</summary>
    public int Cascades { get; private init; } = 3;

    /// <summary>Reads the command line; null after a word about what was wrong with it.</summary>
    public static BenchOptions? Parse(string[] args)
    {
        var scale = new Option<string>("--scale") { DefaultValueFactory = _ => "1" };
        var database = new Option<string>("--database") { DefaultValueFactory = _ => "both" };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 4 };
        var clients = new Option<int>("--clients") { DefaultValueFactory = _ => 16 };
        var only = new Option<string>("--only") { DefaultValueFactory = _ => "" };
        var cluster = new Option<bool>("--cluster");
        var peer = new Option<bool>("--peer");
        var clerk = new Option<bool>("--clerk");
        database.AcceptOnlyFromAmong("sqlite", "postgresql", "both");
        var parsed = new System.CommandLine.Command("bench") { scale, database, seconds, clients, only, cluster, peer, clerk }.Parse(args);
        var scales = parsed.Errors.Count > 0 ? null : ScalesOf(parsed.GetValue(scale)!);
        if (scales is not null && parsed.GetValue(seconds) > 0 && parsed.GetValue(clients) > 0)
            return new BenchOptions(scales, parsed.GetValue(database)!, TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(clients), parsed.GetValue(only)!)
            {
                WithCluster = parsed.GetValue(cluster) && !parsed.GetValue(clerk),
                WithPeer = parsed.GetValue(peer) && !parsed.GetValue(clerk),
                AsClerk = parsed.GetValue(clerk),
            };

        Console.Error.WriteLine("Usage: bench [--scale 0.1,1,10] [--database sqlite|postgresql|both] [--seconds N] [--clients N] [--only PART-OF-A-NAME] [--cluster] [--peer] [--clerk]");
        return null;
    }

    /// <summary>The same, only long enough for the compiler to have seen everything.</summary>
    public BenchOptions Briefly() => this with { Window = TimeSpan.FromSeconds(1), Rounds = 1, IsBrief = true, Cascades = 1, Histories = [1], WithPeer = false };

    private static List<double>? ScalesOf(string text)
    {
        var scales = text.Split(',').Select(part => double.TryParse(part, CultureInfo.InvariantCulture, out var scale) ? scale : 0).ToList();
        return scales.TrueForAll(scale => scale is >= 0.1 and <= 10) ? scales : null;
    }
}
