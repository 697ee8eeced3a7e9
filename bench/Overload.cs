namespace ResponsibilityGrid.Bench;

/// <summary>What came of so many clients: answers, the share of requests that was sent away, and the most memory that the process held.</summary>
internal sealed record Pressed(int Clients, Measure Measure, int Shed, long PeakBytes)
{
    public double ShedShare => (double)Shed / (Shed + Measure.Ticks.Count);

    /// <summary>Answers that were neither right nor the word to come back.</summary>
    public int Failed => Math.Max(0, Measure.Failures - Shed);
}

/// <summary>One operation under ever more clients; the first number of them is what the machine can bear.</summary>
internal sealed record OverloadResult(string Name, IReadOnlyList<Pressed> Loads)
{
    public double Against(Pressed load) => load.Measure.Rate / Loads[0].Measure.Rate;
}

/// <summary>Asks more of the grid than it can bear. A client that is sent away comes back when it was told to.</summary>
internal static class Overload
{
    private const string Remind = "mutation($item: ItemBy!) { logReminder(input: { item: $item, text: \"请按期办结\" }) { item { version } userErrors { code message } } }";
    private static readonly int[] Times = [1, 4, 16, 64];

    public static async Task<IReadOnlyList<OverloadResult>> Run(BenchGrid grid, GridHost host, BenchOptions options)
    {
        Console.Error.WriteLine($"  x{grid.Scale} overload ...");
        var commands = grid.StaffItems.Take(16_384).Select(item => Wire.Request(
            host.Address, Remind, new { item = new { key = new { list = BenchGrid.List, duty = item.Duty, post = item.Post } } }, $"{item.Post[..^2]}00")).ToList();
        List<OverloadResult> results = [];
        foreach (var operation in Operation.All.Take(2))
            results.Add(await Press(operation.Name, operation.Requests(grid, host.Address)));
        results.Add(await Press("remind, durable", commands));
        return results;

        async Task<OverloadResult> Press(string name, List<byte[]> requests)
        {
            List<Pressed> loads = [];
            foreach (var times in Times)
                loads.Add(await Under(options.Clients * times, requests, host.Address, options.Window));
            return new OverloadResult(name, loads);
        }
    }

    private static async Task<Pressed> Under(int clients, List<byte[]> requests, Uri address, TimeSpan window)
    {
        var shed = 0;
        var wires = Enumerable.Range(0, clients).Select(_ => new Wire(address)).ToList();
        using var over = new CancellationTokenSource();
        var peak = Peak(over.Token);
        var measure = await Load.Run(clients, window, number => Task.FromResult(Client(wires[number], number * requests.Count / clients)));
        await over.CancelAsync();
        wires.ForEach(wire => wire.Dispose());
        return new Pressed(clients, measure, shed, await peak);

        Ask Client(Wire wire, int next) => () =>
        {
            if (wire.Ask(requests[next++ % requests.Count])) return new(true);
            if (wire.RetryAfter is not { } pause) return new(false);
            Interlocked.Increment(ref shed);
            // Each client has a thread of its own to wait on.
            Thread.Sleep(pause);
            return new(false);
        };
    }

    private static async Task<long> Peak(CancellationToken over)
    {
        var most = Environment.WorkingSet;
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!over.IsCancellationRequested)
        {
            await beat.WaitForNextTickAsync(CancellationToken.None);
            most = Math.Max(most, Environment.WorkingSet);
        }

        return most;
    }
}
