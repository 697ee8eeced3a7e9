namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>The clock of one silo jumps three minutes ahead, and then falls three minutes behind: nobody is declared dead for it, and everybody is answered.</summary>
internal sealed class ClockJumped : IFault
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(15);

    public async Task<string> Strike(Scene scene)
    {
        var silo = scene.Rig.Any(scene.Random);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "+0");
            // The library reads the file again every second, and shifts the date alone: what measures spans goes on.
            silo.Surroundings = [("LD_PRELOAD", Library), ("FAKETIME_TIMESTAMP_FILE", file), ("FAKETIME_CACHE_DURATION", "1"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1")];
            await Restart(scene.Rig, silo);
            var (dead, starts) = (await scene.Rig.Dead(), silo.Starts);
            List<string> seen = [];
            foreach (var shift in (string[])["+180", "-180"])
            {
                await File.WriteAllTextAsync(file, shift);
                await Task.Delay(Long);
                var apart = await scene.Rig.Scalar<double>($"SELECT extract(epoch FROM IAmAliveTime - now())::float FROM OrleansMembershipTable WHERE Port = {silo.Wire.Port} AND Status = 3");
                if (Math.Abs(apart - double.Parse(shift)) > 30) throw new InvalidOperationException($"The clock of {silo.Name} is {apart:0} s ahead instead of {shift}.");
                seen.Add($"{apart:0} s");
            }

            if (await scene.Rig.Dead() > dead || silo.Starts > starts) throw new BrokenPromiseException($"{silo.Name} was declared dead for its clock.");
            return $"{silo.Name} was {string.Join(" and ", seen)} ahead, and stayed";
        }
        finally
        {
            silo.Surroundings = [];
            await File.WriteAllTextAsync(file, "+0");
            await Restart(scene.Rig, silo);
            File.Delete(file);
        }
    }

    private static string Library => Directory.GetFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 2 }) is [var library, ..]
        ? library : throw new InvalidOperationException("A clock cannot be shifted here: apt-get install faketime.");

    private static async Task Restart(Rig rig, Silo silo)
    {
        await silo.Stop();
        await rig.Ready();
    }
}
