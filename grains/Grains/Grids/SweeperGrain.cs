using Microsoft.Extensions.Hosting;

namespace ResponsibilityGrid;

[GrainType("sweeper")]
internal sealed partial class SweeperGrain(Structures structures, TimeProvider clock, IHostApplicationLifetime silo, ILogger<SweeperGrain> log) : Grain, ISweeperGrain
{
    private const int AtOnce = 16;

    private static GridRuleException NotAll => GridRuleException.Unavailable("部分单位未能作出提醒，稍后再次进行。", "Some units could not remind their people; they are asked again.");

    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    public async Task<int> Sweep()
    {
        var structure = await structures.Get(Grid);
        List<int?> made = [];
        foreach (var units in structures.Today(structure, clock.GetUtcNow()).Preorder(Grid).Chunk(AtOnce))
        {
            // The next silo begins anew; here one unit after the other would only be found gone.
            if (silo.ApplicationStopping.IsCancellationRequested) throw NotAll;
            made.AddRange(await Task.WhenAll(units.Select(Remind)));
        }

        return made.Contains(null) ? throw NotAll : made.Sum() ?? 0;
    }

    /// <summary>One ledger that cannot write keeps nobody else from being reminded.</summary>
    private async Task<int?> Remind(string unit)
    {
        try
        {
            return await GrainFactory.GetGrain<IItemsGrain>(GridKeys.Unit(Grid, unit)).Remind();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            RemindFailed(failure, Grid, unit);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Unit {Grid}/{Unit} could not remind its people; it does with the next sweep.")]
    private partial void RemindFailed(Exception failure, string grid, string unit);
}
