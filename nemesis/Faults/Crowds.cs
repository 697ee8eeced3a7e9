using System.Collections.Concurrent;
using System.Diagnostics;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>A thousand clients at once: what is too much is sent away with a code, nobody dies, and the memory of every process stays bounded.</summary>
internal sealed class Crowd : IFault
{
    public bool CountsFromItsEnd => true;

    private const int Clients = 1024, MostMebibytes = 900;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    public async Task<string> Strike(Scene scene)
    {
        var starts = scene.Rig.Members.Sum(member => member.Starts);
        var (answers, codes) = (0, new ConcurrentDictionary<string, int>());
        using var end = new CancellationTokenSource(Long);
        var watching = MostMemory(scene.Rig, end.Token);
        using var crowd = new GridHttp(await scene.Rig.Key(), Clients, [.. scene.Rig.Gateways.Select(gateway => gateway.Url)]);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(Client));
        var most = await watching;
        var shed = codes.GetValueOrDefault("OVERLOADED") + codes.GetValueOrDefault("UNAVAILABLE");
        var what = $"{Clients} clients for {Long.TotalSeconds} s: {answers} answers, {shed} sent away, at most {string.Join(", ", most.Select(held => $"{held.Key} {held.Value} MiB"))}";
        if (shed == 0) throw new InvalidOperationException($"{what}: it was not too much.");
        if (scene.Rig.Members.Sum(member => member.Starts) != starts) throw new BrokenPromiseException($"{what}: somebody died of it.");
        if (most.Values.Max() > MostMebibytes) throw new BrokenPromiseException($"{what}, more than {MostMebibytes}.");
        if (codes.Keys.FirstOrDefault(code => code is not ("OVERLOADED" or "UNAVAILABLE")) is { } other) throw new BrokenPromiseException($"{what}, and {codes[other]} times {other}.");
        return what;

        async Task Client(int number)
        {
            var clerk = new Sender(crowd, scene.History);
            for (var count = 0; !end.IsCancellationRequested; count++)
            {
                var item = new Item(TouchedItems.Accepted[number % TouchedItems.Accepted.Count], CityWorkbook.Staff.ElementAt(200 + (number % 16)));
                // Most come to look, every eighth to report.
                var code = number % 8 == 0
                    ? (await clerk.Report(item, $"crowd-{History.Now}-{number}-{count}")).Code
                    : (await crowd.Send("query($unit: String!) { overview(unit: $unit) { items overdue } }", new { unit = CityWorkbook.City })).Code;
                if (code is null) Interlocked.Increment(ref answers);
                else codes.AddOrUpdate(code, 1, (_, times) => times + 1);
                // Whoever is sent away comes back when it was told to.
                if (code is not null) await Task.Delay(1000, CancellationToken.None);
            }
        }
    }

    private static async Task<Dictionary<string, int>> MostMemory(Rig rig, CancellationToken end)
    {
        var most = new Dictionary<string, int>();
        while (!end.IsCancellationRequested)
        {
            foreach (var member in rig.Members)
                if (await member.Memory() is { } held) most[member.Name] = Math.Max(held, most.GetValueOrDefault(member.Name));
            await Task.Delay(100, CancellationToken.None);
        }

        return most;
    }
}

/// <summary>A thousand reports into one unit at once: its ledger writes no row for them, and the unit above counts them within two seconds.</summary>
internal sealed class HotUnit : IFault
{
    public bool CountsFromItsEnd => true;

    private const int Reports = 960, AtOnce = 64;

    public async Task<string> Strike(Scene scene)
    {
        // A branch of which no writer or overseer has an item.
        var busy = Callers.Items.Concat(Overseer.Contested).Select(item => item.Unit).Concat(Callers.Posts.Select(post => post[..^3])).ToHashSet();
        string[] calm = [.. CityWorkbook.Branches.Where(branch => !busy.Contains(branch))];
        var unit = calm[scene.Random.Next(calm.Length)];
        List<Item> items = [.. from post in CityWorkbook.Staff where post[..^3] == unit from duty in TouchedItems.Accepted select new Item(duty, post)];
        var clerk = new Sender(scene.Grid, scene.History);
        var id = $"hot-{scene.Random.Next():x}";
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, Reports), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await clerk.Report(items[number % items.Count], $"{id}-{number}", attempts: 100));
        var took = watch.Elapsed;
        while (await InProgress(scene.Grid, unit) < items.Count)
        {
            if (watch.Elapsed > took + TimeSpan.FromSeconds(30)) throw new BrokenPromiseException($"{unit[..6]} does not count what was reported in {unit}.");
            await Task.Delay(50);
        }

        var lag = watch.Elapsed - took;
        var what = $"{Reports} reports in {unit} in {took.TotalSeconds:0.0} s, counted above {lag.TotalSeconds:0.0} s later";
        return lag <= TimeSpan.FromSeconds(2) ? what : throw new BrokenPromiseException(what);
    }

    /// <summary>As the unit above counts it.</summary>
    private static async Task<int> InProgress(GridHttp grid, string unit)
    {
        var county = (await grid.Ask("query($unit: String!) { overview(unit: $unit) { children { unit { code } byState { state count } } } }", new { unit = unit[..6] })).GetProperty("overview");
        var states = county.GetProperty("children").EnumerateArray().Single(child => child.GetProperty("unit").GetProperty("code").GetString() == unit).GetProperty("byState");
        return states.EnumerateArray().Where(state => state.GetProperty("state").GetString() == "IN_PROGRESS").Sum(state => state.GetProperty("count").GetInt32());
    }
}
