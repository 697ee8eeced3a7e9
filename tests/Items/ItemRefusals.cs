using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>Each sentence with which an item says no, provoked once: what was tried, code, rule, field, Chinese, English.</summary>
internal static class ItemRefusals
{
    private static readonly ItemKey Item = ItemOf(Worker), Roots = ItemOf(CityHead), County = ItemOf(CountyHead);
    private static readonly DateOnly Due = new(2026, 12, 10), Tomorrow = new(2026, 11, 23);

    public static IEnumerable<string> All()
    {
        yield return Said("close what is accepted", Item, [AcceptItem], CloseItem, CountyHead);
        yield return Said("accept as a stranger", Item, [], AcceptItem, Stranger);
        yield return Said("accept from the root", Item, [], AcceptItem, CityHead);
        yield return Said("resolve from the county", Item, [DisputeItem], RejectDispute, CountyHead);
        yield return Said("close what is one's own establishment's", Item, [AcceptItem, ReportItem, SubmitItem], CloseItem, BranchHead);
        yield return Said("close the root's own from another department", Roots, [AcceptItem, ReportItem, SubmitItem], CloseItem, CityHead);
        yield return Said("close what one submitted", Item, [AcceptItem, ReportItem, SubmitItem], CloseItem, CountyHead, owner: CountyHead);
        yield return Said("close with a child open", County, [AcceptItem, RefineItem, ReportItem, SubmitItem], CloseItem, CityHead);
        yield return Said("dispute without a reason", Item, [], DisputeItem, Worker, with: c => c with { Text = null });
        yield return Said("accept tomorrow", Item, [], AcceptItem, Worker, with: c => c with { On = Tomorrow });
        yield return Said("report nothing", Item, [AcceptItem], ReportItem, Worker, with: c => c with { Percent = null, Text = " " });
        yield return Said("report too much", Item, [AcceptItem], ReportItem, Worker, with: c => c with { Percent = 101 });
        yield return Said("report at length", Item, [AcceptItem], ReportItem, Worker, with: c => c with { Text = new string('长', 2001) });
        yield return Said("report an empty piece of evidence", Item, [AcceptItem], ReportItem, Worker, with: c => c with { Evidence = [""] });
        yield return Said("extend as a stranger", Item, [], ExtendItem, Stranger);
        yield return Said("extend to the same day", Item, [], ExtendItem, Worker, with: c => c with { DueOn = Due });
        yield return Said("extend with a colleague's approval", Item, [], ExtendItem, Worker, with: c => c with { Approver = Someone(BranchHead) });
        yield return Said("extend the root's own with its head's approval", Roots, [], ExtendItem, CityHead, with: c => c with { Approver = Someone(CityHead) });
        yield return Said("refine to the post itself", Item, [AcceptItem], RefineItem, Worker, with: c => c with { Post = Worker });
        yield return Said("refine without anything of its own", County, [AcceptItem], RefineItem, CountyHead, with: c => c with { Measure = " " });
        yield return Said("refine past the parent's date", County, [AcceptItem], RefineItem, CountyHead, with: c => c with { DueOn = Due });
        yield return Said("have a post assist from elsewhere", Item, [AcceptItem], AddAssist, Worker, with: c => c with { Post = Stranger });
        yield return Said("have a post assist twice", County, [AcceptItem, AddAssist], AddAssist, CountyHead);
        yield return Said("end assistance that is not there", County, [AcceptItem], EndAssist, CountyHead, with: c => c with { Post = Worker });
        yield return Said("remind a colleague", Item, [], LogReminder, Colleague);
        yield return Said("expect another version", Item, [AcceptItem], ReportItem, Worker, with: c => c with { ExpectedVersion = 7 });
        yield return Said("use an id again for something else", Item, [AcceptItem], ReportItem, Worker, with: c => c with { Id = "c0", Digest = 2 });
    }

    private static string Said(string tried, ItemKey item, Act[] before, Act act, string by, string? owner = null, Func<ItemCommand, ItemCommand>? with = null)
    {
        var grid = new PureItems();
        foreach (var step in before) grid.Do(step, item, owner ?? item.Post);
        var stored = grid.Stored.GetValueOrDefault(item);
        try
        {
            var command = Command("last", act, item, by);
            grid.Do(with?.Invoke(command) ?? command);
            return $"{tried}: TAKEN";
        }
        catch (GridRuleException refusal) when (grid.Stored.GetValueOrDefault(item) == stored)
        {
            return $"{tried}: {refusal.Code}{(refusal.Rule is { } rule ? $" {rule}" : "")}{(refusal.Field is { } field ? $" {field}" : "")}{(refusal.Current is { } current ? $" {current}" : "")}\n  {refusal.Message}\n  {refusal.English}";
        }
    }
}
