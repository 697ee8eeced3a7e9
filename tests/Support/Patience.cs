using System.Diagnostics;

namespace ResponsibilityGrid.Tests;

/// <summary>Waits for what comes by itself: asks again and again, up to a limit, and then says what was missing.</summary>
internal static class Patience
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    /// <summary>The first answer that is not null.</summary>
    public static async Task<T> Until<T>(string what, Func<Task<T?>> ask, int seconds = 30, Func<string>? seen = null) where T : class
    {
        var watch = Stopwatch.StartNew();
        using var beat = new PeriodicTimer(Beat);
        do
        {
            if (await ask() is { } answer) return answer;
        }
        while (watch.Elapsed < TimeSpan.FromSeconds(seconds) && await beat.WaitForNextTickAsync());
        throw new TimeoutException($"After {seconds} s still missing: {what}. {seen?.Invoke()}");
    }
}
