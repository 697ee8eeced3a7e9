using System.Globalization;
using Microsoft.Extensions.Configuration;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>What an installation sets for its grids, from section <c>Grid</c>: limits in days and numbers, and the time zone. What is left out keeps its default.</summary>
public static class GridLimits
{
    private sealed record Limit(string Name, int Least, int Most, Func<GridSettings, int> Of, Func<GridSettings, int, GridSettings> With);

    private static readonly Limit[] All =
    [
        new(nameof(GridSettings.ActingLimitDays), 1, 3660, s => s.ActingLimitDays, (s, n) => s with { ActingLimitDays = n }),
        new(nameof(GridSettings.CoverNoticeDays), 0, 365, s => s.CoverNoticeDays, (s, n) => s with { CoverNoticeDays = n }),
        new(nameof(GridSettings.SignWithinDays), 1, 365, s => s.SignWithinDays, (s, n) => s with { SignWithinDays = n }),
        new(nameof(GridSettings.RemindDaysBefore), 0, 365, s => s.RemindDaysBefore, (s, n) => s with { RemindDaysBefore = n }),
        new(nameof(GridSettings.SmallestCount), 1, 1000, s => s.SmallestCount, (s, n) => s with { SmallestCount = n }),
        new(nameof(GridSettings.PileLines), 2, 5, s => s.PileLines, (s, n) => s with { PileLines = n }),
        new(nameof(GridSettings.PileDays), 1, 366, s => s.PileDays, (s, n) => s with { PileDays = n }),
        new(nameof(GridSettings.RecurrenceDays), 1, 3660, s => s.RecurrenceDays, (s, n) => s with { RecurrenceDays = n }),
        new(nameof(GridSettings.CoverageMonths), 1, 120, s => s.CoverageMonths, (s, n) => s with { CoverageMonths = n }),
        new(nameof(GridSettings.RankAtLeast), 1, 100_000, s => s.RankAtLeast, (s, n) => s with { RankAtLeast = n }),
        new(nameof(GridSettings.InterviewLowest), 0, 100, s => s.InterviewLowest, (s, n) => s with { InterviewLowest = n }),
        new(nameof(GridSettings.ClaimWithinDays), 1, 365, s => s.ClaimWithinDays, (s, n) => s with { ClaimWithinDays = n }),
        new(nameof(GridSettings.ImmediateDays), 1, 365, s => s.ImmediateDays, (s, n) => s with { ImmediateDays = n }),
        new(nameof(GridSettings.MilestoneDays), 1, 365, s => s.MilestoneDays, (s, n) => s with { MilestoneDays = n }),
        new(nameof(GridSettings.AnswerWithinDays), 1, 365, s => s.AnswerWithinDays, (s, n) => s with { AnswerWithinDays = n }),
        new(nameof(GridSettings.LookAlikePercent), 1, 100, s => s.LookAlikePercent, (s, n) => s with { LookAlikePercent = n }),
        new(nameof(GridSettings.LookAlikeLength), 1, 1000, s => s.LookAlikeLength, (s, n) => s with { LookAlikeLength = n }),
        new(nameof(GridSettings.PassThroughPercent), 1, 100, s => s.PassThroughPercent, (s, n) => s with { PassThroughPercent = n }),
        new(nameof(GridSettings.PassThroughDays), 0, 365, s => s.PassThroughDays, (s, n) => s with { PassThroughDays = n }),
        new(nameof(GridSettings.SpreadPlaces), 2, 1000, s => s.SpreadPlaces, (s, n) => s with { SpreadPlaces = n }),
    ];

    /// <summary>The settings that the configuration asks for.</summary>
    /// <exception cref="OrleansConfigurationException">A setting that there is not, or a value that it cannot have.</exception>
    public static GridSettings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Grid");
        var settings = new GridSettings();
        if (section.GetChildren().Select(child => child.Key).FirstOrDefault(key => !IsTimeZone(key) && !All.Any(limit => limit.Name.Equals(key, StringComparison.OrdinalIgnoreCase))) is { } unknown)
            throw new OrleansConfigurationException($"Grid:{unknown} is no setting of a grid; there are {string.Join(", ", All.Select(limit => limit.Name).Append(nameof(GridSettings.TimeZone)))}.");
        foreach (var limit in All)
            if (section[limit.Name] is { } value)
                settings = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= limit.Least && number <= limit.Most
                    ? limit.With(settings, number)
                    : throw new OrleansConfigurationException($"Grid:{limit.Name} is '{value}'; it is a whole number from {limit.Least} to {limit.Most}, {limit.Of(settings)} where it is left out.");
        return section[nameof(GridSettings.TimeZone)] is not { } zone ? settings
            : TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? settings with { TimeZone = zone }
            : throw new OrleansConfigurationException($"Grid:TimeZone is '{zone}'; it is the IANA name of a time zone of this machine, such as {settings.TimeZone}.");
    }

    private static bool IsTimeZone(string key) => key.Equals(nameof(GridSettings.TimeZone), StringComparison.OrdinalIgnoreCase);
}
