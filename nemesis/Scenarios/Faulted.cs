using ResponsibilityGrid.Nemesis.Checking;

namespace ResponsibilityGrid.Nemesis.Scenarios;

/// <summary>Writes are committed and their answers lost, while eight write.</summary>
internal sealed class AnswersLost : IScenario
{
    private const int Enough = 8;

    public Task Play(Stage stage) => stage.Work(async () =>
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        foreach (var silo in stage.Rig.Silos) silo.Database.Set(Weather.Lying);
        // A grid that stands still because of it loses no more of them.
        for (var beat = 0; beat < 100 && stage.Rig.Silos.Sum(silo => silo.Database.Lies) < Enough; beat++) await Task.Delay(100);
        foreach (var silo in stage.Rig.Silos) silo.Database.Set(Weather.Fair);
        await Task.Delay(TimeSpan.FromSeconds(1));
    });
}

/// <summary>The database crashes while eight write, and before it is back all silos die: what they only had in memory is gone.</summary>
internal sealed class DatabaseLost : IScenario
{
    public Task Play(Stage stage) => stage.Work(async () =>
    {
        await Task.Delay(TimeSpan.FromSeconds(2));
        await stage.Rig.Postgres.StopHard();
        await Task.Delay(TimeSpan.FromSeconds(2));
        await Task.WhenAll(stage.Rig.Silos.Select(silo => silo.Kill()));
        await stage.Rig.Postgres.StartAgain();
        await stage.Rig.Ready();
    });
}

/// <summary>The silo without the root dies while eight write, and comes back: what is above lives on, what is below counts anew.</summary>
internal sealed class SiloLost : IScenario
{
    public async Task Play(Stage stage)
    {
        var home = await stage.HomeOfTheRoot();
        await stage.Work(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(3));
            await stage.Rig.Silos.Find(silo => silo.Name != home)!.Kill();
            await stage.Recovered();
            await Task.Delay(TimeSpan.FromSeconds(1));
        });
    }
}

/// <summary>Nobody writes any more; all silos die and come back to a slow database. What calls itself settled from then on is exact.</summary>
internal sealed class SilosRestarted : IScenario
{
    public async Task Play(Stage stage)
    {
        await stage.Work(() => Task.Delay(TimeSpan.FromSeconds(3)));
        stage.Seen.AddRange(await stage.Reading.Quiet(30));
        var rows = await stage.Reading.ByRows();
        // So that there is a while between the root's coming back and that of those below it.
        foreach (var silo in stage.Rig.Silos) silo.Database.Set(Weather.Slow);
        await Task.WhenAll(stage.Rig.Silos.Select(silo => silo.Kill()));
        var seen = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => stage.Reading.Watch(TimeSpan.FromSeconds(2), 60)));
        foreach (var silo in stage.Rig.Silos) silo.Database.Set(Weather.Fair);
        stage.Seen.AddRange(Checker.Settled(seen.SelectMany(numbers => numbers), rows));
    }
}
