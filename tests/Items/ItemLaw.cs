using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.ItemState;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>The life of an item and who has a say in it, as a user would draw it on a board; written without a look at the rules.</summary>
internal static class ItemLaw
{
    public static readonly Act[] Acts = [AcceptItem, DisputeItem, UpholdDispute, RejectDispute, ReportItem, SubmitItem, CloseItem, ReturnItem, ExtendItem, RefineItem, LogReminder];

    private static readonly Dictionary<(ItemState, Act), ItemState> Steps = new()
    {
        [(Pending, AcceptItem)] = Accepted, [(Pending, DisputeItem)] = Disputed,
        [(Disputed, UpholdDispute)] = Retired, [(Disputed, RejectDispute)] = Pending,
        [(Accepted, ReportItem)] = InProgress, [(InProgress, ReportItem)] = InProgress, [(Returned, ReportItem)] = InProgress,
        [(InProgress, SubmitItem)] = Submitted, [(Submitted, CloseItem)] = Closed, [(Submitted, ReturnItem)] = Returned,
    };

    /// <summary>Where an act leads from a state; nowhere where it is not allowed.</summary>
    public static ItemState? After(ItemState from, Act act) => act switch
    {
        ExtendItem or LogReminder => from is Closed or Retired ? null : from,
        RefineItem => from is Accepted or InProgress or Returned ? from : null,
        _ => Steps.TryGetValue((from, act), out var to) ? to : null,
    };

    /// <summary>Whether somebody on a post may do it, given the item's post and the one that it was refined from.</summary>
    public static bool May(string by, Act act, string post, string? parent = null)
    {
        var (mine, its) = (BureauOf(by), BureauOf(post));
        var isAbove = mine != its && its.StartsWith(mine.TrimEnd('0'), StringComparison.Ordinal);
        var isOwner = mine == its || (isAbove && mine != "100");
        var isChecker = its == "100" ? by.StartsWith(SmallItems.Discipline, StringComparison.Ordinal) : isAbove;
        return act switch
        {
            UpholdDispute or RejectDispute => by != post && mine == (parent is null ? "100" : BureauOf(parent)),
            CloseItem or ReturnItem => isChecker,
            ExtendItem => isOwner || isChecker,
            LogReminder => by != post && (isAbove || isChecker || (mine == its && IsHead(by, post)) || mine == (parent is null ? "100" : BureauOf(parent))),
            _ => isOwner,
        };
    }

    public static bool NeedsReason(Act act) => act is DisputeItem or UpholdDispute or RejectDispute or ReturnItem or ExtendItem;

    /// <summary>Of the post's own unit, or of the bureau that its department belongs to.</summary>
    private static bool IsHead(string by, string post) => by.EndsWith("-1", StringComparison.Ordinal) && post.StartsWith(by[..^2], StringComparison.Ordinal);

    private static string BureauOf(string post) => post[..3];
}
