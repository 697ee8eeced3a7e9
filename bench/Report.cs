using System.Reflection;
using System.Runtime.InteropServices;

namespace ResponsibilityGrid.Bench;

/// <summary>The figures, each beside what is promised of it.</summary>
internal static class Report
{
    public const string Unpromised = "-";

    /// <summary>What the two commands are called that are measured.</summary>
    public const string FirstTouch = "first touch of an item (accept)", Progress = "report progress";

    private const string Reached = "yes", Missed = "NO";
    private const double BytesPromised = 200, FlatPromised = 1.3, ClusterPromised = 0.6, OverloadPromised = 0.8;
    private const double RightsPromised = 0.85;
    private static readonly TimeSpan AlikePromised = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan CascadePromised = TimeSpan.FromMilliseconds(500);

    public static void Print(SuiteResult result, StorageProvider provider, Topology topology)
    {
        var grid = result.Grid;
        // The rates were promised on the benchmark grid; the shares of a floor hold on any.
        var promised = grid.Scale == 1 && grid.County is null;
        Console.WriteLine($"\n{provider}, {NameOf(topology)}, x{grid.Scale}: {grid.Units:N0} units, {grid.Posts:N0} posts, {grid.Items:N0} items{(grid.County is null ? "" : ", asked by a clerk about a county of it")}");
        var table = new Table("", "rate /s", "median ms", "p99 ms", "cpu us", "failed", "promised", "", "from constant, engine /s", "ratio", "promised", "", "from constant, fast path /s", "ratio");
        foreach (var one in result.Compared)
        {
            var (operation, measured, engine, fast) = one;
            var promise = promised ? operation.Promise : null;
            table.Add([.. Row(operation.Name, measured), $"{promise?.ToString() ?? Unpromised}", promise is null ? Unpromised : Verdict(measured.Rate >= promise.Rate),
                $"{engine.Rate:N0}", $"{one.OfEngine:0.00}", $">= {operation.OfConstant}", Verdict(one.OfEngine >= operation.OfConstant), $"{fast.Rate:N0}", $"{one.OfFast:0.00}"]);
        }

        table.Add(Row("floor: empty field over HTTP", result.Empty));
        table.Add(Row("floor: warm grain call", result.GrainCall));
        table.Add(Row("floor: raw row write", result.RowWrite));
        table.Print();
        if (result.Writes is { } writes) PrintWrites(writes, promised);
        PeerReport.Print(result);
        PrintRights(result);
        if (result.Overload.Count > 0) PrintOverload(result.Overload);

        if (result.Alike is { } alike) PrintAlike(alike);
        if (result.Supervision is { } supervision) PrintSupervision(supervision, promised);

        var cascade = result.Cascades[result.Cascades.Count / 2];
        // The list, the structure and one ledger row a unit.
        var floor = TimeSpan.FromSeconds((grid.Units + 2) / result.RowWrite.Rate);
        var single = new Table("", "measured", "promised", "", "floor", "ratio");
        single.Add("cascade, durable and exact at the root", $"{cascade.Exact.TotalMilliseconds:N0} ms", promised ? $"<= {CascadePromised.TotalMilliseconds} ms" : Unpromised,
            promised ? Verdict(cascade.Exact <= CascadePromised) : Unpromised, $"{floor.TotalMilliseconds:N0} ms", $"{floor / cascade.Exact:0.00}");
        single.Add("  of it, until the issue is answered", $"{cascade.Answered.TotalMilliseconds:N0} ms");
        single.Add($"  on {result.Cascades.Count} fresh grids", $"{result.Cascades[0].Exact.TotalMilliseconds:N0}-{result.Cascades[^1].Exact.TotalMilliseconds:N0} ms");
        single.Add("import", $"{result.Import.TotalSeconds:0.0} s");
        if (topology is Topology.OneProcess) single.Add("memory of an untouched item", $"{result.BytesPerItem:0} bytes", $"<= {BytesPromised}", Verdict(result.BytesPerItem <= BytesPromised));
        single.Print();
    }

