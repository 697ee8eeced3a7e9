using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>
/// What a silo does first: it wakes every grid, so that whatever was cut off when the last silo died goes on before anybody asks.
/// Their reminders would too, a minute later.
/// </summary>
internal sealed partial class WakeGrids(IGrainFactory grains, PassKeys keys, ILogger<WakeGrids> log) : IStartupTask
{
    private const int AtOnce = 8;

    public async Task Execute(CancellationToken cancellationToken)
    {
        Pass.Carry(Pass.Sign(keys, Principal.System("start").From(TimeProvider.System.GetUtcNow())));
        // A silo that cannot reach the others yet must still start; the reminders are left.
        try
        {
            var all = await grains.GetGrain<IGridRegisterGrain>(GridKeys.Register).List();
            await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (grid, _) => await Wake(grid));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            NoneWoken(failure);
        }
    }

    private async Task Wake(string grid)
    {
        try
        {
            await grains.GetGrain<IGridGrain>(GridKeys.Grid(grid)).Resume();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            NotWoken(failure, grid);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The grids could not be woken; their reminders do it within a minute.")]
    private partial void NoneWoken(Exception failure);

    [LoggerMessage(LogLevel.Warning, "Grid {Grid} could not be woken; its reminder does it within a minute.")]
    private partial void NotWoken(Exception failure, string grid);
}
