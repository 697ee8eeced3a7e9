using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests;

public class WallClockTests
{
    /// <summary>Half and quarter hours, a clock that turns at midnight, one that skipped a day, and one that was seconds off.</summary>
    private static readonly string[] Zones =
        ["Asia/Shanghai", "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "America/Havana", "Asia/Beirut", "Pacific/Apia", "Africa/Monrovia"];

    private static readonly Gen<DateTimeOffset> Instants = Gen.OneOf(
        Gen.Long[new DateTime(1880, 1, 1).Ticks, new DateTime(2090, 1, 1).Ticks],
        // Around the midnights of all zones, and around the quarters between them.
        Gen.Select(Gen.Int[0, 20_000_000], Gen.Int[-3, 3], (minutes, off) => (minutes / 15 * 15 * TimeSpan.TicksPerMinute) + off + new DateTime(1990, 1, 1).Ticks)).Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    [Fact]
    public void A_date_is_the_one_that_the_zone_itself_says()
    {
        Gen.Select(Gen.Int[0, Zones.Length - 1], Instants.Array[1, 20], (zone, instants) => (Zones[zone], instants)).Sample((zone, instants) =>
        {
            var settings = new GridSettings { TimeZone = zone };
            foreach (var instant in (DateTimeOffset[])[.. instants, .. instants])
                Assert.Equal(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime), settings.DateAt(instant));
        });
    }

    [Fact]
    public void The_first_and_the_last_instant_have_a_date()
    {
        var settings = new GridSettings();
        Assert.Equal(DateOnly.MinValue, settings.DateAt(DateTimeOffset.MinValue));
        Assert.Equal(DateOnly.MaxValue, settings.DateAt(DateTimeOffset.MaxValue));
    }
}
