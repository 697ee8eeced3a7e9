using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Lets so many operations in at once and a few more wait. Whoever comes beyond that is sent away before anything is done
/// for him: work that piles up would be answered too late for everybody.
/// </summary>
internal sealed class Admission(IOptions<GraphQLLimits> limits) : IDisposable
{
    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = limits.Value.MaxAtOnce, QueueLimit = limits.Value.MaxWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>A place, to be given back; null where there was none in time.</summary>
    public async ValueTask<IDisposable?> Enter(CancellationToken gone)
    {
        var free = limiter.AttemptAcquire();
        if (free.IsAcquired) return free;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        patience.CancelAfter(limits.Value.MaxWait);
        try
        {
            var waited = await limiter.AcquireAsync(1, patience.Token);
            return waited.IsAcquired ? waited : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => limiter.Dispose();
}
