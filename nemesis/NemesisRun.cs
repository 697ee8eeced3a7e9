using System.Diagnostics;
using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Faults;

namespace ResponsibilityGrid.Nemesis;

/// <summary>What a run came to.</summary>
internal sealed record Verdict(int Seed, int Faults, int Acknowledged, int Unknown, TimeSpan LongestSilence, IReadOnlyList<Violation> Violations)
{
    public int Lost => Violations.Count(violation => violation.Kind is Wrong.Lost);

    public int Doubled => Violations.Count(violation => violation.Kind is Wrong.Doubled);

    /// <summary>Every kind of fault struck, somebody was left without an answer, and nothing is wrong.</summary>
    public bool IsProof => Violations.Count == 0 && Unknown > 0 && Acknowledged > 0 && Faults >= Schedule.Kinds.Count;

    public override string ToString() =>
        $"{Faults} faults, {Acknowledged} acknowledged, {Unknown} unknown, {Lost} lost, {Doubled} doubled, {Violations.Count - Lost - Doubled} otherwise wrong, longest unavailability {LongestSilence.TotalSeconds:0.0} s (seed {Seed})";
}

/// <summary>Faults one after the other against a grid at work, and then the reckoning.</summary>
internal sealed class NemesisRun(int seed, TimeSpan atLeast, string folder, Action<string> say)
{
    // A gap that is part of the faults themselves: the database was away, all silos were dead.
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    private readonly List<Violation> _violations = [];

    public async Task<Verdict> Run()
    {
        Directory.CreateDirectory(folder);
        say($"seed {seed}, logs in {folder}");
        await using var rig = await Rig.Start(seed, Path.Combine(folder, "logs"));
        using var grid = new GridHttp(await rig.Key(), [.. rig.Gateways.Select(gateway => gateway.Url)]);
        var watch = Stopwatch.StartNew();
        await grid.Import(CityWorkbook.Archive());
        await Cascades.First(grid);
        var history = new History(Path.Combine(folder, "history.jsonl"));
        var reading = new ReadBack(grid, rig);
        _violations.AddRange(await reading.Quiet(60));
        say($"{CityWorkbook.Items:N0} items stand, {watch.Elapsed.TotalSeconds:0.0} s");

        var began = History.Now;
        var struck = 0;
        await using (var callers = new Callers(grid, history, seed))
        {
            callers.Start();
            foreach (var (fault, chance) in new Schedule(seed).Faults())
            {
                if (struck >= Schedule.Kinds.Count && Stopwatch.GetElapsedTime(began) > atLeast) break;
                await Strike(rig, grid, history, fault, chance);
                struck++;
            }
        }

        var ended = History.Now;
        history.Save();
        await Reckon(reading, history);
        var verdict = new Verdict(
            seed, struck, history.Operations.Count(o => o.Outcome is Outcome.Acknowledged), history.Operations.Count(o => o.Outcome is Outcome.Unknown), history.LongestSilence(began, ended), _violations);
        foreach (var violation in _violations.Take(40)) say($"  {violation}");
        return verdict;
    }

    private async Task Strike(Rig rig, GridHttp grid, History history, IFault fault, Random chance)
    {
        var began = History.Now;
        string what;
        try
        {
            what = await fault.Strike(rig, grid, chance);
        }
        catch (Exception failure) when (failure is TimeoutException or InvalidOperationException or Npgsql.NpgsqlException)
        {
            what = $"did not take place: {failure.Message}";
            _violations.Add(new(Wrong.NotQuiet, $"{fault.GetType().Name} {what}"));
        }

        var struck = Stopwatch.GetElapsedTime(began);
        await Recovered(rig, grid);
        var silence = history.LongestSilence(began, History.Now);
        if (silence > fault.Patience + TimeSpan.FromSeconds(15)) _violations.Add(new(Wrong.NotQuiet, $"{fault.GetType().Name}: nobody got an answer for {silence.TotalSeconds:0.0} s."));
        say($"{fault.GetType().Name}: {what}; {struck.TotalSeconds:0.0} s, recovered {(Stopwatch.GetElapsedTime(began) - struck).TotalSeconds:0.0} s later, longest silence {silence.TotalSeconds:0.0} s");
    }

    /// <summary>Everything answers again: every process is ready, every gateway reads items of several counties, the numbers are in.</summary>
    private async Task Recovered(Rig rig, GridHttp grid)
    {
        await rig.Ready();
        const string Query = "query($unit: String!) { overview(unit: $unit) { settled } }";
        var (good, end) = (0, DateTime.UtcNow + Recovery);
        while (good < 20)
        {
            var reply = await grid.Send(Query, new { unit = CityWorkbook.City });
            good = reply.Data?.GetProperty("overview").GetProperty("settled").GetBoolean() is not null ? good + 1 : 0;
            if (DateTime.UtcNow > end)
            {
                _violations.Add(new(Wrong.NotQuiet, $"Not recovered in {Recovery.TotalSeconds} s: {reply.Code}"));
                return;
            }

            await Task.Delay(50);
        }
    }

    private async Task Reckon(ReadBack reading, History history)
    {
        _violations.AddRange(await reading.Quiet(60));
        var entries = await reading.Items(history.Operations.Select(operation => operation.Subject).Distinct());
        _violations.AddRange(Checker.Numbers(entries));
        foreach (var (post, found) in await reading.Posts()) entries[post] = found;
        _violations.AddRange(Checker.Commands(history.Operations, entries));
        _violations.AddRange(Checker.OtherPayloads(history.Operations));
        _violations.AddRange(Checker.Order(history.Operations, history.Sights));
        _violations.AddRange(Checker.Known(history.Codes));
        _violations.AddRange(Checker.Holders(await reading.Holders(new DateOnly(2024, 1, 25), new DateOnly(2024, 12, 31))));
        var (root, children, items) = await reading.Counts();
        _violations.AddRange(Checker.Counts(root, children, items));
        _violations.AddRange(await reading.Rows());
    }
}
