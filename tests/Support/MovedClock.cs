namespace ResponsibilityGrid.Tests;

/// <summary>Another date on a clock that runs as always, so that timers of a cluster go on.</summary>
internal sealed class MovedClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _begun = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_begun);
}
