using CsCheck;
using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Problems;

/// <summary>The life of a problem of a branch: who takes it where, and what follows from the clock.</summary>
public sealed class ProblemRulesTests
{
    private static readonly Act[] Acts = [ClaimProblem, DisputeProblem, AssignProblem, Rectify, SubmitRectification, ReturnRectification, CloseProblem];
    private static readonly string[] Places = [Branch, County, City];
    private static readonly DateOnly Day = new(2026, 3, 2);

    private ProblemsState _ledger = new();

    /// <summary>What anybody may do next, in a few lines.</summary>
    private static ProblemState? Law(ProblemState from, Act act, bool isAbove) => (from, act, isAbove) switch
    {
        (ProblemState.Found, ClaimProblem, false) => ProblemState.Owned,
        (ProblemState.Found, DisputeProblem, false) => ProblemState.Disputed,
        (ProblemState.Found or ProblemState.Disputed or ProblemState.Owned or ProblemState.Rectifying, AssignProblem, true) => ProblemState.Owned,
        (ProblemState.Owned or ProblemState.Rectifying, Rectify, false) => ProblemState.Rectifying,
        (ProblemState.Rectifying, SubmitRectification, false) => ProblemState.Submitted,
        (ProblemState.Submitted, ReturnRectification, true) => ProblemState.Rectifying,
        (ProblemState.Submitted, CloseProblem, true) => ProblemState.Closed,
        (ProblemState.Disputed, CloseProblem, true) => ProblemState.Upheld,
        _ => null,
    };

    [Fact]
    public void Whatever_is_tried_a_problem_goes_where_the_law_says_and_is_never_unowned() => Gen.Select(Gen.Int[0, Acts.Length - 1], Gen.Int[0, 2], Gen.Int[0, 5]).Array[0, 25].Sample(tries =>
    {
        var (ledger, day, state) = (Taken(new ProblemsState(), Report(), Day), Day, ProblemState.Found);
        foreach (var (step, (act, place, days)) in tries.Index())
        {
            day = day.AddDays(days);
            var (before, command) = (ledger.Problems[0], Step(Acts[act], Places[place], day) with { Id = $"c{step}" });
            if (Law(state, command.Act, Places[place] != Branch) is { } to)
            {
                ledger = Taken(ledger, command, day);
                state = to;
                Assert.Equal([.. before.Entries.Select(e => e.Command), command.Id], ledger.Problems[0].Entries.Select(e => e.Command));
            }
            else
            {
                Assert.Equal(RefusalCode.Refused, Assert.Throws<GridRuleException>(() => Taken(ledger, command, day)).Code);
            }

            var (problem, view) = (ledger.Problems[0], ProblemViews.Of(ledger.Problems[0], On(day)));
            Assert.Equal((state, problem.Entries.Count), (problem.State, problem.Version));
            // None unowned after its deadline, and nothing on record without unit, person and day.
            Assert.True(view.OwnerUnit is not null || day <= problem.ClaimBy || state == ProblemState.Upheld);
            Assert.True(problem.Rectification is { Unit: Branch, Person: "P111-1" } || state is ProblemState.Found or ProblemState.Disputed or ProblemState.Upheld);
            Assert.True(state != ProblemState.Closed || (problem.RootCause, problem.LastingMeasure) is (not null, not null));
        }
    });

    [Fact]
    public void What_nobody_claims_counts_as_owned_by_the_head_post_from_the_day_after()
    {
        _ledger = Taken(_ledger, Report(), Day);
        var (last, late) = (ProblemViews.Of(_ledger.Problems[0], On(Day.AddDays(7))), ProblemViews.Of(_ledger.Problems[0], On(Day.AddDays(8))));

        Assert.Equal((false, null, null), (last.Lapsed, last.OwnerUnit, last.OwnerPost));
        Assert.Equal((true, Branch, "111-1"), (late.Lapsed, late.OwnerUnit, late.OwnerPost));
        var claimed = Taken(_ledger, Step(ClaimProblem, Branch, Day.AddDays(8)), Day.AddDays(8)).Problems[0];
        Assert.Equal((ProblemState.Owned, false), (claimed.State, claimed.Voluntary));
        Assert.True(Taken(_ledger, Step(ClaimProblem, Branch, Day.AddDays(7)), Day.AddDays(7)).Problems[0].Voluntary);
    }

