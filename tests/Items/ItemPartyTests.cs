using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>Who may do what with an item: follows from where the actor sits.</summary>
public sealed class ItemPartyTests
{
    private readonly PureItems _grid = new();

    // O accepts, I resolves a dispute, C closes; whoever does either may extend. S reminds.
    [Theory]
    [InlineData(Worker, Worker, "O"), InlineData(Worker, Colleague, "O"), InlineData(Worker, BranchHead, "OS")]
    [InlineData(Worker, CountyHead, "OCS"), InlineData(Worker, OfficeHead, "OCS")]
    [InlineData(Worker, CityHead, "ICS"), InlineData(Worker, Checker, "ICS"), InlineData(Worker, Stranger, "")]
    [InlineData(CountyHead, CountyHead, "O"), InlineData(CountyHead, OfficeHead, "O"), InlineData(CountyHead, BranchHead, "")]
    [InlineData(CountyHead, CityHead, "ICS"), InlineData(CountyHead, Checker, "ICS"), InlineData(CountyHead, Stranger, "")]
    [InlineData(CityHead, CityHead, "O"), InlineData(CityHead, Checker, "OICS"), InlineData(CityHead, CountyHead, "")]
    public void Owner_issuer_and_checker_follow_from_the_place(string post, string by, string roles)
    {
        Assert.Equal(roles.Contains('O'), Takes(post, by, AcceptItem));
        Assert.Equal(roles.Contains('I'), Takes(post, by, RejectDispute, DisputeItem));
        Assert.Equal(roles.Contains('C'), Takes(post, by, CloseItem, AcceptItem, ReportItem, SubmitItem));
        Assert.Equal(roles.Contains('C'), Takes(post, by, ReturnItem, AcceptItem, ReportItem, SubmitItem));
        Assert.Equal(roles.Length > 0, Takes(post, by, ExtendItem));
        Assert.Equal(roles.Contains('S'), Takes(post, by, LogReminder));
    }

    [Fact]
    public void Closing_the_roots_own_item_is_marked_as_its_own_check()
    {
        var item = ItemOf(CityHead);
        foreach (var act in (Act[])[AcceptItem, ReportItem, SubmitItem]) _grid.Do(act, item, CityHead);

        Assert.Equal(SelfCheckItem, _grid.Do(CloseItem, item, Checker).Act);
        Assert.Equal(ItemState.Closed, _grid.Find(item)!.State);
    }

    [Theory]
    [InlineData(Worker, CountyHead, OfficeHead)]
    [InlineData(CityHead, Checker, null)]
    public void Whoever_submitted_does_not_check_under_any_name(string post, string submitter, string? another)
    {
        var item = ItemOf(post);
        foreach (var act in (Act[])[AcceptItem, ReportItem]) _grid.Do(act, item, post);
        foreach (var asPerson in (bool[])[false, true])
        {
            _grid.Do(Command($"s{asPerson}", SubmitItem, item, submitter) with { Actor = Someone(submitter, asPerson) });
            foreach (var name in (bool[])[false, true])
                foreach (var act in (Act[])[CloseItem, ReturnItem])
                    Assert.Contains("提交人", Assert.Throws<GridRuleException>(() => _grid.Do(Command("check", act, item, submitter) with { Actor = Someone(submitter, name) })).Message);
            if (another is null) return;
            _grid.Do(Command($"r{asPerson}", ReturnItem, item, another));
            _grid.Do(Command($"p{asPerson}", ReportItem, item, post));
        }
    }

    [Fact]
    public void The_next_holder_of_the_submitters_post_may_check()
    {
        var item = ItemOf(Worker);
        foreach (var act in (Act[])[AcceptItem, ReportItem, SubmitItem]) _grid.Do(act, item, CountyHead);

        Assert.Equal(ItemState.Closed, _grid.Do(Command("check", CloseItem, item, CountyHead) with { Actor = Someone(CountyHead) with { Person = "P2" } }).State);
    }

    [Fact]
    public void Nobody_checks_from_the_vacant_post_that_submitted()
    {
        var item = ItemOf(Worker);
        foreach (var act in (Act[])[AcceptItem, ReportItem]) _grid.Do(act, item, Worker);
        _grid.Do(Command("s", SubmitItem, item, CountyHead) with { Actor = Someone(CountyHead) with { Person = null } });

        Assert.Throws<GridRuleException>(() => _grid.Do(CloseItem, item, CountyHead));
        Assert.Equal(ItemState.Closed, _grid.Do(CloseItem, item, OfficeHead).State);
    }

    [Fact]
    public void A_dispute_over_a_child_is_resolved_by_whoever_made_it()
    {
        var parent = ItemOf(CountyHead);
        _grid.Do(AcceptItem, parent, CountyHead);
        _grid.Do(RefineItem, parent, CountyHead);
        var child = Assert.Single(_grid.Stored[parent].Charges).Key;
        _grid.Do(DisputeItem, child, Colleague);

        foreach (var by in (string[])[CityHead, BranchHead, Colleague])
            Assert.Throws<GridRuleException>(() => _grid.Do(UpholdDispute, child, by));
        Assert.Equal(ItemState.Retired, _grid.Do(UpholdDispute, child, OfficeHead).State);
    }

    private static bool Takes(string post, string by, Act act, params Act[] before)
    {
        var grid = new PureItems();
        foreach (var step in before) grid.Do(step, ItemOf(post), post);
        try
        {
            grid.Do(act, ItemOf(post), by);
            return true;
        }
        catch (GridRuleException)
        {
            return false;
        }
    }
}
