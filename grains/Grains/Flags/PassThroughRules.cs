namespace ResponsibilityGrid;

/// <summary>An item handed on: both texts, how much of the child's stands in the parent's already, and when the parent's own people did something.</summary>
/// <param name="Charge">What was handed on.</param>
/// <param name="ParentText">The words of the parent.</param>
/// <param name="ChildText">The words of the child.</param>
/// <param name="Percent">How much of these stands in those.</param>
/// <param name="Acts">The days on which whoever handed it on reported or submitted the parent.</param>
internal sealed record HandedOn(Charge Charge, string ParentText, string ChildText, int Percent, List<DateOnly> Acts);

/// <summary>When an item was merely passed through (二传手).</summary>
internal static class PassThroughRules
{
    /// <summary>What counts as doing something oneself: taking over and handing on do not.</summary>
    public static bool IsOwnAct(Act act) => act is Act.ReportItem or Act.SubmitItem;

    /// <summary>How an item was handed on.</summary>
    /// <param name="charge">The child.</param>
    /// <param name="duty">The parent in its own words: of the list, or of what it was made from in turn.</param>
    /// <param name="acts">The days of own acts on the parent.</param>
    /// <param name="names">What is left out of both texts.</param>
    public static HandedOn Of(Charge charge, Duty duty, List<DateOnly> acts, WordRules.Names names)
    {
        var parent = Join(duty.Title, duty.Standard, duty.Evidence);
        var child = Join(charge.Title == duty.Title ? "" : charge.Title, charge.Measure, charge.Evidence);
        var (whole, part) = (Shingles.Of(WordRules.Of(parent, names)), Shingles.Of(WordRules.Of(child, names)));
        return new HandedOn(charge, parent, Join(charge.Title, charge.Measure, charge.Evidence), (int)Math.Round(100 * Shingles.Within(part, whole)), acts);
    }

    /// <summary>Whether it was passed through: in the parent's words, and nobody of the parent's did anything by the end of the window.</summary>
    public static bool IsFlagged(HandedOn handed, GridSettings settings) =>
        handed.Percent >= settings.PassThroughPercent && !handed.Acts.Exists(on => on <= Until(handed, settings));

    /// <summary>The last day on which an act of one's own takes the flag away.</summary>
    public static DateOnly Until(HandedOn handed, GridSettings settings) => handed.Charge.On.AddDays(settings.PassThroughDays);

    private static string Join(params IEnumerable<string> parts) => string.Join('；', parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
