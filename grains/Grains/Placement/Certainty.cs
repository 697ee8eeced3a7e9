namespace ResponsibilityGrid;

/// <summary>
/// Since when it is no more certain that a silo counts as alive. Whoever is probed by others does, and whoever stands so in the table of members; nobody is declared dead
/// for some seconds after either. Once it is in doubt only the table tells: a probe may have been under way for as long as the silo was cut off.
/// </summary>
internal sealed class Certainty(TimeProvider clock)
{
    // A silo that misses three probes in a row, one every two seconds, was never seen to be declared dead less than 3.3 seconds after it was cut off.
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(3), Silence = TimeSpan.FromSeconds(2.25);

    private long _last = clock.GetTimestamp(), _heard = clock.GetTimestamp();

    /// <summary>Whether what the silo remembers is an answer.</summary>
    public bool IsGood => Age < Good;

    /// <summary>Whether the table has to be read, again and again until others are heard: a probe is late, or it is in doubt.</summary>
    public bool NeedsTable => clock.GetElapsedTime(_heard) > Silence || !IsGood;

    private TimeSpan Age => clock.GetElapsedTime(Volatile.Read(ref _last));

    /// <summary>Others spoke to the silo so long ago.</summary>
    public void Heard(TimeSpan ago)
    {
        _heard = Math.Max(_heard, clock.GetTimestamp() - (long)(ago.TotalSeconds * clock.TimestampFrequency));
        if (IsGood) Read(_heard);
    }

    /// <summary>The table told it alive; it was asked at this instant, since when nothing is known.</summary>
    public void Read(long asked) => Volatile.Write(ref _last, Math.Max(asked, Volatile.Read(ref _last)));
}
