using System.Diagnostics;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>kill -9 of a silo while everybody writes.</summary>
internal sealed class SiloKilled : IFault
{
    public TimeSpan Patience => TimeSpan.FromSeconds(15);

    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        var silo = rig.Silos[random.Next(rig.Silos.Count)];
        await silo.Kill();
        return silo.Name;
    }
}

/// <summary>kill -9 of a silo at a moment in which a list of 100,672 items cascades.</summary>
internal sealed class SiloKilledInCascade(int victim) : IFault
{
    public TimeSpan Patience => TimeSpan.FromSeconds(15);

    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        var silo = rig.Silos[victim];
        var version = await Cascades.Issue(grid, random);
        var after = random.Next(150);
        await Task.Delay(after);
        await silo.Kill();
        return $"{silo.Name}, {after} ms after version {version} was issued";
    }
}

/// <summary>All silos at once.</summary>
internal sealed class AllSilosKilled : IFault
{
    public TimeSpan Patience => TimeSpan.FromSeconds(45);

    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        await Task.WhenAll(rig.Silos.Select(silo => silo.Kill()));
        var watch = Stopwatch.StartNew();
        await rig.Ready();
        var up = watch.Elapsed;
        while (!(await grid.Ask("query($unit: String!) { overview(unit: $unit) { settled } }", new { unit = CityWorkbook.City })).GetProperty("overview").GetProperty("settled").GetBoolean())
            await Task.Delay(50);
        return $"up after {up.TotalSeconds:0.0} s, exact {(watch.Elapsed - up).TotalSeconds:0.0} s later";
    }
}

/// <summary>kill -9 of a gateway.</summary>
internal sealed class GatewayKilled : IFault
{
    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        var gateway = rig.Gateways[random.Next(rig.Gateways.Count)];
        await gateway.Kill();
        return gateway.Name;
    }
}

/// <summary>One silo after the other is asked to stop, and started again.</summary>
internal sealed class RollingRestart : IFault
{
    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        List<string> took = [];
        foreach (var silo in rig.Silos)
        {
            var stopped = await silo.Stop();
            if (stopped > TimeSpan.FromSeconds(30)) throw new TimeoutException($"{silo.Name} took {stopped.TotalSeconds:0} s to stop.");
            took.Add($"{silo.Name} stopped in {stopped.TotalSeconds:0.0} s");
            await rig.Ready();
        }

        return string.Join(", ", took);
    }
}

/// <summary>A silo stands still until the other declares it dead; then it wakes up and believes that nothing happened.</summary>
internal sealed class SiloSuspended : IFault
{
    public TimeSpan Patience => TimeSpan.FromSeconds(30);

    public async Task<string> Strike(Rig rig, GridHttp grid, Random random)
    {
        var silo = rig.Silos[random.Next(rig.Silos.Count)];
        var watch = Stopwatch.StartNew();
        await silo.Signal("STOP");
        while (await rig.Scalar<long>($"SELECT count(*) FROM OrleansMembershipTable WHERE Port = {silo.Wire.Port} AND Status = 3") > 0)
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException($"{silo.Name} stood still and was not declared dead.");
            await Task.Delay(200);
        }

        var declared = watch.Elapsed;
        await silo.Signal("CONT");
        return $"{silo.Name}, declared dead after {declared.TotalSeconds:0.0} s";
    }
}
