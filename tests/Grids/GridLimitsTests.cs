using Microsoft.Extensions.Configuration;
using Orleans.Runtime;
using Xunit;

namespace ResponsibilityGrid.Tests;

public sealed class GridLimitsTests
{
    [Fact]
    public void What_is_not_set_keeps_its_default() => Assert.Equal(new GridSettings().ActingLimitDays, Read().ActingLimitDays);

    [Fact]
    public void Limits_and_the_time_zone_can_be_set()
    {
        var settings = Read(("ActingLimitDays", "30"), ("smallestcount", "3"), ("TimeZone", "Asia/Urumqi"));

        Assert.Equal((30, 3, "Asia/Urumqi", 5), (settings.ActingLimitDays, settings.SmallestCount, settings.TimeZone, settings.SignWithinDays));
    }

    [Theory]
    [InlineData("ActingLimitDays", "0", "a whole number from 1 to 3660, 84 where it is left out")]
    [InlineData("SignWithinDays", "five", "a whole number from 1 to 365, 5 where it is left out")]
    [InlineData("SmallestCount", "", "a whole number from 1")]
    [InlineData("TimeZone", "Mars/Olympus", "IANA name")]
    [InlineData("Levels", "市局", "no setting of a grid; there are ActingLimitDays, ")]
    public void A_bad_value_is_refused_in_a_sentence(string name, string value, string sentence)
    {
        var refusal = Assert.Throws<OrleansConfigurationException>(() => Read((name, value)));

        Assert.StartsWith($"Grid:{name} is ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grid_takes_the_limits_of_the_installation_and_keeps_its_axes()
    {
        var held = new GridSettings { Levels = ["省局", "市局"], ActingLimitDays = 60 };

        var next = SettingRules.Set(held, new GridSettings { SmallestCount = 9 });

        Assert.Equal((84, 9), (next.ActingLimitDays, next.SmallestCount));
        Assert.Equal(held.Levels, next.Levels);
        Assert.Same(next, SettingRules.Set(next, new GridSettings { SmallestCount = 9 }));
    }

    private static GridSettings Read(params (string Name, string Value)[] given) =>
        GridLimits.From(new ConfigurationBuilder().AddInMemoryCollection(given.Select(g => KeyValuePair.Create($"Grid:{g.Name}", (string?)g.Value))).Build());
}
