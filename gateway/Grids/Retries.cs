using System.Diagnostics;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Asks grains again that did not answer, for a bounded time from its own making on. Reads change nothing and commands
/// carry their id, so that asking twice is as good as once.
/// </summary>
internal sealed class Retries(TimeSpan? limit = null)
{
    /// <summary>A last try begun by then ends with its response timeout, ten seconds at most, before the operation's own time is over.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    // The machine's own count of time: it is a span of this process, not a date.
    private readonly long began = Stopwatch.GetTimestamp();

    public async Task<T> Ask<T>(Func<Task<T>> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (Exception failure) when (Pause(failure, tries) is { } pause)
            {
                await Task.Delay(pause);
            }
        }
    }

    private TimeSpan? Pause(Exception failure, int tries) =>
        RetryRules.Pause(failure, tries, Stopwatch.GetElapsedTime(began), limit ?? Limit, Random.Shared.NextDouble());
}
