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

        Assert.Equal((RefusalCode.Refused, "duties"), (refusal.Code, refusal.Field));
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
    public void Duties_that_refine_each_other_or_come_twice_are_refused()
    {
        Assert.Equal("refines", Assert.Throws<GridRuleException>(() => Draft(new(), One with { Refines = Two.Code }, Two with { Refines = One.Code })).Field);
        Assert.Equal("refines", Assert.Throws<GridRuleException>(() => Draft(new(), One with { Refines = One.Code })).Field);
        Assert.Equal(RefusalCode.BadUserInput, Assert.Throws<GridRuleException>(() => Draft(new(), One, One)).Code);
    }

    private static ResponsibilityListState Draft(ResponsibilityListState state, params List<Duty> duties) => ListRules.Draft(state, List, duties, newVersion: false, whole: false);

    private static ResponsibilityListState Freeze(ResponsibilityListState state) => ListRules.Freeze(state, List, Today, Now);
}
