using CsCheck;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>What may be recorded of a unit, and how it reads on both clocks.</summary>
public sealed class UnitRulesTests
{
    private static readonly string Head = $"{Branch}-1";
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Outline Outline = new(new Structure { Grid = City, Version = 1, Units = Tree, Posts = [Place(Branch), Place(Branch, "岗位", 2)] }, Some.At);
    private static readonly UnitState Empty = UnitRules.Record(new(), Facts(Place(Branch)) with { Fills = [] }, Begin).Next;

    [Fact]
    public void A_correction_does_not_rewrite_what_was_known()
    {
        var (january, june) = (Begin, Begin.AddMonths(5).AddDays(9));
        var state = Take(Empty, january, Fill(Head, "A", Start));
        state = Take(state, june, Fill(Head, "A", Start, new(2026, 2, 28)), Fill(Head, "B", new(2026, 3, 1)) with { Span = new Span { From = new(2026, 3, 1), Recorded = june } });

        Assert.Equal("B", Holder(state, new(2026, 3, 15), june));
        Assert.Equal("A", Holder(state, new(2026, 3, 15), new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal("A", Holder(state, new(2026, 2, 28), june));
    }

    [Fact]
    public void Both_clocks_read_as_a_plain_list_of_facts_does() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[0, 120], Gen.Int[0, 3], Gen.Bool).Array[1, 12].Sample(said =>
        {
            // Person p from a day for so many days; said again it corrects the end. The naive list keeps every sentence with its day.
            var state = Empty;
            var sentences = new List<(int Day, string Person, DateOnly From, DateOnly? To)>();
            foreach (var (turn, (days, from, person, open)) in said.Index())
            {
                var fact = Fill(Head, $"P{person}", Start.AddDays(person * 30), open ? null : Start.AddDays((person * 30) + days), FillKind.Holder) with { Shared = true };
                state = Take(state, Begin.AddDays(turn), fact with { Span = fact.Span with { Recorded = Begin.AddDays(turn) } });
                sentences.Add((turn, fact.Person, fact.Span.From, fact.Span.To));
            }

            for (var known = 0; known <= said.Length; known++)
                foreach (var day in Enumerable.Range(0, 20).Select(n => Start.AddDays(n * 23)))
                    Assert.Equal(
                        sentences.Where(s => s.Day <= known).GroupBy(s => s.Person).Select(g => g.Last()).Where(s => s.From <= day && (s.To is null || day <= s.To)).Select(s => s.Person).Order(),
                        Seat(state, day, Begin.AddDays(known)).Holders.Select(h => h.Person).Order());
        }, iter: 500);

    [Theory]
    [InlineData("2025-12-31", GapReason.PostVacant)]
    [InlineData("2026-01-01", null)]
    [InlineData("2026-03-31", null)]
    [InlineData("2026-04-01", GapReason.HolderLeft)]
    public void A_post_says_why_nobody_answers(string day, GapReason? gap)
    {
        var state = Take(Empty, Begin, Fill(Head, "A", Start, new(2026, 3, 31)));

        Assert.Equal(gap, Seat(state, DateOnly.Parse(day)).Gap);
    }

    [Theory]
    [InlineData(84, null)]
    [InlineData(85, GapReason.ActingPastLimit)]
    public void Acting_cover_answers_for_84_days(int day, GapReason? gap)
    {
        var state = Take(Empty, Begin, Fill(Head, "A", Start, kind: FillKind.Acting));

        Assert.Equal(gap, Seat(state, Start.AddDays(day - 1)).Gap);
        Assert.Single(Seat(state, Start.AddDays(day - 1)).Holders);
    }

    [Fact]
    public void Cover_beside_a_holder_is_neither_an_overlap_nor_a_gap()
    {
        var state = Take(Empty, Begin, Fill(Head, "A", Start), Fill(Head, "B", Start, kind: FillKind.Acting));

        Assert.Equal(["A", "B"], Seat(state, Start.AddDays(200)).Holders.Select(h => h.Person));
        Assert.Null(Seat(state, Start.AddDays(200)).Gap);
    }

    [Fact]
    public void One_post_has_one_sole_holder_on_one_day()
    {
        var state = Take(Empty, Begin, Fill(Head, "A", Start, new(2026, 3, 31)));

        Assert.Equal(Rule.PostNotVacant, Assert.Throws<GridRuleException>(() => Take(state, Begin, Fill(Head, "B", new(2026, 3, 31)))).Rule);
        Assert.Equal(2, Take(state, Begin, Fill(Head, "B", new(2026, 4, 1))).Fills.Count);
        Assert.Equal(2, Take(state, Begin, Fill(Head, "B", new(2026, 3, 31)) with { Shared = true }).Fills.Count);
        Assert.Throws<GridRuleException>(() => Take(Empty, Begin, Fill(Head, "B", Start, kind: FillKind.Acting) with { Shared = true }, Fill(Head, "C", Start, kind: FillKind.Acting) with { Shared = true }));
    }

    [Fact]
    public void One_post_has_one_cover_on_one_day_and_is_refused_as_covered()
    {
        var state = Take(Empty, Begin, Fill(Head, "A", Start), Fill(Head, "B", Start, new(2026, 3, 31), FillKind.Acting));

        var refusal = Assert.Throws<GridRuleException>(() => Take(state, Begin, Fill(Head, "C", new(2026, 3, 31), new(2026, 4, 30), FillKind.Acting)));

        Assert.Equal(Rule.PostNotVacant, refusal.Rule);
        Assert.Contains("由“B”代理", refusal.Message);
        Assert.Equal(3, Take(state, Begin, Fill(Head, "C", new(2026, 4, 1), new(2026, 4, 30), FillKind.Acting)).Fills.Count);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Equal(RefusalCode.NotFound, Assert.Throws<GridRuleException>(() => Take(Empty, Begin, Fill("nowhere", "A", Start))).Code);
        Assert.Equal(RefusalCode.BadUserInput, Assert.Throws<GridRuleException>(() => Take(Empty, Begin, Fill(Head, "A", Start, Start.AddDays(-1)))).Code);
    }

    [Fact]
    public void The_same_facts_twice_change_nothing() => Some.City.Sample(city =>
    {
        foreach (var state in city.Units.Values)
        {
            var facts = new UnitFacts { Posts = state.Posts, Fills = state.Fills };
            var (taken, changes) = UnitRules.Record(new(), facts, Begin);
            Assert.Equal(state.Posts.Count + state.Fills.Count, changes);
            Assert.Equal((taken, 0), UnitRules.Record(taken, facts, Begin.AddDays(1)));
        }
    });

    [Fact]
    public void Nobody_knows_a_thing_before_it_is_recorded()
    {
        var state = Take(Empty, Begin, Fill(Head, "A", Start) with { Span = new Span { From = Start, Recorded = Begin.AddYears(1) } });

        Assert.Equal("A", Holder(state, Start, Begin));
    }

    [Fact]
    public void Holders_of_an_item_and_items_of_a_person_are_one_relation() =>
        Gen.Select(Some.City, Gen.Int[0, 364]).Sample((city, day) =>
        {
            var on = city with { At = new Moment(new DateOnly(2026, 1, 1).AddDays(day), DateTimeOffset.MaxValue) };
            var byItem = on.Survey().Rows.Where(r => r.Seat is not null).SelectMany(r => r.View.Holders.Select(h => (h.Person, r.PostCode, r.Duty.Code))).ToHashSet();
            // From the other side: a person's fills, and what stands on the posts they fill.
            var fills = on.Units.Values.SelectMany(u => u.Fills).Where(f => f.Span.Covers(on.At.AsOf));
            var byPerson = fills.SelectMany(f => on.List.Duties.Where(d => Stands(on, d, f.Post)).Select(d => (f.Person, f.Post, d.Code))).ToHashSet();

            Assert.Equal(byItem.Order(), byPerson.Order());
            foreach (var (person, post, duty) in byItem)
                Assert.Null(on.Survey().Rows.Single(r => r.PostCode == post && r.Duty.Code == duty).Gap is GapReason.PostVacant or GapReason.HolderLeft ? person : null);
        }, iter: 300);

    private static bool Stands(SomeCity city, Duty duty, string post) =>
        city.Outline.Post(post) is { } place && place.Layer == duty.Layer && duty.Levels.Contains(city.Outline.LevelOf(place));

    private static UnitState Take(UnitState state, DateTimeOffset now, params List<Fill> fills) => UnitRules.Record(state, new UnitFacts { Fills = fills }, now).Next;

    private static Seat Seat(UnitState state, DateOnly day, DateTimeOffset? known = null) =>
        Assert.Single(UnitRules.SheetAt(Branch, state, new Moment(day, known ?? DateTimeOffset.MaxValue), Outline).Seats);

    private static string? Holder(UnitState state, DateOnly day, DateTimeOffset known) => Seat(state, day, known).Holders.SingleOrDefault()?.Person;
}
