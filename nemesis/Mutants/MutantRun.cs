using System.Diagnostics;
using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Faults;
using ResponsibilityGrid.Nemesis.Scenarios;
using ResponsibilityGrid.Nemesis.Sources;

namespace ResponsibilityGrid.Nemesis.Mutants;

/// <summary>The sound product through every scenario, which has to find nothing; then one mutant after the other, each of which has to be found out.</summary>
internal sealed class MutantRun(string home, string folder, int seed, Action<string> say)
{
    private readonly SourceCopy _copy = new(home, Path.Combine(folder, "source"));

    /// <summary>How many were caught. A scenario that finds fault with the sound product catches nobody.</summary>
    public async Task<int> Run(IReadOnlyList<Mutant> mutants)
    {
        // Small, since every mutant gets one of its own.
        CityWorkbook.Size = (4, 3);
        var sound = await Control(mutants);
        var caught = 0;
        foreach (var mutant in mutants)
        {
            var watch = Stopwatch.StartNew();
            var (isCaught, what) = sound.Contains(mutant.Scenario().GetType()) ? await Try(mutant) : (false, "its scenario finds fault with the sound product.");
            if (isCaught) caught++;
            say($"{(isCaught ? "caught  " : "SURVIVED")} {mutant.Name} ({mutant.Invariants}, {mutant.Scenario().GetType().Name}, {watch.Elapsed.TotalSeconds:0} s): {what}");
        }

        return caught;
    }

    private async Task<HashSet<Type>> Control(IReadOnlyList<Mutant> mutants)
    {
        _copy.Plant();
        await _copy.Build();
        HashSet<Type> sound = [];
        foreach (var scenario in mutants.Select(mutant => mutant.Scenario()).DistinctBy(scenario => scenario.GetType()))
        {
            var watch = Stopwatch.StartNew();
            var name = scenario.GetType().Name;
            var violations = await Play(scenario, Path.Combine(folder, "control", name));
            say($"{(violations.Count == 0 ? "sound   " : "BROKEN  ")} {name} without a mutant ({watch.Elapsed.TotalSeconds:0} s){string.Concat(violations.Take(20).Select(violation => $"\n  {violation}"))}");
            if (violations.Count == 0) sound.Add(scenario.GetType());
        }

        return sound;
    }

    /// <summary>Caught is only what the checker sees, and only what this mutant is to be known by.</summary>
    private async Task<(bool IsCaught, string What)> Try(Mutant mutant)
    {
        try
        {
            _copy.Plant(mutant.Edits);
            await _copy.Build();
            var violations = await Play(mutant.Scenario(), Path.Combine(folder, mutant.Name));
            return violations.Find(violation => mutant.By.Contains(violation.Kind)) is { } seen
                ? (true, $"{seen}")
                : (false, violations.Count == 0 ? "nothing was seen of it." : $"not what was to be seen: {violations[0]}");
        }
        catch (Exception failure) when (failure is PlaceLostException or InvalidOperationException or TimeoutException)
        {
            return (false, failure.Message);
        }
    }

    private async Task<List<Violation>> Play(IScenario scenario, string logs)
    {
        if (Directory.Exists(logs)) Directory.Delete(logs, recursive: true);
        Directory.CreateDirectory(logs);
        await using var rig = await Rig.Start(seed, logs, _copy.Programs);
        using var grid = new GridHttp(await rig.Key(), [.. rig.Gateways.Select(gateway => gateway.Url)]);
        await grid.Import(CityWorkbook.Archive());
        await Cascades.First(grid);
        var history = new History(Path.Combine(logs, "history.jsonl"));
        var stage = new Stage(rig, grid, history, new ReadBack(grid, rig.Database), seed);
        // A mutant that never comes to rest is told by the reckoning.
        _ = await stage.Reading.Quiet(30);
        try
        {
            await scenario.Play(stage);
            stage.Seen.AddRange(await new Reckoning(grid, stage.Reading).Run(history, 30, new DateOnly(2024, 4, 30)));
        }
        catch (Exception failure) when (stage.Seen.Count > 0 && failure is TimeoutException or InvalidOperationException)
        {
            // What was seen before counts; a grid that answers nothing any more is no reason to overlook it.
            stage.Seen.Add(new(Wrong.NotQuiet, failure.Message));
        }

        history.Save();
        return stage.Seen;
    }
}
