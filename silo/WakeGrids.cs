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
    public async Task Execute(CancellationToken cancellationToken)
    {
        Pass.Carry(Pass.Sign(keys, Principal.System("start").From(TimeProvider.System.GetUtcNow())));
        try
        {
            foreach (var grid in await grains.GetGrain<IGridRegisterGrain>(GridKeys.Register).List())
                await grains.GetGrain<IGridGrain>(GridKeys.Grid(grid)).Resume();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A silo that cannot reach the others yet must still start; the reminders are left.
            WakeFailed(failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The grids could not be woken; their reminders do it within a minute.")]
    private partial void WakeFailed(Exception failure);
}
