using CsCheck;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Supervision;

/// <summary>Blind spots, piles, disagreements and what an officer missed, out of looks.</summary>
public sealed class ReviewRulesTests
{
    private static readonly DateOnly From = new(2026, 3, 1), To = new(2026, 8, 31);
    private static readonly GridSettings Settings = new();
    private static readonly Outline Small = new(new Structure { Grid = City, Version = 1, Units = Tree }, new Moment(To, DateTimeOffset.MaxValue));

    /// <summary>Three lines at one target are a pile where thirty days hold them, and none where it takes one day more.</summary>
    [Fact]
    public void A_pile_is_three_lines_within_thirty_days() => Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40]).Sample((second, third) =>
    {
        var looks = Of(Look("法制", From), Look("党建", From.AddDays(second)), Look("人事", From.AddDays(third)), Look("人事", From.AddDays(third)));

        var piles = ReviewRules.Piles(Branch, looks, From, To, Settings).ToList();

        Assert.Equal(Math.Max(second, third) < 30 ? 1 : 0, piles.Count);
        Assert.All(piles, pile => Assert.Equal((3, From), (pile.Lines.Count, pile.From)));
    });

    [Fact]
    public void Blind_spots_are_what_nobody_looked_at_in_the_period_of_the_key_few_first()
    {
        List<ItemView> items = [Item($"{Branch}-2", false), Item($"{Branch}-1", true), Item($"{Branch}-3", false), Item($"{Branch}-4", false), Item($"{Branch}-5", false) with { State = ItemState.Retired }];
        var looks = Of(
            Look("法制", From.AddDays(-1), target: Target($"{Branch}-2")),
            Look("法制", From, target: Target($"{Branch}-3")),
            Look("专责", To, target: At($"{Branch}-4")),
            // Of a unit as a whole nobody can say what was seen.
            Look("日常", To, target: new SupervisionTarget { Kind = TargetKind.Unit }));

        Assert.Equal([$"{Branch}-1", $"{Branch}-2"], ReviewRules.Blind(items, looks, From, To).Select(i => i.Key.Post));
        Assert.Empty(ReviewRules.Blind(items, Of(Look("人事", From, target: new SupervisionTarget { Kind = TargetKind.Aspect, Aspect = "责任落实" })), From, To));
    }

    [Theory]
    [InlineData("法制", "专责", DisagreementKind.MissedByDedicated)]
    [InlineData("专责", "法制", DisagreementKind.Contradiction)]
    [InlineData("日常", "专责", DisagreementKind.Contradiction)]
    [InlineData("法制", "人事", DisagreementKind.Contradiction)]
    [InlineData("法制", "法制", null)]
    public void What_a_functional_line_found_and_the_dedicated_one_did_not_is_told_apart(string found, string clean, DisagreementKind? kind)
    {
        var told = ReviewRules.Disagreements(Branch, [], Of(Look(found, From, clean: false), Look(clean, From.AddDays(29))), From, To, Settings);

        Assert.Equal(kind is null ? [] : [kind.Value], told.Select(d => d.Kind));
        Assert.Empty(ReviewRules.Disagreements(Branch, [], Of(Look(found, From, clean: false), Look(clean, From.AddDays(30))), From, To, Settings));
    }

    /// <summary>D4: an officer without findings in a unit where others found some missed them; where nobody found any, that is none.</summary>
    [Fact]
    public void What_an_officer_did_not_find_and_an_inspection_did_is_told()
    {
        var inspection = Look("专责", From, clean: false);
        var (officers, others) = (Look("专责", From, clean: false) with { Officer = Officer }, Look("专责", To.AddDays(1), clean: false));

        var missed = Assert.Single(ReviewRules.Missed(Branch, [Stationed(From)], Of(inspection, Look("专责", From) with { Officer = Officer }), From, To));
        Assert.Equal((DisagreementKind.MissedByOfficer, Officer, inspection.By, null), (missed.Kind, missed.MissedBy, missed.FoundBy, missed.MissedOn));
        Assert.Empty(ReviewRules.Missed(Branch, [Stationed(From)], Of(inspection, officers), From, To));
        Assert.Empty(ReviewRules.Missed(Branch, [Stationed(From)], Of(Look("专责", From)), From, To));
        Assert.Empty(ReviewRules.Missed(Branch, [Stationed(From)], Of(others), From, To));
        Assert.Empty(ReviewRules.Missed(Branch, [], Of(inspection), From, To));
    }

    /// <summary>Nobody misses what happened before they came, or after they left.</summary>
    [Theory]
    [InlineData(0, 30, true)]
    [InlineData(1, 30, false)]
    [InlineData(-30, -1, false)]
    [InlineData(-30, 0, true)]
    public void An_officer_answers_for_the_days_of_the_stationing(int since, int until, bool missed)
    {
        var looks = Of(Look("法制", From.AddDays(10), clean: false), Look("专责", From.AddDays(60), clean: false) with { Officer = Officer });

        Assert.Equal(missed, ReviewRules.Missed(Branch, [Stationed(From.AddDays(10 + since), From.AddDays(10 + until))], looks, From, To).Any());
    }

    /// <summary>The dedicated line found the post, or the aspect, in order; another one found something at an item of it.</summary>
    [Fact]
    public void Whoever_found_the_post_or_the_aspect_clean_passed_over_its_items()
    {
        List<ItemView> items = [Item($"{Branch}-1", false)];
        var aspect = new SupervisionTarget { Kind = TargetKind.Aspect, Aspect = "责任落实" };
        foreach (var wider in (SupervisionTarget[])[At($"{Branch}-1"), aspect])
        {
            var looks = Of(Look("人事", From, target: Target($"{Branch}-1")), Look("专责", From, target: wider), Look("法制", From, clean: false, target: Target($"{Branch}-1")));
            var told = Assert.Single(ReviewRules.Disagreements(Branch, items, looks, From, To, Settings));
            Assert.Equal((DisagreementKind.MissedByDedicated, "by-专责"), (told.Kind, told.MissedBy));
            // A finding at the post is not one at this item.
            Assert.Empty(ReviewRules.Disagreements(Branch, items, Of(Look("法制", From, clean: false, target: wider), Look("专责", From, target: Target($"{Branch}-1"))), From, To, Settings));
        }

        Assert.Empty(ReviewRules.Disagreements(Branch, items, Of(Look("专责", From, target: At($"{Branch}-2")), Look("法制", From, clean: false, target: Target($"{Branch}-1"))), From, To, Settings));
    }

    [Theory]
    [InlineData(180, true)]
    [InlineData(181, false)]
    public void Two_findings_within_the_window_are_a_recurrence_and_raise_the_risk(int apart, bool recurrent)
    {
        var looks = Of(Look("法制", From, clean: false, target: Target($"{Branch}-2")), Look("法制", From.AddDays(apart), clean: false, target: Target($"{Branch}-2")), Look("法制", From, target: Target($"{Branch}-1")));

        var work = ReviewRules.Work([Item($"{Branch}-1", false), Item($"{Branch}-2", false), Item($"{Branch}-3", true)], looks, Recurrences.Of([]), "专责", Small);

        Assert.Equal(recurrent, work.Single(w => w.Key.Post == $"{Branch}-2").Recurrent);
        Assert.Equal([$"{Branch}-3", .. recurrent ? (string[])[$"{Branch}-2", $"{Branch}-1"] : [$"{Branch}-1", $"{Branch}-2"]], work.Select(w => w.Key.Post));
    }

    [Fact]
    public void What_is_overdue_comes_behind_the_key_few_and_before_what_came_back()
    {
        List<ItemView> items = [Item($"{Branch}-1", false), Item($"{Branch}-2", false) with { DueOn = To.AddDays(-1) }, Item($"{Branch}-3", true), Item($"{Branch}-4", false) with { DueOn = To.AddDays(-2), State = ItemState.Closed }];

        var work = ReviewRules.Work(items, Looks.None, Recurrences.Of([items[0].Key]), "专责", Small);

        Assert.Equal([($"{Branch}-3", false, false), ($"{Branch}-2", true, false), ($"{Branch}-1", false, true)], work.Select(w => (w.Key.Post, w.Overdue, w.Recurrent)));
    }

    [Fact]
    public void One_action_or_one_day_is_no_recurrence_whatever_it_was_put_down_at()
    {
        var both = Look("法制", From, clean: false, target: Target($"{Branch}-1")) with { Targets = [Target($"{Branch}-1"), At($"{Branch}-1")] };
        var lines = Of(Look("法制", From, clean: false, target: Target($"{Branch}-1")), Look("人事", From, clean: false, target: Target($"{Branch}-1")));

        Assert.False(RecurrentOf(Of(both)));
        Assert.False(RecurrentOf(lines));
        Assert.True(RecurrentOf(Of(both, Look("人事", From.AddDays(1), clean: false))));
    }

    [Theory]
    [InlineData(ProblemState.Owned, true)]
    [InlineData(ProblemState.Closed, false)]
    [InlineData(ProblemState.Failed, false)]
    [InlineData(ProblemState.Upheld, false)]
    public void A_problem_that_came_back_raises_the_risk_of_its_item_until_it_is_closed(ProblemState state, bool recurrent)
    {
        var problem = new Problem { State = state, RecurrenceOf = 1, Item = new ItemKey(City, "2025", "2025-1", $"{Branch}-1") };
        var first = problem with { State = ProblemState.Owned, RecurrenceOf = null };

        Assert.Equal(recurrent, RecurrentOf(Looks.None, Recurrences.Of(Recurrences.In(new ProblemsState { Problems = [problem] }))));
        Assert.False(RecurrentOf(Looks.None, Recurrences.Of(Recurrences.In(new ProblemsState { Problems = [first] }))));
        Assert.False(RecurrentOf(Looks.None, Recurrences.Of([problem.Item with { Post = $"{Branch}-2" }])));
    }

    private static bool RecurrentOf(Looks looks, Recurrences? back = null) =>
        Assert.Single(ReviewRules.Work([Item($"{Branch}-1", false)], looks, back ?? Recurrences.Of([]), "专责", Small)).Recurrent;

    private static Link Stationed(DateOnly since, DateOnly? until = null) => new() { Kind = LinkKind.StationedAt, Subject = Discipline, Target = Officer, Span = new Span { From = since, To = until } };

    private static int _number;

    private static SupervisionAction Look(string line, DateOnly on, bool clean = true, SupervisionTarget? target = null) =>
        new() { Unit = Branch, Number = Interlocked.Increment(ref _number), Line = line, By = $"by-{line}", Clean = clean, On = on, Targets = [target ?? At($"{Branch}-1")] };

    private static SupervisionTarget Target(string post) => Item(post, "2026-1");

    private static SupervisionTarget Item(string post, string duty) => new() { Kind = TargetKind.Item, Post = post, List = List, Duty = duty };

    private static ItemView Item(string post, bool keyFew) =>
        new() { Key = new ItemKey(City, List, "2026-1", post), Unit = Branch, Duty = Duty("2026-1", "岗位", [4], To), Post = new Post { Code = post, Title = post, KeyFew = keyFew }, State = ItemState.Accepted, DueOn = To };

    private static Looks Of(params SupervisionAction[] actions) => Looks.Of(actions);
}
