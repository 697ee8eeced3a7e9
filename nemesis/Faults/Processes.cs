namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>kill -9 of a silo while everybody writes.</summary>
internal sealed class SiloKilled : IFault
{
    public TimeSpan Patience => TimeSpan.FromSeconds(15);

    public bool Mixes => true;

    public async Task<string> Strike(Scene scene)
    {
        var silo = scene.Rig.Any(scene.Random);
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

/// <summary>One silo after the other is asked to stop, and started again.</summary>
internal sealed class RollingRestart : IFault
{
    public async Task<string> Strike(Scene scene)
    {
        List<string> took = [];
        foreach (var silo in scene.Rig.Silos)
        {
            var stopped = await silo.Stop();
            if (stopped > TimeSpan.FromSeconds(30)) throw new BrokenPromiseException($"{silo.Name} took {stopped.TotalSeconds:0} s to stop.");
            took.Add($"{silo.Name} stopped in {stopped.TotalSeconds:0.0} s");
            await scene.Rig.Ready();
        }

        return string.Join(", ", took);
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
