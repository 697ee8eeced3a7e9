namespace ResponsibilityGrid;

/// <summary>
/// Which counts over a tree may be shown when none below a limit may be known. A unit's count is shown only if what it has beyond the counts shown below
/// it is as large as the limit. Whatever is subtracted from whatever, one is then left with such a remainder or several: never with a smaller number.
/// And what is shown of a subtree follows from that subtree alone, so that nobody learns of a neighbour by what is hidden here.
/// </summary>
internal static class CountRules
{
    /// <summary>The counts that are shown, of the unit and everything below it.</summary>
    /// <param name="top">The unit at the top.</param>
    /// <param name="below">The units directly below one.</param>
    /// <param name="own">What is on record with a unit itself.</param>
    /// <param name="smallest">The limit.</param>
    public static Dictionary<string, int> Shown(string top, Func<string, IEnumerable<string>> below, Func<string, int> own, int smallest)
    {
        var shown = new Dictionary<string, int>();
        Climb(top);
        return shown;

        (int Total, int Left) Climb(string unit)
        {
            var (total, left) = (own(unit), own(unit));
            foreach (var child in below(unit))
            {
                var (under, unshown) = Climb(child);
                (total, left) = (total + under, left + unshown);
            }

            if (left < smallest) return (total, left);
            shown[unit] = total;
            return (total, 0);
        }
    }
}
