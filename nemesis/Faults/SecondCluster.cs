using ResponsibilityGrid.Nemesis.Checking;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>
/// A second cluster on the same rows, by mistake: of every grain there are two activations. Each finds the rows that it has in memory
/// overtaken by the other, is refused, reads them again and goes on from there; of two who write at once one wins.
/// </summary>
internal sealed class SecondCluster : IFault
{
    public bool CountsFromItsEnd => true;

    private const int Items = 6, Turns = 3, Rounds = 3;

    public async Task<string> Strike(Scene scene)
    {
        var name = $"second-{scene.Random.Next():x}";
        var first = scene.Random.Next(300, 1200);
        List<Item> items = [.. Enumerable.Range(0, Items).Select(number => new Item(TouchedItems.Accepted[number], CityWorkbook.Staff.ElementAt(first + number)))];
        var taken = await WithBoth(scene, name, async clerks =>
        {
            await Task.WhenAll(items.Select(item => InTurn(clerks, item, name)));
            return await Task.WhenAll(items.Select(item => Race(clerks, item, name)));
        });

        // Alone again, the first cluster meets what the second one left, and has it all.
        var clerk = new Sender(scene.Grid, scene.History);
        foreach (var item in items)
            if ((await clerk.Report(item, $"{name}-alone", attempts: 100)).Outcome is not Outcome.Acknowledged) throw new BrokenPromiseException($"{item.Subject} takes no report any more.");
        var entries = await new ReadBack(scene.Grid, scene.Rig.Database).Items(items.Select(item => item.Subject));
        Violation[] wrong = [.. Checker.Numbers(entries), .. Checker.Commands(scene.History.Operations.Where(operation => entries.ContainsKey(operation.Subject)), entries)];
        if (wrong.Length > 0) throw new BrokenPromiseException($"{wrong.Length} times wrong, first {wrong[0]}");
        return $"{Items} items written to by both in turn, {Turns} times each; of {Items * Rounds} reports at once {taken.Sum(both => both[0])} and {taken.Sum(both => both[1])} were acknowledged";
    }

    /// <summary>Does something with a clerk at either cluster.</summary>
    private static async Task<T> WithBoth<T>(Scene scene, string name, Func<Sender[], Task<T>> something)
    {
        (string, string)[] other = [("Clustering__ClusterId", name)];
        var silo = await scene.Rig.Cluster.StartSilo(name, settings: other);
        var gateway = await scene.Rig.Cluster.StartGateway($"{name}-gateway", settings: other);
        try
        {
            // It reads every row of the grid while the first one works on.
            await Task.WhenAll(silo.Ready(seconds: 180), gateway.Ready(seconds: 180));
            using var second = new GridHttp(await scene.Rig.Key(), gateway.Url);
            return await something([new(scene.Grid, scene.History), new(second, scene.History)]);
        }
        finally
        {
            await gateway.Process.Stop();
            await silo.Process.Stop();
        }
    }

    /// <summary>Both report in turn: from the second time on each has a row in memory that the other has overtaken.</summary>
    private static async Task InTurn(Sender[] clerks, Item item, string name)
    {
        int? version = null;
        for (var turn = 0; turn < Turns * clerks.Length; turn++)
        {
            var told = await clerks[turn % clerks.Length].Report(item, $"{name}-turn-{turn}", attempts: 100);
            if (told.Outcome is not Outcome.Acknowledged) throw new InvalidOperationException($"{item.Subject} was not written to by both: {told.Code}.");
            if (version is not null && told.Version != version + 1) throw new BrokenPromiseException($"{item.Subject} was at {version}, and the next report was acknowledged as {told.Version}.");
            version = told.Version;
        }
    }

    /// <summary>Both report at the same time; how many reports of each were taken.</summary>
    private static async Task<int[]> Race(Sender[] clerks, Item item, string name) => await Task.WhenAll(clerks.Select(async (clerk, of) =>
    {
        var taken = 0;
        for (var round = 0; round < Rounds; round++)
            if ((await clerk.Report(item, $"{name}-race-{of}-{round}", attempts: 2)).Outcome is Outcome.Acknowledged) taken++;
        return taken;
    }));
}
