using System.Text.Json;
using ResponsibilityGrid.Cluster;
using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Faults;

namespace ResponsibilityGrid.Nemesis;

/// <summary>The grid in one process on an SQLite file, with the sample in it and a disk of its own; clerks report on some of its items.</summary>
internal sealed class EmbeddedGrid : IAsyncDisposable
{
    // What the key that the clerks share is over.
    private const string Unit = "370702";
    private const int Clerks = 8;

    private readonly GridProcess _process;
    private readonly GridHttp _grid;

    private EmbeddedGrid(SmallDisk disk, GridProcess process, string key) => (Disk, _process, _grid) = (disk, process, new GridHttp(key, process.Url));

    public SmallDisk Disk { get; }

    public string File => Path.Combine(Disk.Path, "grid.db");

    public static async Task<EmbeddedGrid> Start(string logs)
    {
        var disk = await SmallDisk.Mount(mebibytes: 200);
        try
        {
            return await Start(disk, logs);
        }
        catch (InvalidOperationException)
        {
            await disk.DisposeAsync();
            throw;
        }
    }

    private static async Task<EmbeddedGrid> Start(SmallDisk disk, string logs)
    {
        var url = $"http://127.0.0.1:{LocalCluster.FreePort()}";
        // The sample's keys come with it, and the sample is found from the home of the sources.
        var keys = Path.Combine(disk.Path, "keys.json");
        var home = new Dictionary<string, string> { ["GRID_HOME"] = Path.GetFullPath("../../../..", AppContext.BaseDirectory) };
        var child = await ChildProcess.Start("embedded", ["dotnet", LocalCluster.Program("Gateway"), "embedded", "--urls", url, "--data", disk.Path, "--key-file", keys], home, Path.Combine(logs, "embedded.log"));
        var process = new GridProcess(child, url);
        try
        {
            // It founds the sample while the cluster beside it works on.
            await process.Ready(seconds: 240);
        }
        catch (InvalidOperationException)
        {
            await child.DisposeAsync();
            throw;
        }

        using var made = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(keys));
        return new(disk, process, made.RootElement.GetProperty($"county:{Unit}").GetString()!);
    }

    /// <summary>Clerks report before, while and after something is wrong; every report counts once, or not at all where nobody said that it does.</summary>
    /// <exception cref="InvalidOperationException">Reports went on as if nothing had been.</exception>
    public async Task<string> Suffers(Func<Task> begin, Func<Task> end, TimeSpan time)
    {
        var history = new History(null);
        using var over = new CancellationTokenSource();
        var items = await Items();
        var working = Task.WhenAll(items.Select((item, number) => Work(item, number, history, over.Token)));
        await Acknowledged(history, Clerks);
        await begin();
        var from = History.Now;
        await Task.Delay(time);
        var until = History.Now;
        await end();
        // Who began and ended within the fault cannot have written.
        var through = history.Operations.Count(operation => operation.Outcome is Outcome.Acknowledged && operation.Began > from && operation.Ended < until);
        await Acknowledged(history, history.Operations.Count(operation => operation.Outcome is Outcome.Acknowledged) + (Clerks * 4));
        await over.CancelAsync();
        await working;

        var entries = await new ReadBack(_grid, "").Items(items.Select(item => item.Subject));
        Violation[] wrong = [.. Checker.Numbers(entries), .. Checker.Commands(history.Operations, entries), .. Checker.Known(history.Codes)];
        if (wrong.Length > 0) throw new BrokenPromiseException($"{wrong.Length} times wrong, first {wrong[0]}");
        return through == 0
            ? $"{history.Operations.Count} reports, {history.Operations.Count(operation => operation.Outcome is Outcome.Unknown)} of them unknown"
            : throw new InvalidOperationException($"{through} reports were written meanwhile.");
    }

    public async ValueTask DisposeAsync()
    {
        _grid.Dispose();
        await _process.Process.Stop();
        await _process.Process.DisposeAsync();
        await Disk.DisposeAsync();
    }

    /// <summary>An item for every clerk, accepted.</summary>
    private async Task<List<Item>> Items()
    {
        const string Query = "query($unit: String!) { items(unit: $unit, first: 200, filter: { unassigned: false, levels: [4] }) { nodes { key { duty post } } } }";
        const string Accept = "mutation($input: AcceptItemInput!) { acceptItem(input: $input) { userErrors { code } } }";
        var found = (await _grid.Ask(Query, new { unit = Unit })).GetProperty("items").GetProperty("nodes").EnumerateArray()
            .Select(node => node.GetProperty("key")).Select(key => new Item(key.GetProperty("duty").GetString()!, key.GetProperty("post").GetString()!)).Take(Clerks).ToList();
        foreach (var item in found) await _grid.Ask(Accept, new { input = new { item = item.By, commandId = "accept" } }, item.Post);
        return found;
    }

    private async Task Work(Item item, int number, History history, CancellationToken over)
    {
        var clerk = new Sender(_grid, history);
        for (var count = 0; !over.IsCancellationRequested; count++) await clerk.Report(item, $"e{number}-{count}", attempts: number % 2 == 0 ? 1 : 100);
    }

    private static async Task Acknowledged(History history, int reports)
    {
        var end = DateTime.UtcNow.AddSeconds(60);
        while (history.Operations.Count(operation => operation.Outcome is Outcome.Acknowledged) < reports)
        {
            if (DateTime.UtcNow > end) throw new BrokenPromiseException($"Not {reports} reports acknowledged a minute later.");
            await Task.Delay(50);
        }
    }
}
