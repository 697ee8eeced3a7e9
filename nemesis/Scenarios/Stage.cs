using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Faults;

namespace ResponsibilityGrid.Nemesis.Scenarios;

/// <summary>A grid with the city in it, and what a scenario needs to play on it.</summary>
internal sealed class Stage(Rig rig, GridHttp grid, History history, ReadBack reading, int seed)
{
    public Rig Rig => rig;

    public GridHttp Grid => grid;

    public History History => history;

    public ReadBack Reading => reading;

    public Sender Sender { get; } = new(grid, history);

    public Random Random { get; } = new(seed);

    /// <summary>As a fault finds it.</summary>
    public Scene Scene => new(rig, grid, history, Random, IsTouched: false, Next: rig.Cluster.Programs);

    /// <summary>What a scenario sees while it plays.</summary>
    public List<Violation> Seen { get; } = [];

    /// <summary>Eight writers, two overseers and two readers are at work meanwhile.</summary>
    public async Task Work(Func<Task> meanwhile)
    {
        await using var callers = new Callers(grid, history, seed);
        callers.Start();
        await meanwhile();
    }

    /// <summary>All silos die at once and come back.</summary>
    public async Task RestartSilos()
    {
        await Task.WhenAll(rig.Silos.Select(silo => silo.Kill()));
        await rig.Ready();
    }

    /// <summary>Waits until somebody is told the root's numbers again and again.</summary>
    public async Task Recovered()
    {
        await rig.Ready();
        for (var good = 0; good < 20; good++) await reading.Counts();
    }

    /// <summary>The silo that the root lives on: whoever waits for its row while a list is issued.</summary>
    public async Task<string> HomeOfTheRoot()
    {
        Task issuing;
        string? home = null;
        await using (await HeldRows.Of(rig, "ledger", CityWorkbook.City))
        {
            issuing = Cascades.Issue(Scene);
            for (var beat = 0; beat < 80 && home is null; beat++)
            {
                await Task.Delay(50);
                home = await rig.Scalar<string>("SELECT application_name FROM pg_stat_activity WHERE wait_event_type = 'Lock' LIMIT 1");
            }
        }

        await issuing;
        return home ?? throw new InvalidOperationException("Nobody came to write the root's row.");
    }
}