    [Fact]
    public void What_was_found_at_an_item_falls_to_its_post()
    {
        _ledger = Taken(_ledger, Report() with { Item = new ItemKey(City, List, "2026-2", "111-2") }, Day);

        Assert.Equal("111-2", ProblemViews.Of(_ledger.Problems[0], On(Day.AddDays(8))).OwnerPost);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(180, true)]
    [InlineData(181, false)]
    public void A_recurrence_within_the_window_fails_the_closure_and_rises_one_level(int days, bool recurs)
    {
        var closed = Close();
        var again = closed.AddDays(days);
        _ledger = Taken(_ledger, Report() with { Id = "again" }, again);

        Assert.Equal(recurs ? (ProblemState.Failed, (int?)2) : (ProblemState.Closed, null), (_ledger.Problems[0].State, _ledger.Problems[0].RecurredAs));
        Assert.Equal(recurs ? ((int?)1, 1) : (null, 0), (_ledger.Problems[1].RecurrenceOf, _ledger.Problems[1].Rise));
        Assert.Equal(recurs ? City : County, ProblemViews.Of(_ledger.Problems[1], On(again)).CheckedFrom);
        if (!recurs) return;
        Assert.Equal(FailClosure, _ledger.Problems[0].Entries[^1].Act);
        Assert.Equal(2, ProblemRules.Find(_ledger, Report() with { Id = "again" }));
        Assert.Contains("“100”", Refused(Step(AssignProblem, County, again) with { Number = 2 }, again), StringComparison.Ordinal);
        Assert.Equal(ProblemState.Owned, Taken(_ledger, Step(AssignProblem, City, again) with { Number = 2 }, again).Problems[1].State);
    }

    /// <summary>A new year's list has the duty under a new code; the problem is the old one.</summary>
    [Theory]
    [InlineData("2027", "2027-2", "111-2", 1)]
    [InlineData("2027", "2027-2~00000001", "111-2", 1)]
    [InlineData("2027", "2027-2~1", "111-2", null)]
    [InlineData("2027", "2027-1", "111-2", null)]
    [InlineData("2027", "2027-2", "111-3", null)]
    public void A_recurrence_is_told_by_post_and_duty_whatever_the_list(string list, string duty, string post, int? of)
    {
        _ledger = Taken(_ledger, Report() with { Item = new ItemKey(City, List, "2026-2", "111-2") }, Day);
        foreach (var (act, place) in new[] { (ClaimProblem, Branch), (Rectify, Branch), (SubmitRectification, Branch), (CloseProblem, County) }) _ledger = Taken(_ledger, Step(act, place, Day), Day);

        Assert.Equal(of, Taken(_ledger, Report() with { Id = "again", Item = new ItemKey(City, list, duty, post) }, Day.AddDays(1)).Problems[1].RecurrenceOf);
    }

