namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>A second cluster on the same rows, by mistake: of every grain there are two activations, and of two who write at once one wins and the other is told.</summary>
internal sealed class SecondCluster : IFault
{
    private const int Items = 12, Rounds = 10;

    public async Task<string> Strike(Scene scene)
    {
        var name = $"second-{scene.Random.Next():x}";
        (string, string)[] other = [("Clustering__ClusterId", name)];
        var silo = await scene.Rig.Cluster.StartSilo(name, settings: other);
        var gateway = await scene.Rig.Cluster.StartGateway($"{name}-gateway", settings: other);
        try
        {
            await Task.WhenAll(silo.Ready(), gateway.Ready());
            using var second = new GridHttp(await scene.Rig.Key(), gateway.Url);
            Sender[] clerks = [new(scene.Grid, scene.History), new(second, scene.History)];
            var first = scene.Random.Next(300, 1200);
            var acknowledged = await Task.WhenAll(Enumerable.Range(0, Items).Select(number => Race(
                clerks, new Item(TouchedItems.Accepted[number % TouchedItems.Accepted.Count], CityWorkbook.Staff.ElementAt(first + number)), name)));
            if (Array.Exists(acknowledged, both => both[0] == 0 || both[1] == 0)) throw new InvalidOperationException("An item was written by one cluster only.");
            return $"{Items} items written to by both, {acknowledged.Sum(both => both[0])} and {acknowledged.Sum(both => both[1])} of {Items * Rounds} reports each were acknowledged";
        }
        finally
        {
            await gateway.Process.Stop();
            await silo.Process.Stop();
        }
    }

    /// <summary>Both report on one item again and again, at the same time; how many reports of each were taken.</summary>
    private static async Task<int[]> Race(Sender[] clerks, Item item, string name) => await Task.WhenAll(clerks.Select(async (clerk, of) =>
    {
        var taken = 0;
        for (var round = 0; round < Rounds; round++)
            if ((await clerk.Report(item, $"{name}-{of}-{round}", attempts: 50)).Outcome is Outcome.Acknowledged) taken++;
        return taken;
    }));
}
