using System.Diagnostics;

namespace ResponsibilityGrid.Bench;

/// <summary>Asks once more and says whether the answer was right.</summary>
internal delegate ValueTask<bool> Ask();

/// <summary>So many clients, each asking again as soon as it was answered.</summary>
internal static class Load
{
    /// <summary>Warms up, then measures for a window. <paramref name="client"/> makes the client of a number.</summary>
    public static async Task<Measure> Run(int clients, TimeSpan window, Func<int, Task<Ask>> client)
    {
        var asks = await Task.WhenAll(Enumerable.Range(0, clients).Select(client));
        var begin = Stopwatch.GetTimestamp() + (long)(window.TotalSeconds / 4 * Stopwatch.Frequency);
        var end = begin + (long)(window.TotalSeconds * Stopwatch.Frequency);
        var used = Processor(begin, end);
        var parts = await Task.WhenAll(asks.Select(ask => Task.Factory.StartNew(() => Loop(ask, begin, end), TaskCreationOptions.LongRunning).Unwrap()));
        return new Measure([.. parts.SelectMany(part => part.Ticks)], parts.Sum(part => part.Failures), window.TotalSeconds, await used);
    }

    /// <summary>The same over HTTP, each client on a connection of its own. <paramref name="requests"/> makes what the client of a number sends next.</summary>
    public static async Task<Measure> Run(int clients, TimeSpan window, Uri address, Func<int, Func<byte[]>> requests)
    {
        var wires = Enumerable.Range(0, clients).Select(_ => new Wire(address)).ToList();
        var measured = await Run(clients, window, client =>
        {
            var (wire, next) = (wires[client], requests(client));
            return Task.FromResult<Ask>(() => new(wire.Ask(next())));
        });
        wires.ForEach(wire => wire.Dispose());
        return measured;
    }

    /// <summary>All requests in turns, each client beginning elsewhere.</summary>
    public static Func<int, Func<byte[]>> Turns(IReadOnlyList<byte[]> requests, int clients) => client =>
    {
        var next = client * requests.Count / clients;
        return () => requests[next++ % requests.Count];
    };

    /// <summary>What the process used of the processors in the window.</summary>
    private static async Task<TimeSpan> Processor(long begin, long end)
    {
        await Until(begin);
        var before = Environment.CpuUsage.TotalTime;
        await Until(end);
        return Environment.CpuUsage.TotalTime - before;
    }

    /// <summary>Waits for an instant; a busy pool may be past that of a short window already.</summary>
    private static Task Until(long instant) => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), instant) is { Ticks: > 0 } left ? Task.Delay(left) : Task.CompletedTask;

    private static async Task<(List<long> Ticks, int Failures)> Loop(Ask ask, long begin, long end)
    {
        var ticks = new List<long>(1 << 16);
        var failures = 0;
        while (true)
        {
            var asked = Stopwatch.GetTimestamp();
            var right = await ask();
            var answered = Stopwatch.GetTimestamp();
            if (answered >= end) return (ticks, failures);
            if (!right) failures++;
            // Counted where it was answered: one that began in the warm-up belongs to the window as its end does to nobody.
            else if (answered >= begin) ticks.Add(answered - asked);
        }
    }
}

/// <summary>What came of a load: answers that were right, and how long each took.</summary>
internal sealed record Measure(List<long> Ticks, int Failures, double Seconds, TimeSpan Processor)
{
    private readonly Lazy<long[]> _sorted = new(() => [.. Ticks.Order()]);

    public double Rate => Ticks.Count / Seconds;

    /// <summary>Processor time of one answer, server and client together; it says more than the rate where others use the machine too.</summary>
    public TimeSpan Cost => Processor / Math.Max(1, Ticks.Count);

    public TimeSpan Median => At(0.5);

    public TimeSpan P99 => At(0.99);

    public static Measure operator +(Measure one, Measure other) =>
        new([.. one.Ticks, .. other.Ticks], one.Failures + other.Failures, one.Seconds + other.Seconds, one.Processor + other.Processor);

    private TimeSpan At(double share) =>
        _sorted.Value is { Length: > 0 } sorted ? Stopwatch.GetElapsedTime(0, sorted[(int)(share * (sorted.Length - 1))]) : TimeSpan.Zero;
}
