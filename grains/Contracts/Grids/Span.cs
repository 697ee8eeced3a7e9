namespace ResponsibilityGrid;

/// <summary>
/// The two clocks of a dated fact: when it was true (from and to, both inclusive) and when the grid knew it (recorded,
/// and until when nothing newer was known). A correction supersedes; it never overwrites.
/// </summary>
[GenerateSerializer, Immutable, Alias("Span")]
public sealed record Span
{
    /// <summary>True from this day on; the beginning of time where nobody said.</summary>
    [Id(0)] public DateOnly From { get; init; } = DateOnly.MinValue;

    /// <summary>True up to and including this day; open where absent.</summary>
    [Id(1)] public DateOnly? To { get; init; }

    /// <summary>When the grid learned it.</summary>
    [Id(2)] public DateTimeOffset Recorded { get; init; }

    /// <summary>When the grid learned better; absent while it stands.</summary>
    [Id(3)] public DateTimeOffset? Superseded { get; init; }

    /// <summary>Whether the fact was true on a day.</summary>
    public bool Covers(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>Whether there is a day on which both were true.</summary>
    public bool Overlaps(Span other) => (To is null || To >= other.From) && (other.To is null || other.To >= From);

    /// <summary>Whether the grid held the fact for true at an instant.</summary>
    public bool KnownAt(DateTimeOffset instant) => Recorded <= instant && (Superseded is null || instant < Superseded);

    /// <summary>Whether the fact counts at a moment of both clocks.</summary>
    public bool Holds(Moment at) => Covers(at.AsOf) && KnownAt(at.KnownAt);
}

/// <summary>A point on both clocks: what was true on a day, as far as it was known at an instant.</summary>
[GenerateSerializer, Immutable, Alias("Moment")]
public readonly record struct Moment([property: Id(0)] DateOnly AsOf, [property: Id(1)] DateTimeOffset KnownAt);
