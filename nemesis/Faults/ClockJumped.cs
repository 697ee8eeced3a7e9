using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>
/// The clock of one silo jumps three minutes ahead, falls three minutes behind, and jumps a whole hour ahead: each time the silo says so and leaves
/// by itself, is refused as long as its clock is wrong, and comes back when it is right. The other one stays and answers.
/// </summary>
internal sealed partial class ClockJumped : IFault
{
    private static readonly TimeSpan LeavesWithin = TimeSpan.FromSeconds(60);

    public bool CountsFromItsEnd => true;

    public async Task<string> Strike(Scene scene)
    {
        var silo = scene.Rig.Any(scene.Random);
        var other = scene.Rig.Silos.Single(one => one != silo);
        var starts = other.Starts;
        var file = Path.GetTempFileName();
        try
        {
            await Shift(0);
            // The library reads the file again every second, and shifts the date alone: what measures spans goes on, and nobody's waiting is cut short.
            silo.Surroundings =
            [
                ("LD_PRELOAD", Library), ("FAKETIME_TIMESTAMP_FILE", file), ("FAKETIME_CACHE_DURATION", "1"),
                ("FAKETIME_DONT_FAKE_MONOTONIC", "1"), ("FAKETIME_FORCE_MONOTONIC_FIX", "0"),
            ];
            await Restart(scene.Rig, silo);
            List<string> seen = [];
            foreach (var shift in (int[])[180, -180, 3600])
            {
                await Shift(shift);
                seen.Add(await Leaves(silo, shift));
                await Shift(0);
                await scene.Rig.Ready();
            }

            if (other.Starts > starts) throw new BrokenPromiseException($"{other.Name} ended for the clock of {silo.Name}.");
            return $"{silo.Name} {string.Join(", ", seen)}; it came back every time";
        }
        finally
        {
            silo.Surroundings = [];
            await Shift(0);
            await Restart(scene.Rig, silo);
            File.Delete(file);
        }

        Task Shift(int seconds) => File.WriteAllTextAsync(file, seconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture));
    }

    private static string Library => Directory.GetFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 2 }) is [var library, ..]
        ? library : throw new InvalidOperationException("A clock cannot be shifted here: apt-get install faketime.");

    /// <summary>Waits until the silo has ended by itself, and the next start of it is refused for its clock.</summary>
    private static async Task<string> Leaves(Silo silo, int shift)
    {
        var (watch, starts) = (Stopwatch.StartNew(), silo.Starts);
        while (silo.Starts == starts) await Within(LeavesWithin, $"{silo.Name} goes on with a clock that is wrong by {shift} s.");
        var left = watch.Elapsed;
        while (!Refusal().IsMatch(silo.Output)) await Within(LeavesWithin + LeavesWithin, $"{silo.Name} came back with a clock that is wrong by {shift} s.");
        var apart = double.Parse(Refusal().Match(silo.Output).Groups[1].Value, CultureInfo.InvariantCulture);
        return Math.Abs(apart - Math.Abs(shift)) < 30 ? $"left {left.TotalSeconds:0} s after its clock went wrong by {shift} s" : throw new InvalidOperationException($"The clock of {silo.Name} is wrong by {apart} s instead of {shift}.");

        async Task Within(TimeSpan limit, string otherwise)
        {
            if (watch.Elapsed > limit) throw new BrokenPromiseException(otherwise);
            await Task.Delay(100);
        }
    }

    [GeneratedRegex(@"clocks? and this machine's are ([\d.]+) s apart")]
    private static partial Regex Refusal();

    private static async Task Restart(Rig rig, Silo silo)
    {
        await silo.Stop();
        await rig.Ready();
    }
}
