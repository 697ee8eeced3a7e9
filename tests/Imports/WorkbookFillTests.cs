using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

public sealed class WorkbookFillTests
{
    [Fact]
    public void Two_holders_of_a_post_on_one_day_are_a_fault_of_the_later_one() =>
        Assert.Equal([(3, FaultCode.FillOverlap, "2026-06-30")], Check(Fill(2, "A", "2026-01-01", "2026-06-30"), Fill(3, "B", "2026-06-30")));

    [Fact]
    public void A_holder_may_follow_on_the_next_day() =>
        Assert.Empty(Check(Fill(2, "A", "2026-01-01", "2026-06-30"), Fill(3, "B", "2026-07-01")));

    [Fact]
    public void A_shared_mark_allows_two_holders() =>
        Assert.Empty(Check(Fill(2, "A", "2026-01-01"), Fill(3, "B", "2026-02-01") with { Shared = true, Reason = "分工不同" }, Fill(4, "C", "2026-02-01") with { Shared = true, Paper = "某文" }));

    [Fact]
    public void A_shared_mark_without_reason_and_paper_is_a_fault() =>
        Assert.Equal([(3, FaultCode.SharedReasonMissing, "是")], Check(Fill(2, "A", "2026-01-01"), Fill(3, "B", "2026-02-01") with { Shared = true }));

    [Fact]
    public void Acting_beside_a_holder_is_no_overlap() =>
        Assert.Empty(Check(Fill(2, "A", "2026-01-01"), Fill(3, "B", "2026-02-01") with { Kind = FillKind.Acting }));

    [Fact]
    public void Two_acting_on_one_day_are_an_overlap() =>
        Assert.Equal([(3, FaultCode.FillOverlap, "2026-02-01")], Check(
            Fill(2, "A", "2026-01-01") with { Kind = FillKind.Acting },
            Fill(3, "B", "2026-02-01") with { Kind = FillKind.Acting, Shared = true }));

    [Fact]
    public void Every_later_holder_that_overlaps_is_reported() =>
        Assert.Equal([(2, FaultCode.FillOverlap, "2026-03-01"), (4, FaultCode.FillOverlap, "2026-02-01")],
            Check(Fill(2, "C", "2026-03-01", "2026-03-02"), Fill(3, "A", "2026-01-01"), Fill(4, "B", "2026-02-01", "2026-02-02")));

    [Fact]
    public void The_same_fill_twice_is_a_duplicate_and_no_overlap_besides() =>
        Assert.Equal([(3, FaultCode.FillDuplicate, "A-01")], Check(Fill(2, "A", "2026-01-01"), Fill(3, "A", "2026-01-01")));

    [Fact]
    public void The_same_link_twice_is_a_duplicate() =>
        Assert.Equal([(3, FaultCode.LinkDuplicate, "A-01")], Check(Checks(2, "A-01", "A-02", "2026-01-01"), Checks(3, "A-01", "A-02", "2026-01-01")));

    [Fact]
    public void The_same_link_on_the_same_days_is_one_too_many() =>
        Assert.Equal([(3, FaultCode.LinkOverlap, "2026-06-30")], Check(Checks(2, "A-01", "A-02", "2026-01-01", "2026-06-30"), Checks(3, "A-01", "A-02", "2026-06-30"), Checks(4, "A-01", "A-02", "2025-01-01", "2025-12-31")));

    [Fact]
    public void Two_posts_do_not_check_each_other_and_none_itself() =>
        Assert.Equal([(3, FaultCode.LinkMutual, "A-02"), (5, FaultCode.LinkEndsSame, "A-01")], Check(
            Checks(2, "A-01", "A-02", "2026-01-01", "2026-06-30"), Checks(3, "A-02", "A-01", "2026-06-30"), Checks(4, "A-02", "A-01", "2025-01-01", "2025-12-31"), Checks(5, "A-01", "A-01", "2026-01-01")));

    [Fact]
    public void A_unit_and_a_post_do_not_share_a_code() =>
        Assert.Equal([(4, FaultCode.CodeTaken, "A")], Check(Book with { Posts = [.. Book.Posts, new(4, "A", "A", "局长", "主要负责人", true)] }));

    [Fact]
    public void Names_and_papers_are_as_long_as_in_commands() =>
        Assert.Equal([FaultCode.TextTooLong, FaultCode.TextTooLong, FaultCode.TextTooLong, FaultCode.TextTooLong], Check(new Workbook(
            [new(2, "A", new string('局', 201), null, 1, UnitKind.Bureau, null)], [new(2, "A-01", "A", new string('长', 201), "主要负责人", true)], [new(2, "A", new string('某', 201), "A")],
            [Fill(2, "A", "2026-01-01") with { Paper = new string('文', 201) }], [], [])).Select(fault => fault.Item2));

    private static Workbook Book => Workbook.Empty with
    {
        Units = [new(2, "A", "市局", null, 1, UnitKind.Bureau, null)],
        Posts = [new(2, "A-01", "A", "局长", "主要负责人", true), new(3, "A-02", "A", "副局长", "班子成员", false)],
        Persons = [new(2, "A", "甲某", "A"), new(3, "B", "乙某", null), new(4, "C", "丙某", null)],
    };

    private static FillRow Fill(int row, string person, string from, string? to = null) =>
        new(row, "A-01", person, FillKind.Holder, DateOnly.Parse(from), to is null ? null : DateOnly.Parse(to), new(2026, 1, 1), "", false);

    private static (int, string, string)[] Check(params FillRow[] fills) => Check(Book with { Fills = fills });

    private static LinkRow Checks(int row, string subject, string target, string from, string? to = null) =>
        new(row, subject, target, LinkKind.Checks, DateOnly.Parse(from), to is null ? null : DateOnly.Parse(to));

    private static (int, string, string)[] Check(params LinkRow[] links) => Check(Book with { Links = links });

    private static (int, string, string)[] Check(Workbook book) =>
        [.. WorkbookRules.Check(book, new GridSettings()).Select(fault => (fault.Row, fault.Code, fault.Value))];
}
