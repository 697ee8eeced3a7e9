namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>The silos cannot reach each other; both reach their database.</summary>
internal sealed class SilosCutOff : IFault
{
    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        foreach (var silo in rig.Silos) silo.Wire.Set(Weather.Silent);
        await Task.Delay(TimeSpan.FromSeconds(12));
        foreach (var silo in rig.Silos) silo.Wire.Set(Weather.Fair);
        return "12 s";
    }
}

/// <summary>A silo loses its database; the other one keeps it.</summary>
internal sealed class DatabaseCutOff : IFault
{
    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        var silo = rig.Silos[random.Next(rig.Silos.Count)];
        silo.Database.Set(random.Next(2) == 0 ? Weather.Cut : Weather.Silent);
        await Task.Delay(TimeSpan.FromSeconds(8));
        silo.Database.Set(Weather.Fair);
        return $"{silo.Name}, 8 s";
    }
}

/// <summary>Every answer of the database comes 200 ms late.</summary>
internal sealed class DatabaseSlow : IFault
{
    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        foreach (var silo in rig.Silos) silo.Database.Set(Weather.Slow);
        await Task.Delay(TimeSpan.FromSeconds(8));
        foreach (var silo in rig.Silos) silo.Database.Set(Weather.Fair);
        return "8 s";
    }
}

/// <summary>Writes are committed, and the answers to some of them are lost with their connections.</summary>
internal sealed class DatabaseLies : IFault
{
    private const int Enough = 20;

    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        var before = rig.Silos.Sum(silo => silo.Database.Lies);
        foreach (var silo in rig.Silos) silo.Database.Set(Weather.Lying);
        for (var beat = 0; beat < 300 && rig.Silos.Sum(silo => silo.Database.Lies) - before < Enough; beat++) await Task.Delay(100);
        foreach (var silo in rig.Silos) silo.Database.Set(Weather.Fair);
        var lies = rig.Silos.Sum(silo => silo.Database.Lies) - before;
        return lies >= Enough ? $"{lies} answers lost" : throw new InvalidOperationException($"Only {lies} answers were lost: the fault did not take place.");
    }
}
