namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>kill -9 of a silo when so many of a hundred units hold a version that cascades over 100,672 items; the cascade ends by itself.</summary>
internal sealed class SiloKilledInCascade(int victim, int percent) : IFault
{
    private const int Tries = 3;

    public string Name => $"{nameof(SiloKilledInCascade)}({victim + 1}, {percent} %)";

    public TimeSpan Patience => TimeSpan.FromSeconds(15);

    public async Task<string> Strike(Scene scene)
    {
        var silo = scene.Rig.Silos[victim];
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var version = await Cascades.Draft(scene);
            await using var spread = await Spread.Of(scene.Rig, version);
            var issuing = Cascades.Issue(scene.Grid, version);
            await spread.Reaches(percent);
            scene.Blow.Falls();
            await silo.Kill();
            var died = await spread.Percent();
            await issuing;
            await spread.Reaches(100);
            if (died < 100) return $"{silo.Name} died when version {version} had reached {died} %";
            await scene.Rig.Ready();
        }

        throw new InvalidOperationException($"{Tries} cascades were over before {silo.Name} was dead.");
    }
}

/// <summary>A version is issued while the one before is still on its way; everybody ends at the later one.</summary>
internal sealed class ListSuperseded : IFault
{
    public bool CountsFromItsEnd => true;

    public async Task<string> Strike(Scene scene)
    {
        var first = await Cascades.Draft(scene);
        await using var before = await Spread.Of(scene.Rig, first);
        string[] branches = [.. CityWorkbook.Branches];
        var county = branches[scene.Random.Next(branches.Length)][..6];
        int second, reached;
        // Somebody holds on to a county's ledger, or the first cascade would be over before the second is drafted.
        await using (await HeldRows.Of(scene.Rig, "ledger", county))
        {
            await Cascades.Issue(scene.Grid, first);
            await before.Reaches(1);
            second = await Cascades.Draft(scene);
            await Cascades.Issue(scene.Grid, second);
            reached = await before.Percent();
        }

        await using var after = await Spread.Of(scene.Rig, second);
        await after.Reaches(100, seconds: 30);
        return reached < 100 ? $"version {second} was issued when {first} had reached {reached} %, for {county} held on to it" : throw new InvalidOperationException("The first cascade was over before the second began.");
    }
}

/// <summary>The reminders are gone and their table cannot be reached, when all silos die in the middle of a cascade; it ends all the same.</summary>
internal sealed class RemindersGone : IFault
{
    public bool CountsFromItsEnd => true;

    public async Task<string> Strike(Scene scene)
    {
        var rows = await scene.Rig.Scalar<long>("SELECT count(*) FROM OrleansRemindersTable");
        if (rows == 0) throw new InvalidOperationException("There were no reminders.");
        var version = await Cascades.Draft(scene);
        await scene.Rig.Execute("DELETE FROM OrleansRemindersTable");
        await scene.Rig.Execute("ALTER TABLE OrleansRemindersTable RENAME TO OrleansRemindersAway");
        try
        {
            await using var spread = await Spread.Of(scene.Rig, version);
            var issuing = Cascades.Issue(scene.Grid, version);
            await spread.Reaches(1);
            await Task.WhenAll(scene.Rig.Silos.Select(silo => silo.Kill()));
            var died = await spread.Percent();
            await scene.Rig.Ready();
            await spread.Reaches(100, seconds: 120);
            await issuing;
            return $"{rows} rows deleted, all silos died at {died} %";
        }
        finally
        {
            await scene.Rig.Execute("ALTER TABLE OrleansRemindersAway RENAME TO OrleansRemindersTable");
        }
    }
}
