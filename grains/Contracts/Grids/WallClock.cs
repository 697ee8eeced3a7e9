using System.Collections.Concurrent;

namespace ResponsibilityGrid;

/// <summary>Dates on the wall of a zone. What every call asks several times is looked up once a quarter of an hour: the lookup takes a lock that all share and goes through the zone's history.</summary>
internal static class WallClock
{
    private const long Length = 15 * TimeSpan.TicksPerMinute;

    private const int Kept = 64;

    private static readonly ConcurrentDictionary<string, Quarter?[]> Zones = new();

    /// <summary>The date in a zone, by its IANA name, at an instant.</summary>
    public static DateOnly DateAt(string zone, DateTimeOffset instant)
    {
        var number = instant.UtcTicks / Length;
        ref var place = ref Zones.GetOrAdd(zone, _ => new Quarter?[Kept])[number % Kept];
        if (place is not { } quarter || quarter.Number != number) place = quarter = Quarter.Of(zone, number);
        return quarter.Date ?? Look(zone, instant);
    }

    private static DateOnly Look(string zone, DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    /// <summary>A quarter of an hour and its date, if it has one only.</summary>
    private sealed record Quarter(long Number, DateOnly? Date)
    {
        public static Quarter Of(string zone, long number)
        {
            var first = Look(zone, new DateTimeOffset(number * Length, TimeSpan.Zero));
            return new(number, first == Look(zone, new DateTimeOffset(((number + 1) * Length) - 1, TimeSpan.Zero)) ? first : null);
        }
    }
}
