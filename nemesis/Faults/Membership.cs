using System.Diagnostics;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>What the table of members says, past the members.</summary>
internal static class Membership
{
    private const string OfUs = "DeploymentId = 'responsibility-grid'";

    /// <summary>How many silos were declared dead so far.</summary>
    public static Task<long> Dead(this Rig rig) => rig.Scalar<long>($"SELECT count(*) FROM OrleansMembershipTable WHERE {OfUs} AND Status = 6");

    /// <summary>Waits until one more is dead than there were; how long that took.</summary>
    /// <exception cref="InvalidOperationException">None was declared dead: the fault did not take place.</exception>
    public static async Task<TimeSpan> OneMoreDead(this Rig rig, long than)
    {
        var watch = Stopwatch.StartNew();
        while (await rig.Dead() <= than)
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(60)) throw new InvalidOperationException("No silo was declared dead in a minute.");
            await Task.Delay(200);
        }

        return watch.Elapsed;
    }
}
