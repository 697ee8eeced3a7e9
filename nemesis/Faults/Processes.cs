namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>kill -9 of a silo while everybody writes.</summary>
internal sealed class SiloKilled : IFault
{
    public TimeSpan Patience => TimeSpan.FromSeconds(15);

    public bool Mixes => true;

    public async Task<string> Strike(Scene scene)
    {
        var silo = scene.Rig.Any(scene.Random);
        scene.Blow.Falls();
        await silo.Kill();
        return silo.Name;
    }
}

/// <summary>kill -9 of a gateway.</summary>
internal sealed class GatewayKilled : IFault
{
    public bool Mixes => true;

    public async Task<string> Strike(Scene scene)
    {
        var gateway = scene.Rig.Gateways[scene.Random.Next(scene.Rig.Gateways.Count)];
        await gateway.Kill();
        return gateway.Name;
    }
}

/// <summary>One silo after the other is asked to stop, and started again; then the gateways, each while callers leave it. No caller notices.</summary>
internal sealed class RollingRestart : IFault
{
    public bool CountsFromItsEnd => true;

    public async Task<string> Strike(Scene scene)
    {
        var met = scene.History.Codes.Count;
        List<string> took = [];
        foreach (var silo in scene.Rig.Silos) took.Add(await Restart(scene.Rig, silo));
        foreach (var gateway in scene.Rig.Gateways) await scene.Grid.Without(gateway.Url, async () => took.Add(await Restart(scene.Rig, gateway)));

        var what = string.Join(", ", took);
        var failed = Failed(scene.History.Codes.Skip(met)).ToList();
        return failed.Count == 0 ? $"{what}; no request failed" : throw new BrokenPromiseException($"{what}; requests failed: {string.Join(", ", failed)}");
    }

    /// <summary>What callers met in place of an answer, by code and request.</summary>
    public static IEnumerable<string> Failed(IEnumerable<(string Code, string Where)> codes) =>
        codes.Where(met => Codes.SaysNothing(met.Code)).CountBy(met => met).Select(met => $"{met.Value} × {met.Key.Code} for {met.Key.Where}");

    private static async Task<string> Restart(Rig rig, Member member)
    {
        var stopped = await member.Stop();
        if (stopped > TimeSpan.FromSeconds(30)) throw new BrokenPromiseException($"{member.Name} took {stopped.TotalSeconds:0} s to stop.");
        await rig.Ready();
        return $"{member.Name} stopped in {stopped.TotalSeconds:0.0} s";
    }
}

/// <summary>A silo stands still until the other declares it dead; then it wakes up and believes that nothing happened.</summary>
internal sealed class SiloSuspended : IFault
{
    public async Task<string> Strike(Scene scene)
    {
        var silo = scene.Rig.Any(scene.Random);
        var dead = await scene.Rig.Dead();
        await silo.Signal("STOP");
        try
        {
            return $"{silo.Name}, declared dead after {(await scene.Rig.OneMoreDead(dead)).TotalSeconds:0.0} s";
        }
        finally
        {
            await silo.Signal("CONT");
        }
    }
}