    /// <summary>Commands beside what the database does by itself.</summary>
    private static void PrintWrites(WriteResult writes, bool promised)
    {
        var table = new Table("", "rate /s", "median ms", "p99 ms", "cpu us", "failed", "promised", "", "raw row write /s", "ratio", "promised", "", "by the contract /s", "ratio");
        Add(FirstTouch, writes.FirstTouch, writes.Floor.First, Promise.FirstTouch, 0.3);
        Add(Progress, writes.Report, writes.Floor.Later, Promise.Report, 0.4);
        table.Print();

        var shape = new Table("", "rate /s", "median ms", "against", "", "promised", "");
        var (_, shortest) = writes.Histories[0];
        foreach (var (entries, measure) in writes.Histories)
            shape.Add($"report on a history of {entries:N0}", $"{measure.Rate:N0}", $"{measure.Median.TotalMilliseconds:0.00}", "the shortest, cost", $"{shortest.Rate / measure.Rate:0.00}", "<= 1.3", Verdict(shortest.Rate / measure.Rate <= FlatPromised));
        var (one, many) = writes.Units;
        shape.Add("64 writers in one unit", $"{one.Rate:N0}", $"{one.Median.TotalMilliseconds:0.00}", "64 units, rate", $"{one.Rate / many.Rate:0.00}", ">= 0.5", Verdict(one.Rate / many.Rate >= 0.5));
        shape.Add("64 writers in 64 units", $"{many.Rate:N0}", $"{many.Median.TotalMilliseconds:0.00}");
        shape.Print();

        void Add(string name, Measure measure, RawPair floor, Promise promise, double share) => table.Add(
        [
            .. Row(name, measure), promised ? $"{promise}" : Unpromised, promised ? Verdict(measure.Rate >= promise.Rate) : Unpromised,
            $"{floor.Bare.Rate:N0}", $"{floor.Share(measure):0.00}", $">= {share}", Verdict(floor.Share(measure) >= share),
            $"{floor.ByContract.Rate:N0}", $"{measure.Rate / floor.ByContract.Rate:0.00}",
        ]);
    }

    /// <summary>What it costs that every call is signed, verified and narrowed to what its caller may see; both sides of the same run.</summary>
    private static void PrintRights(SuiteResult result)
    {
        List<(string Name, Measure With, Measure? Open)> sides = [.. result.Compared.Select(one => (one.Operation.Name, one.Grid, one.Open))];
        if (result.Writes is { } writes) sides.AddRange([(FirstTouch, writes.FirstTouch, writes.Open?.FirstTouch), (Progress, writes.Report, writes.Open?.Report)]);
        if (sides.TrueForAll(side => side.Open is null)) return;
        var table = new Table("identity and rights", "with /s", "without /s", "kept", "promised", "", "with, cpu us", "without, cpu us");
        foreach (var (name, with, open) in sides)
        {
            if (open is null) continue;
            var kept = with.Rate / open.Rate;
            table.Add(name, $"{with.Rate:N0}", $"{open.Rate:N0}", $"{kept:0.00}", $">= {RightsPromised}", Verdict(kept >= RightsPromised), $"{with.Cost.TotalMicroseconds:0}", $"{open.Cost.TotalMicroseconds:0}");
        }

        table.Print();
    }

    /// <summary>Searches by one client: what one answer takes is promised, not a rate.</summary>
    private static void PrintAlike(AlikeResult result)
    {
        var table = new Table("", "clusters", "median ms", "p99 ms", "promised", "", "records /s taken in");
        table.Add($"look-alikes among {result.Records:N0} records", $"{result.Clusters:N0}", $"{result.Search.Median.TotalMilliseconds:0.0}", $"{result.Search.P99.TotalMilliseconds:0.0}",
            $"<= {AlikePromised.TotalMilliseconds} ms", Verdict(result.Search.Median <= AlikePromised), $"{result.Records / result.Building.TotalSeconds:N0}");
        table.Print();
    }

    /// <summary>Questions about supervision beside the empty field, in turns.</summary>
    private static void PrintSupervision(SupervisionResult result, bool promised)
    {
        Console.WriteLine($"supervision, {result.Seeding.TotalSeconds:0} s to enter");
        var table = new Table("", "rate /s", "median ms", "p99 ms", "cpu us", "failed", "of empty field", "promised", "");
        foreach (var one in result.Results)
        {
            var share = one.Measure.Rate / one.Empty.Rate;
            table.Add([.. Row(one.Name, one.Measure), $"{share:0.00}", one.OfEmpty is { } least ? $">= {least}" : promised ? $">= {one.Rate:N0} /s" : Unpromised,
                one.OfEmpty is { } floor ? Verdict(share >= floor) : promised ? Verdict(one.Measure.Rate >= one.Rate) : Unpromised]);
        }

        table.Print();
        var (flags, search) = (result.Flags, result.Flags.Floor.Search);
        Console.WriteLine($"{flags.Flags:N0} flags among {flags.Records:N0} records, {flags.Seeding.TotalSeconds:0} s to record and take in");
        var single = new Table("", "rate /s", "median ms", "p99 ms", "cpu us", "failed", "promised", "", "floor: search alone, ms", "ratio");
        single.Add([.. Row("flags over HTTP, one client", flags.Asked), promised ? $"<= {AlikePromised.TotalMilliseconds} ms" : Unpromised, promised ? Verdict(flags.Asked.Median <= AlikePromised) : Unpromised,
            $"{search.Median.TotalMilliseconds:0.0}", $"{search.Median / flags.Asked.Median:0.00}"]);
        single.Print();
    }

