using ResponsibilityGrid.Cluster;
using ResponsibilityGrid.Nemesis.Checking;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>The grid is backed up while everybody writes, and stands again in an empty database: what was acknowledged before the backup is there, and nothing is wrong with it.</summary>
internal sealed class Restored : IFault
{
    public bool CountsFromItsEnd => true;

    public async Task<string> Strike(Scene scene)
    {
        var (rig, file, name) = (scene.Rig, Path.Combine(scene.Rig.Disk.Path, "backup"), $"restored{scene.Random.Next():x}");
        List<Operation> before = [.. scene.History.Operations];
        await rig.Postgres.Tool("pg_dump", "--format=custom", "--exclude-table-data=orleansmembership*", $"--file={file}", "--dbname=grid");
        var database = await rig.Postgres.Database(name);
        try
        {
            await rig.Postgres.Tool("pg_restore", "--no-owner", "--exit-on-error", $"--dbname={name}", file);
            await using var cluster = new LocalCluster(database, rig.Logs);
            await cluster.Migrate();
            var silo = await cluster.StartSilo(name);
            var gateway = await cluster.StartGateway($"{name}-gateway");
            // It reads every row of the grid while the first one works on.
            await Task.WhenAll(silo.Ready(seconds: 180), gateway.Ready(seconds: 180));
            using var grid = new GridHttp(await cluster.Key(), gateway.Url);
            var wrong = (await new Reckoning(grid, new ReadBack(grid, database)).Stand(before, 60)).Found;
            if (wrong.Count > 0) throw new BrokenPromiseException($"{wrong.Count} times wrong in the restored grid, first {wrong[0]}");
            return $"{new FileInfo(file).Length >> 20} MiB, {before.Count} commands compared";
        }
        finally
        {
            File.Delete(file);
            await rig.Postgres.Drop(name);
        }
    }
}
