namespace ResponsibilityGrid;

/// <summary>How often somebody may be wrong, whoever counts it.</summary>
public static class TryRules
{
    /// <summary>Wrong ones in a row, and how long nobody is heard then.</summary>
    public const int Most = 5;

    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    /// <summary>The tries with one more, and when it was; or until when nobody is heard.</summary>
    public static (int Tries, DateTimeOffset Last, DateTimeOffset? Until) Count(int tries, DateTimeOffset last, DateTimeOffset now)
    {
        var isOver = now >= last + Lockout;
        return !isOver && tries >= Most ? (tries, last, last + Lockout) : (isOver ? 1 : tries + 1, now, null);
    }
}
