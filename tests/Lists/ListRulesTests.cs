using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

public sealed class ListRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 5, 4, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 5);
    private static readonly Duty One = Duty("2026-1", "党委", [1], new(2026, 6, 30));
    private static readonly Duty Two = Duty("2026-2", "党委", [1, 2], new(2026, 6, 30));
    private static readonly ResponsibilityListState Issued = Freeze(Draft(new(), One, Two));

    [Fact]
    public void A_draft_takes_additions_and_changes()
    {
        var draft = Draft(Draft(new(), Two), One, Two with { Title = "改" });

        Assert.Equal("2026-1, 2026-2 改", $"{draft.OpenDraft!.Duties[0].Code}, {draft.OpenDraft.Duties[1].Code} {draft.OpenDraft.Duties[1].Title}");
        Assert.Equal(1, draft.OpenDraft.Number);
        Assert.Null(draft.Issued);
    }

    [Fact]
    public void Duties_that_say_the_same_change_nothing()
    {
        Assert.Same(Issued, Draft(Issued, One, Two with { Levels = [1, 2] }));
        Assert.Same(Issued, ListRules.Draft(Issued, List, [Two, One], newVersion: true, whole: true));
    }

    [Fact]
    public void A_first_version_is_in_force_from_new_year()
    {
        Assert.Equal((new DateOnly(2026, 1, 1), Now, 1), (Issued.Issued!.InForceFrom, Issued.Issued.IssuedAt, Issued.Issued.Number));
        Assert.Same(Issued, ListRules.Freeze(Issued, List, Today.AddDays(1), Now.AddDays(1)));
        Assert.Equal(RefusalCode.NotFound, Assert.Throws<GridRuleException>(() => ListRules.Freeze(new(), List, Today, Now)).Code);
    }

    [Fact]
    public void An_issued_version_does_not_change_unless_a_new_one_is_asked_for()
    {
        var refusal = Assert.Throws<GridRuleException>(() => Draft(Issued, Two with { Title = "改" }));

        Assert.Equal((Rule.ListIssued, "duties"), (refusal.Rule, refusal.Field));
        Assert.Contains("2026-2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_version_differs_only_where_it_says_so()
    {
        var second = Freeze(ListRules.Draft(Issued, List, [Two with { Title = "改" }, One with { Code = "2026-3" }], newVersion: true, whole: true)).Issued!;
        var difference = ListDifference.Between(Issued.Issued!.Duties, second.Duties);

        Assert.Equal((2, Today), (second.Number, second.InForceFrom));
        Assert.Equal(["2026-3"], difference.Added);
        Assert.Equal(["2026-2"], difference.Changed);
        Assert.Equal(["2026-1"], difference.Dropped);
    }

    [Fact]
    public void An_unchanged_duty_keeps_its_age_through_every_version()
    {
        var second = Freeze(ListRules.Draft(Issued, List, [Two with { Title = "改" }], newVersion: true, whole: false));
        var third = Freeze(ListRules.Draft(second, List, [One with { Code = "2026-3" }], newVersion: true, whole: false));

        Assert.Equal([1, 2, 3], third.Issued!.Duties.Select(d => d.ChangedIn));
        Assert.Equal(3, third.Versions.Count);
        Assert.Same(Issued.Issued, third.Versions[0]);
    }

    [Fact]
    public void A_change_taken_back_in_the_draft_leaves_the_duty_its_age()
    {
        var draft = ListRules.Draft(Issued, List, [Two with { Title = "改" }], newVersion: true, whole: false);

        Assert.Equal([1, 1], Draft(draft, Two).OpenDraft!.Duties.Select(d => d.ChangedIn));
    }

    [Fact]
    public void A_later_version_of_next_years_list_waits_for_its_year_too()
    {
        var first = ListRules.Freeze(ListRules.Draft(new(), "2027", [One], newVersion: false, whole: false), "2027", Today, Now);
        var second = ListRules.Freeze(ListRules.Draft(first, "2027", [Two], newVersion: true, whole: true), "2027", Today, Now);

        Assert.Equal(new DateOnly(2027, 1, 1), second.Issued!.InForceFrom);
    }

    [Fact]
    public void An_issue_with_nothing_to_issue_is_written_down_and_changes_nothing()
    {
        var again = ListRules.Issue(Issued, Order("b"), Today, Now);

        Assert.Same(Issued.Issued, again.Issued);
        Assert.Equal(("b", Act.IssueList, 1, 1), (again.Entries[^1].Command, again.Entries[^1].Act, again.Entries[^1].Version, again.Entries[^1].Number));
    }

    [Fact]
    public void A_version_counts_from_the_day_that_the_command_names_and_a_past_one_is_late()
    {
        var draft = ListRules.Draft(Issued, List, [Two with { Title = "改" }], newVersion: true, whole: false);

        var late = ListRules.Issue(draft, Order("c") with { On = Today.AddDays(-3) }, Today, Now);
        Assert.Equal((Today.AddDays(-3), Today.AddDays(-3), true), (late.Issued!.InForceFrom, late.Entries[^1].On, late.Entries[^1].Late));
        var ahead = ListRules.Issue(draft, Order("c") with { On = Today.AddDays(3) }, Today, Now);
        Assert.Equal((Today.AddDays(3), false), (ahead.Issued!.InForceFrom, ahead.Entries[^1].Late));
        var first = ListRules.Issue(Draft(new(), One), Order("c"), Today, Now);
        Assert.Equal((new DateOnly(2026, 1, 1), false), (first.Issued!.InForceFrom, first.Entries[^1].Late));
        var before = Assert.Throws<GridRuleException>(() => ListRules.Issue(draft, Order("c") with { On = new DateOnly(2025, 12, 31) }, Today, Now));
        Assert.Equal((Rule.DateTooEarly, "on"), (before.Rule, before.Field));
    }

    [Fact]
    public void Whoever_had_seen_another_draft_is_refused_with_the_revision_that_stands()
    {
        var draft = Draft(Draft(new(), One), Two);
        Assert.Equal(2, draft.Revision);
        Assert.Equal(2, Draft(draft, Two).Revision);
        var second = ListRules.Draft(Freeze(draft), List, [One with { Title = "改" }], newVersion: true, whole: false);
        Assert.Equal((3, 3), (second.Revision, second.OpenDraft!.Revision));

        var stale = Assert.Throws<GridRuleException>(() => ListRules.Issue(second, Order("d") with { ExpectedVersion = 2 }, Today, Now));
        Assert.Equal((RefusalCode.Conflict, 3, "expectedVersion"), (stale.Code, stale.Current, stale.Field));
        Assert.Equal(2, ListRules.Issue(second, Order("d") with { ExpectedVersion = 3 }, Today, Now).Issued!.Number);
        var drafting = new ListCommand { Id = "e", List = List, Duties = [Two with { Title = "另改" }], Settings = new GridSettings() };
        Assert.Equal(3, Assert.Throws<GridRuleException>(() => ListRules.Change(second, drafting with { ExpectedVersion = 0 }, Now)).Current);
        Assert.Equal(4, ListRules.Change(second, drafting with { ExpectedVersion = 3 }, Now).Revision);
    }

    [Fact]
    public void Duties_that_refine_each_other_or_come_twice_are_refused()
    {
        Assert.Equal("refines", Assert.Throws<GridRuleException>(() => Draft(new(), One with { Refines = Two.Code }, Two with { Refines = One.Code })).Field);
        Assert.Equal("refines", Assert.Throws<GridRuleException>(() => Draft(new(), One with { Refines = One.Code })).Field);
        Assert.Equal(RefusalCode.BadUserInput, Assert.Throws<GridRuleException>(() => Draft(new(), One, One)).Code);
    }

    private static StructureCommand Order(string id) => new() { Id = id, Act = Act.IssueList, List = List };

    private static ResponsibilityListState Draft(ResponsibilityListState state, params List<Duty> duties) => ListRules.Draft(state, List, duties, newVersion: false, whole: false);

    private static ResponsibilityListState Freeze(ResponsibilityListState state) => ListRules.Freeze(state, List, Today, Now);
}