    /// <summary>The other ledger may not have heard of the first one yet when a second one is reported.</summary>
    [Fact]
    public void A_problem_of_another_ledger_comes_back_once_and_is_marked_once()
    {
        var (former, report) = (Taken(new ProblemsState(), Report(), Day, Office), Report() with { Former = new Problem { Unit = Office, Number = 1, Rise = 1 } });
        _ledger = Taken(Taken(_ledger, report with { Id = "one" }, Day), report with { Id = "two" }, Day);

        Assert.Equal([(Office, (int?)1, 2), (null, null, 0)], _ledger.Problems.Select(p => (p.RecurrenceUnit, p.RecurrenceOf, p.Rise)));
        var marked = ProblemRules.Recur(former, _ledger.Problems[0], Day, DateTimeOffset.UnixEpoch);
        Assert.Equal((ProblemState.Found, Branch, (int?)1), (marked.Problems[0].State, marked.Problems[0].RecurredUnit, marked.Problems[0].RecurredAs));
        Assert.Same(marked, ProblemRules.Recur(marked, _ledger.Problems[0], Day, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Only_what_is_alike_is_a_recurrence()
    {
        var closed = Close();
        foreach (var other in (ProblemCommand[])[Report() with { Category = "学风" }, Report() with { Item = new ItemKey(City, List, "2026-2", "111-2") }])
            Assert.Null(Taken(_ledger, other with { Id = "other" }, closed.AddDays(1)).Problems[1].RecurrenceOf);
    }

    [Fact]
    public void What_comes_back_while_it_is_put_right_is_linked_too()
    {
        _ledger = Taken(Taken(_ledger, Report(), Day), Step(ClaimProblem, Branch, Day), Day);
        _ledger = Taken(_ledger, Report() with { Id = "again" }, Day.AddDays(1));

        Assert.Equal((ProblemState.Owned, (int?)2), (_ledger.Problems[0].State, _ledger.Problems[0].RecurredAs));
        Assert.Equal(1, _ledger.Problems[1].Rise);
    }

    [Theory]
    [InlineData(ProblemTrack.Immediate, 30, new int[0], null)]
    [InlineData(ProblemTrack.Immediate, 31, new int[0], "dueOn")]
    [InlineData(ProblemTrack.Immediate, -1, new int[0], "dueOn")]
    [InlineData(ProblemTrack.Immediate, 20, new[] { 10 }, "milestones")]
    [InlineData(ProblemTrack.LongTerm, 200, new[] { 80, 160 }, null)]
    [InlineData(ProblemTrack.LongTerm, 160, new[] { 80, 160 }, null)]
    [InlineData(ProblemTrack.LongTerm, 80, new[] { 80 }, "milestones")]
    [InlineData(ProblemTrack.LongTerm, 200, new[] { 91, 160 }, "milestones")]
    [InlineData(ProblemTrack.LongTerm, 160, new[] { 80, 40 }, "milestones")]
    [InlineData(ProblemTrack.LongTerm, 260, new[] { 80, 160 }, "milestones")]
    public void Each_track_has_its_dates(ProblemTrack track, int due, int[] milestones, string? wrong)
    {
        _ledger = Taken(_ledger, Report(), Day);
        var command = Step(ClaimProblem, Branch, Day) with { Track = track, DueOn = Day.AddDays(due), Milestones = [.. milestones.Select(Day.AddDays)] };

        if (wrong is null) Assert.Equal(milestones.Length, Taken(_ledger, command, Day).Problems[0].Rectification!.Milestones.Count);
        else Assert.Equal(wrong, Assert.Throws<GridRuleException>(() => Taken(_ledger, command, Day)).Field);
    }

    [Fact]
    public void Milestones_are_reached_before_it_is_submitted()
    {
        _ledger = Taken(_ledger, Report(), Day);
        _ledger = Taken(_ledger, Step(ClaimProblem, Branch, Day) with { Track = ProblemTrack.LongTerm, DueOn = Day.AddDays(100), Milestones = [Day.AddDays(40), Day.AddDays(80)] }, Day);
        _ledger = Taken(_ledger, Step(Rectify, Branch, Day) with { Milestone = 1 }, Day);

        Assert.Contains("第 2 个节点", Refused(Step(SubmitRectification, Branch, Day), Day), StringComparison.Ordinal);
        Assert.Contains("第 1 个节点", Refused(Step(Rectify, Branch, Day) with { Milestone = 1 }, Day), StringComparison.Ordinal);
        _ledger = Taken(_ledger, Step(Rectify, Branch, Day) with { Milestone = 2 }, Day);
        Assert.Equal(ProblemState.Submitted, Taken(_ledger, Step(SubmitRectification, Branch, Day), Day).Problems[0].State);
    }

    [Fact]
    public void Closing_needs_cause_and_measure_or_the_reason_why_not_and_never_the_submitter()
    {
        _ledger = Taken(_ledger, Report(), Day);
        foreach (var act in (Act[])[ClaimProblem, Rectify]) _ledger = Taken(_ledger, Step(act, Branch, Day), Day);
        _ledger = Taken(_ledger, Step(SubmitRectification, Branch, Day) with { LastingMeasure = null }, Day);
        var close = Step(CloseProblem, County, Day);

        Assert.Contains("根本原因和长效措施", Refused(close, Day), StringComparison.Ordinal);
        Assert.Contains("不能自行销号", Refused(Step(CloseProblem, Branch, Day), Day), StringComparison.Ordinal);
        Assert.Contains("提交人不能核查", Refused(close with { Waiver = "已撤岗", Actor = close.Actor with { Person = "P111-1" } }, Day), StringComparison.Ordinal);
        Assert.Equal("已撤岗", Taken(_ledger, close with { Waiver = "已撤岗" }, Day).Problems[0].Waiver);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Contains("写明问题", Refused(Report() with { Text = " " }, Day), StringComparison.Ordinal);
        Assert.Contains("问题类别", Refused(Report() with { Category = "其他" }, Day), StringComparison.Ordinal);
        Assert.Contains("尚未到来", Refused(Report() with { On = Day.AddDays(1) }, Day), StringComparison.Ordinal);
        Assert.Contains("不能登记", Refused(Report() with { Actor = Somebody("111") }, Day, City), StringComparison.Ordinal);
        _ledger = Taken(_ledger, Report(), Day);
        Assert.Contains("责任人", Refused(Step(ClaimProblem, Branch, Day) with { Charged = Somebody(Branch) with { Person = null } }, Day), StringComparison.Ordinal);
        Assert.Contains("认领时责任人", Refused(Step(ClaimProblem, Branch, Day) with { Charged = Somebody(County) }, Day), StringComparison.Ordinal);
        Assert.Contains("时限", Refused(Step(ClaimProblem, Branch, Day) with { DueOn = null }, Day), StringComparison.Ordinal);
        Assert.Contains("立行立改还是长期整改", Refused(Step(ClaimProblem, Branch, Day) with { Track = null }, Day), StringComparison.Ordinal);
        Assert.Equal(RefusalCode.Conflict, Assert.Throws<GridRuleException>(() => Taken(_ledger, Step(ClaimProblem, Branch, Day) with { ExpectedVersion = 7 }, Day)).Code);
        Assert.Equal(RefusalCode.NotFound, Assert.Throws<GridRuleException>(() => Taken(_ledger, Step(ClaimProblem, Branch, Day) with { Number = 7 }, Day)).Code);
    }

    [Fact]
    public void The_roots_own_problems_are_checked_by_its_dedicated_department()
    {
        _ledger = Taken(_ledger, Report() with { Actor = Somebody(City) }, Day, City);

        Assert.Contains("专责部门", Refused(Step(AssignProblem, City, Day) with { Charged = Somebody(City) }, Day, City), StringComparison.Ordinal);
        Assert.Equal(ProblemState.Owned, Taken(_ledger, Step(AssignProblem, "100D1", Day) with { Charged = Somebody(City) }, Day, City).Problems[0].State);
    }

    [Fact]
    public void Pages_joined_are_the_whole_in_order_and_none_twice() => Gen.Int[0, 3].Array[0, 12].Sample(reports =>
    {
        var (ledgers, outline) = (Places.ToDictionary(p => p, _ => new ProblemsState()), On(Day.AddDays(30)));
        foreach (var (at, place) in reports.Index())
            ledgers[Places[place % 3]] = Taken(ledgers[Places[place % 3]], Report() with { Id = $"r{at}", Actor = Somebody(City) }, Day.AddDays(at % 4), Places[place % 3]);
        var (all, query) = (new List<ProblemView>(), new ProblemQuery { First = 2, Lapsed = true });
        while (ProblemViews.Join([.. ledgers.Values.Select(l => ProblemViews.Page(l.Problems, query, outline))], query) is { Problems: { Count: > 0 } next, Total: var total })
        {
            Assert.Equal(reports.Length, total);
            all.AddRange(next);
            query = query with { After = next[^1].Place };
        }

        Assert.Equal(reports.Length, all.Select(v => (v.Problem.Unit, v.Problem.Number)).Distinct().Count());
        Assert.Equal(all.OrderBy(v => v.Place.Day).ThenBy(v => v.Place.Unit, StringComparer.Ordinal).ThenBy(v => v.Place.Number).Select(v => v.Place), all.Select(v => v.Place));
    });

    /// <summary>Brings the first problem to its closing; on which day that is.</summary>
    private DateOnly Close()
    {
        _ledger = Taken(_ledger, Report(), Day);
        foreach (var (act, place) in new[] { (ClaimProblem, Branch), (Rectify, Branch), (SubmitRectification, Branch), (CloseProblem, County) }) _ledger = Taken(_ledger, Step(act, place, Day), Day);
        return Day;
    }

    private string Refused(ProblemCommand command, DateOnly day, string unit = Branch) => Assert.Throws<GridRuleException>(() => Taken(_ledger, command, day, unit)).Message;

    private static ProblemsState Taken(ProblemsState ledger, ProblemCommand command, DateOnly day, string unit = Branch) =>
        ProblemRules.Take(ledger, command, new ProblemRules.Scene(unit, On(day), day, new GridSettings().MidnightOf(day).AddHours(12))).Next;

    private static ProblemCommand Report() => new() { Id = "r", Act = ReportProblem, Text = "值班脱岗", Category = "工作纪律", Actor = Somebody(County) };

    /// <summary>A step from the head of a unit, with all that any step could need.</summary>
    private static ProblemCommand Step(Act act, string unit, DateOnly day) => new()
    {
        Id = $"{act}-{unit}-{day}", Act = act, Number = 1, Text = "有理由", Actor = Somebody(unit), Charged = Somebody(Branch), DueOn = day.AddDays(20), Track = ProblemTrack.Immediate,
        RootCause = "制度缺失", LastingMeasure = "建立值班制度",
    };

    private static Actor Somebody(string unit) => new() { Code = $"{unit}-1", Post = $"{unit}-1", Person = $"P{unit}-1", Name = $"人{unit}", Unit = unit };

    private static Outline On(DateOnly day) => new(
        new Structure { Grid = City, Version = 1, Units = [.. Tree, Unit("100D1", City, 1, UnitKind.Department) with { Line = "专责" }], Posts = [Place(City), Place(County), Place(Branch), Place(Branch, "岗位", 2)] }, new Moment(day, DateTimeOffset.MaxValue));
}