    /// <summary>Two silos and a gateway beside the one process of the same run.</summary>
    public static void PrintCluster(SuiteResult one, SuiteResult cluster)
    {
        Console.WriteLine($"\ntwo silos and a gateway against one process, x{one.Grid.Scale}");
        var table = new Table("", "cluster /s", "one process /s", "ratio", "promised", "");
        foreach (var (alone, apart) in one.Compared.Zip(cluster.Compared)) Add(alone.Operation.Name, apart.Grid, alone.Grid);
        if (one.Writes is { } writes && cluster.Writes is { } others)
        {
            Add(FirstTouch, others.FirstTouch, writes.FirstTouch);
            Add(Progress, others.Report, writes.Report);
        }

        table.Print();

        void Add(string name, Measure apart, Measure alone) =>
            table.Add(name, $"{apart.Rate:N0}", $"{alone.Rate:N0}", $"{apart.Rate / alone.Rate:0.00}", $">= {ClusterPromised}", Verdict(apart.Rate / alone.Rate >= ClusterPromised));
    }

    /// <summary>Throughput under ever more clients against what it was under those that the machine can bear.</summary>
    private static void PrintOverload(IReadOnlyList<OverloadResult> results)
    {
        var table = new Table("overload", "clients", "rate /s", "median ms", "p99 ms", "sent away", "failed", "peak MiB", "against the first", "promised", "");
        foreach (var result in results)
        {
            foreach (var load in result.Loads)
            {
                var isFirst = load == result.Loads[0];
                table.Add(result.Name, $"{load.Clients}", $"{load.Measure.Rate:N0}", $"{load.Measure.Median.TotalMilliseconds:0.00}", $"{load.Measure.P99.TotalMilliseconds:0.00}",
                    $"{load.ShedShare:P1}", $"{load.Failed}", $"{load.PeakBytes >> 20:N0}", isFirst ? "" : $"{result.Against(load):0.00}",
                    isFirst ? "" : $">= {OverloadPromised}", isFirst ? "" : Verdict(result.Against(load) >= OverloadPromised));
            }
        }

        table.Print();
    }

    /// <summary>What an operation costs on each grid against the next smaller one.</summary>
    public static void PrintFlatness(IReadOnlyList<SuiteResult> results, StorageProvider provider, Topology topology)
    {
        var bySize = results.OrderBy(result => result.Grid.Scale).ToList();
        foreach (var (small, large) in bySize.Zip(bySize.Skip(1)))
        {
            Console.WriteLine($"\n{provider}, {NameOf(topology)}, cost at {large.Grid.Items:N0} items against {small.Grid.Items:N0}");
            var table = new Table("", "times", "beside its floor", "promised", "");
            foreach (var (one, other) in small.Compared.Zip(large.Compared)) Add(one.Operation.Name, one.Grid.Rate / other.Grid.Rate, one.OfFast / other.OfFast);
            if (small.Writes is { } less && large.Writes is { } more)
            {
                Add(FirstTouch, less.FirstTouch.Rate / more.FirstTouch.Rate, less.Floor.First.Share(less.FirstTouch) / more.Floor.First.Share(more.FirstTouch));
                Add(Progress, less.Report.Rate / more.Report.Rate, less.Floor.Later.Share(less.Report) / more.Floor.Later.Share(more.Report));
            }

            table.Print();

            // The two were measured minutes apart; the floor tells how much of the difference is the machine's.
            void Add(string name, double times, double besideFloor) =>
                table.Add(name, $"{times:0.00}", $"{besideFloor:0.00}", $"<= {FlatPromised}", Verdict(besideFloor <= FlatPromised));
        }
    }

    public static void PrintMachine(BenchOptions options) => Console.WriteLine(
        $"\n{options.Clients} clients in the server's process, {options.Window.TotalSeconds} s a figure; {Environment.ProcessorCount} cores, "
        + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, Orleans {Version(typeof(Grain))}, GraphQL.NET {Version(typeof(GraphQL.IDocumentExecuter))}, "
        + $"SQLite {new Microsoft.Data.Sqlite.SqliteConnection().ServerVersion}, PostgreSQL {Path.GetFileName(Path.GetDirectoryName(Cluster.LocalPostgres.Binaries)) ?? "none"}");

    private static string[] Row(string name, Measure measure) =>
        [name, $"{measure.Rate:N0}", $"{measure.Median.TotalMilliseconds:0.00}", $"{measure.P99.TotalMilliseconds:0.00}", $"{measure.Cost.TotalMicroseconds:N0}", $"{measure.Failures}"];

    private static string NameOf(Topology topology) => topology is Topology.Cluster ? "two silos and a gateway" : "one process";

    public static string Verdict(bool reached) => reached ? Reached : Missed;

    // The package's version; an assembly's own stays what it was, so that others need not be built anew.
    private static string Version(Type type) => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', ' ')[0].TrimEnd('.');
}
