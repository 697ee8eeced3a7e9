using System.Globalization;

namespace ResponsibilityGrid.Gateway;

/// <summary>若干整月，两端都含 / Some whole months, both ends included</summary>
public sealed record MonthsInput
{
    /// <summary>自何月，形如 2026-01 / From which month on, written 2026-01</summary>
    public string From { get; init; } = "";

    /// <summary>至何月，形如 2026-06 / Up to which month, written 2026-06</summary>
    public string To { get; init; } = "";

    /// <summary>The first days of both months.</summary>
    internal (DateOnly From, DateOnly To) Of(DateOnly today, GridSettings limits)
    {
        var (from, to) = (Parse(From, "from"), Parse(To, "to"));
        var oldest = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - limits.CoverageMonths);
        if (from > to) throw GridRuleException.BadUserInput($"起始月份 {From} 晚于终止月份 {To}。", $"{From} is later than {To}.", "period");
        if (from < oldest)
            throw GridRuleException.BadUserInput($"监督覆盖情况自 {oldest:yyyy-MM} 起可查（{limits.CoverageMonths} 个月）。", $"Coverage reaches back to {oldest:yyyy-MM}.", "period");
        return (from, to);
    }

    private static DateOnly Parse(string month, string field) =>
        DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw GridRuleException.BadUserInput($"月份“{month}”应写成 2026-01 的样子。", $"Write the month \"{month}\" as 2026-01.", field);
}
