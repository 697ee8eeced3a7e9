using ResponsibilityGrid.Nemesis.Sources;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>
/// The next version comes, process by process and while everybody writes, and is taken back the same way. Each version reads the rows
/// that the other wrote, and understands what the other sends.
/// </summary>
internal sealed class VersionsMixed : IFault
{
    public bool CountsFromItsEnd => true;

    // Answered between two steps, so that whoever is new has worked with whoever is not.
    private const int Between = 100;

    public async Task Prepare(SourceCopy next)
    {
        next.Plant(NextVersion.Edits);
        await next.Build();
    }

    public async Task<string> Strike(Scene scene)
    {
        var (rig, today) = (scene.Rig, scene.Rig.Cluster.Programs);
        try
        {
            await Change(scene, scene.Next);
            var rows = await rig.Scalar<long>($"SELECT count(*) FROM OrleansStorage WHERE position('{NextVersion.Mark}'::bytea IN PayloadBinary) > 0");
            if (rows == 0) throw new InvalidOperationException("The next version has written no row.");
            await Change(scene, today);
            return $"{rig.Members.Count()} processes there and back, {rows} rows by the next version";
        }
        finally
        {
            rig.Cluster.Programs = today;
        }
    }

    private static async Task Change(Scene scene, string programs)
    {
        var rig = scene.Rig;
        // Whatever ends is started from there from now on.
        rig.Cluster.Programs = programs;
        foreach (var member in (Member[])[rig.Silos[0], rig.Gateways[0], rig.Silos[1], rig.Gateways[1]])
        {
            await member.Stop();
            await rig.Ready();
            await Answered(scene.History);
        }
    }

    private static async Task Answered(History history)
    {
        var (goal, end) = (history.Operations.Count + Between, DateTime.UtcNow.AddSeconds(60));
        while (history.Operations.Count < goal)
        {
            if (DateTime.UtcNow > end) throw new BrokenPromiseException($"No {Between} commands came to an end in a minute between two versions.");
            await Task.Delay(50);
        }
    }
}
