using System.Diagnostics;
using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Faults;
using ResponsibilityGrid.Nemesis.Sources;

namespace ResponsibilityGrid.Nemesis;

/// <summary>What a run came to.</summary>
internal sealed record Verdict(int Seed, int Kinds, int Faults, int Acknowledged, int Unknown, TimeSpan LongestSilence, IReadOnlyList<Violation> Violations)
{
    public int Lost => Violations.Count(violation => violation.Kind is Wrong.Lost);

    public int Doubled => Violations.Count(violation => violation.Kind is Wrong.Doubled);

    /// <summary>Every kind of fault struck, somebody was left without an answer, and nothing is wrong.</summary>
    public bool IsProof => Violations.Count == 0 && Unknown > 0 && Acknowledged > 0 && Faults >= Kinds;

    public override string ToString() =>
        $"{Faults} faults, {Acknowledged} acknowledged, {Unknown} unknown, {Lost} lost, {Doubled} doubled, {Violations.Count - Lost - Doubled} otherwise wrong, longest unavailability {LongestSilence.TotalSeconds:0.0} s (seed {Seed})";
}

/// <summary>Faults one after the other against a grid at work, and then the reckoning.</summary>
internal sealed class NemesisRun(int seed, IReadOnlyList<Func<IFault>> kinds, TimeSpan atLeast, string folder, SourceCopy next, Action<string> say)
{
    // A gap that is part of the faults themselves: the database was away, all silos were dead.
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    private readonly List<Violation> _violations = [];

    public async Task<Verdict> Run()
    {
        Directory.CreateDirectory(folder);
        say($"seed {seed}, logs in {folder}");
        foreach (var kind in kinds) await kind().Prepare(next);
        await using var rig = await Rig.Start(seed, Path.Combine(folder, "logs"));
        using var grid = new GridHttp(await rig.Key(), [.. rig.Gateways.Select(gateway => gateway.Url)]);
        var watch = Stopwatch.StartNew();
        await grid.Import(CityWorkbook.Archive());
        await Cascades.First(grid);
        var history = new History(Path.Combine(folder, "history.jsonl"));
        var reading = new ReadBack(grid, rig.Database);
        _violations.AddRange(await reading.Quiet(60));
        if (atLeast > TimeSpan.Zero) await Touch(rig, grid, reading);
        say($"{CityWorkbook.Items:N0} items stand{(atLeast > TimeSpan.Zero ? " and have rows" : "")}, {watch.Elapsed.TotalSeconds:0.0} s");

        var began = History.Now;
        var struck = 0;
        await using (var callers = new Callers(grid, history, seed))
        {
            callers.Start();
            foreach (var (fault, chance) in new Schedule(seed, kinds).Faults())
            {
                if (struck >= kinds.Count && Stopwatch.GetElapsedTime(began) > atLeast) break;
                await Strike(new Scene(rig, grid, history, chance, IsTouched: atLeast > TimeSpan.Zero, next.Programs), fault);
                struck++;
            }
        }

        var ended = History.Now;
        history.Save();
        await Restart(rig, reading);
        _violations.AddRange(await new Reckoning(grid, reading).Run(history, 60, new DateOnly(2024, 12, 31)));
        foreach (var violation in _violations.Take(40)) say($"  {violation}");
        say($"{watch.Elapsed.TotalSeconds:0} s in all");
        return new Verdict(
            seed, kinds.Count, struck, history.Operations.Count(o => o.Outcome is Outcome.Acknowledged), history.Operations.Count(o => o.Outcome is Outcome.Unknown),
            history.LongestSilence(began, ended), _violations);
    }

    /// <summary>A row for every item; whoever has read before ends, so that the rows are all there is. A single round goes without: it has minutes, and every restart reads them all.</summary>
    private async Task Touch(Rig rig, GridHttp grid, ReadBack reading)
    {
        await TouchedItems.Write(grid, rig);
        await Task.WhenAll(rig.Silos.Select(silo => silo.Kill()));
        await rig.Ready();
        _violations.AddRange(await reading.Quiet(60));
    }

    private async Task Strike(Scene scene, IFault fault)
    {
        var began = History.Now;
        var striking = Struck(scene, fault);
        if (fault.CountsFromItsEnd)
        {
            await striking;
            scene.Blow.Falls();
        }

        var rounds = await new Rounds(scene.Grid).Ask(striking);
        var what = await striking;
        var recovery = Rounds.Recovery(rounds, scene.Blow.At);
        _violations.AddRange(Rounds.Late(fault.Name, recovery, fault.Patience, rounds));
        await Settled(scene.Rig, scene.Grid);
        var silence = scene.History.LongestSilence(scene.Blow.At, History.Now);
        if (silence > fault.Patience) _violations.Add(new(Wrong.Away, $"{fault.Name}: no command was answered for {silence.TotalSeconds:0.0} s, and {fault.Patience.TotalSeconds} s are what it has."));
        say($"{fault.Name}: {what}; {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, everything answered {(recovery is { } took ? $"{took.TotalSeconds:0.0} s" : "never")} after {(fault.CountsFromItsEnd ? "its end" : "it struck")} (at most {fault.Patience.TotalSeconds} s), longest silence {scene.History.LongestSilence(began, History.Now).TotalSeconds:0.0} s");
    }

    /// <summary>What the fault did; what it broke beside is noted.</summary>
    private async Task<string> Struck(Scene scene, IFault fault)
    {
        string what;
        try
        {
            return await fault.Strike(scene);
        }
        catch (BrokenPromiseException broken)
        {
            what = $"did not hold: {broken.Message}";
        }
        catch (Exception failure) when (failure is TimeoutException or InvalidOperationException or IOException or Npgsql.NpgsqlException or Microsoft.Data.Sqlite.SqliteException)
        {
            what = $"did not take place: {failure.Message}";
        }

        _violations.Add(new(Wrong.NotQuiet, $"{fault.Name} {what}"));
        return what;
    }

    /// <summary>Every process is ready, and the numbers are in.</summary>
    private async Task Settled(Rig rig, GridHttp grid)
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

    /// <summary>At rest all silos die and come back: whatever calls itself settled from then on is exact.</summary>
    private async Task Restart(Rig rig, ReadBack reading)
    {
        _violations.AddRange(await reading.Quiet(60));
        var rows = await reading.ByRows();
        await Task.WhenAll(rig.Silos.Select(silo => silo.Kill()));
        await rig.Ready();
        _violations.AddRange(Checker.Settled(await reading.Watch(TimeSpan.FromSeconds(1)), rows));
    }
}
