namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>The silos cannot reach each other until one is declared dead; both reach their database.</summary>
internal sealed class SilosCutOff : IFault
{
    public async Task<string> Strike(Scene scene)
    {
        var (dead, took) = (await scene.Rig.Dead(), TimeSpan.Zero);
        await Weather.Silent.Over([.. scene.Rig.Silos.Select(silo => silo.Wire)], async () => took = await scene.Rig.OneMoreDead(dead));
        return $"one was declared dead after {took.TotalSeconds:0.0} s";
    }
}

/// <summary>What one silo says does not arrive at the other; what the other says does. One of them is declared dead, and the rest goes on.</summary>
internal sealed class SilosCutOneWay : IFault
{
    public async Task<string> Strike(Scene scene)
    {
        var (dead, took, silos) = (await scene.Rig.Dead(), TimeSpan.Zero, scene.Rig.Silos);
        var (speaker, listener) = scene.Random.Next(2) == 0 ? (silos[0], silos[1]) : (silos[1], silos[0]);
        // It speaks as a caller on the wire to the listener, and as a server on its own. Which of the two they use depends on who called whom first.
        await Weathers.Over([(listener.Wire, Weather.Deaf), (speaker.Wire, Weather.Mute)], async () => took = await scene.Rig.OneMoreDead(dead));
        return $"{speaker.Name} was not heard by {listener.Name}; one was declared dead after {took.TotalSeconds:0.0} s";
    }
}

/// <summary>One silo reaches nobody and nobody reaches it: not its neighbour, not the database, not the gateways. The other one declares it dead and goes on.</summary>
internal sealed class SiloIsolated : IFault
{
    public async Task<string> Strike(Scene scene)
    {
        var (dead, took, silo) = (await scene.Rig.Dead(), TimeSpan.Zero, scene.Rig.Any(scene.Random));
        var starts = scene.Rig.Silos.Single(other => other != silo).Starts;
        // Its own calls to its neighbour go over the neighbour's wire, which nobody else uses.
        await Weather.Silent.Over([silo.Database, silo.Front, .. scene.Rig.Silos.Select(either => either.Wire)], async () => took = await scene.Rig.OneMoreDead(dead));
        if (scene.Rig.Silos.Single(other => other != silo).Starts > starts) throw new BrokenPromiseException($"{silo.Name} was cut off, and the other one ended.");
        return $"{silo.Name}, declared dead after {took.TotalSeconds:0.0} s";
    }
}

/// <summary>One silo reaches neither its neighbour nor the database, and is declared dead without hearing of it; gateways still ask it, and must not be told what was true before.</summary>
internal sealed class SiloForsaken : IFault
{
    public async Task<string> Strike(Scene scene)
    {
        var (dead, took, silo) = (await scene.Rig.Dead(), TimeSpan.Zero, scene.Rig.Any(scene.Random));
        await Weather.Silent.Over([silo.Database, .. scene.Rig.Silos.Select(either => either.Wire)], async () =>
        {
            took = await scene.Rig.OneMoreDead(dead);
            // Long enough for the other one to take commands for what the dead one remembers.
            await Task.Delay(TimeSpan.FromSeconds(3));
        });
        return $"{silo.Name}, declared dead after {took.TotalSeconds:0.0} s, and 3 s more in reach of gateways";
    }
}

/// <summary>No gateway reaches any silo; callers are told so, and their commands have one outcome.</summary>
internal sealed class GatewaysCutOff : IFault
{
    public bool Mixes => true;

    public async Task<string> Strike(Scene scene)
    {
        var held = await Weather.Silent.Over([.. scene.Rig.Silos.Select(silo => silo.Front)], TimeSpan.FromSeconds(10));
        return $"10 s, {held} pieces did not pass";
    }
}

/// <summary>A silo loses its database; the other one keeps it.</summary>
internal sealed class DatabaseCutOff : IFault
{
    public bool Mixes => true;

    public async Task<string> Strike(Scene scene)
    {
        var silo = scene.Rig.Any(scene.Random);
        var held = await (scene.Random.Next(2) == 0 ? Weather.Cut : Weather.Silent).Over([silo.Database], TimeSpan.FromSeconds(8));
        return $"{silo.Name}, 8 s, {held} pieces did not pass";
    }
}

/// <summary>Every answer of the database comes late.</summary>
internal sealed class DatabaseSlow(int milliseconds) : IFault
{
    public string Name => $"{nameof(DatabaseSlow)}({milliseconds} ms)";

    public bool CountsFromItsEnd => true;

    public bool Mixes => true;

    public async Task<string> Strike(Scene scene)
    {
        foreach (var silo in scene.Rig.Silos) silo.Database.Delay = TimeSpan.FromMilliseconds(milliseconds);
        var time = TimeSpan.FromMilliseconds(Math.Max(8_000, milliseconds * 8));
        var late = await Weather.Slow.Over([.. scene.Rig.Silos.Select(silo => silo.Database)], time);
        return $"{time.TotalSeconds:0} s, {late} answers were late";
    }
}

/// <summary>The database stands still for longer than anybody waits for it, and then answers everything that it was asked.</summary>
internal sealed class DatabaseStalled : IFault
{
    public bool CountsFromItsEnd => true;

    public async Task<string> Strike(Scene scene)
    {
        var held = await Weather.Stalled.Over([.. scene.Rig.Silos.Select(silo => silo.Database)], TimeSpan.FromSeconds(30));
        return $"30 s, {held} pieces waited";
    }
}

/// <summary>Writes are committed, and the answers to some of them are lost with their connections.</summary>
internal sealed class DatabaseLies : IFault
{
    public bool CountsFromItsEnd => true;

    private const int Enough = 5;

    public async Task<string> Strike(Scene scene)
    {
        List<TcpProxy> wires = [.. scene.Rig.Silos.Select(silo => silo.Database)];
        var before = wires.Sum(wire => wire.Lies);
        await Weather.Lying.Over(wires, async () =>
        {
            for (var beat = 0; beat < 300 && wires.Sum(wire => wire.Lies) - before < Enough; beat++) await Task.Delay(100);
        });
        var lies = wires.Sum(wire => wire.Lies) - before;
        return lies >= Enough ? $"{lies} answers to commits were lost" : throw new InvalidOperationException($"Only {lies} answers were lost.");
    }
}
