using ResponsibilityGrid.Nemesis;
using ResponsibilityGrid.Nemesis.Checking;
using Xunit;

namespace ResponsibilityGrid.Tests.Nemesis;

using Looks = ResponsibilityGrid.Nemesis.Checking.Looks;
using Sight = ResponsibilityGrid.Nemesis.Sight;

/// <summary>The checker is shown everything that must not be, and has to see it; and a sound history, and has to stay silent.</summary>
public sealed class CheckerTests
{
    private const string Item = "2026-S01@370001-01";

    [Fact]
    public void A_sound_history_is_sound()
    {
        Operation[] operations = [Done("a", 1, 0, 10), Told("b", Outcome.Refused, "REFUSED"), Told("c", Outcome.Unknown, "UNAVAILABLE"), Told("d", Outcome.Unknown, "UNAVAILABLE"), Done("e", 3, 20, 30), Done("e", 3, 40, 50, repeats: 1)];
        var entries = Left((1, "a"), (2, "c"), (3, "e"));

        Assert.Empty(Checker.Commands(operations, entries));
        Assert.Empty(Checker.Numbers(entries));
        Assert.Empty(Checker.Order(operations, [new Sight(Item, 11, 12, 1), new Sight(Item, 15, 40, 1), new Sight(Item, 31, 32, 3)]));
        Assert.Empty(Checker.OtherPayloads([Told("a", Outcome.Refused, "CONFLICT", "reportItem, other payload"), Told("a", Outcome.Unknown, "UNAVAILABLE", "reportItem, other payload")]));
        Assert.Empty(Checker.Known([("REFUSED", "reportItem"), ("UNAVAILABLE", "reportItem")]));
    }

    [Fact]
    public void What_was_acknowledged_and_is_not_there_is_lost() => Sees(Wrong.Lost, Checker.Commands([Done("a", 1, 0, 10)], Left()));

    [Fact]
    public void What_is_there_twice_is_doubled() => Sees(Wrong.Doubled, Checker.Commands([Done("a", 1, 0, 10)], Left((1, "a"), (2, "a"))));

    [Fact]
    public void What_nobody_could_tell_may_be_there_once_and_not_twice() => Sees(Wrong.Doubled, Checker.Commands([Told("a", Outcome.Unknown, "UNAVAILABLE")], Left((1, "a"), (2, "a"))));

    [Fact]
    public void What_was_refused_must_not_be_there() => Sees(Wrong.AppliedThoughRefused, Checker.Commands([Told("a", Outcome.Refused, "REFUSED")], Left((1, "a"))));

    [Fact]
    public void An_id_answered_with_two_versions_was_carried_out_twice() => Sees(Wrong.AnsweredTwice, Checker.Commands([Done("a", 1, 0, 10), Done("a", 2, 20, 30, repeats: 1)], Left((1, "a"))));

    [Fact]
    public void What_was_acknowledged_is_not_refused_when_it_is_sent_again() =>
        Sees(Wrong.AnsweredTwice, Checker.Commands([Done("a", 1, 0, 10), Told("a", Outcome.Refused, "REFUSED")], Left((1, "a"))));

    [Fact]
    public void Whoever_had_seen_another_version_is_not_taken()
    {
        Assert.Empty(Checker.Expected([Done("a", 3, 0, 10) with { Expected = 2 }, Told("b", Outcome.Refused, "CONFLICT") with { Expected = 1 }, Done("c", 9, 0, 10)]));
        Sees(Wrong.Overtaken, Checker.Expected([Done("a", 4, 0, 10) with { Expected = 2 }]));
    }

    [Fact]
    public void What_stayed_open_is_answered_at_rest_as_it_stands()
    {
        Assert.Empty(Checker.AskedAgain([Done("a", 1, 0, 10), Done("b", 3, 0, 10), Told("c", Outcome.Refused, "REFUSED")], Left((1, "a"), (2, "x"))));
        Sees(Wrong.Unanswered, Checker.AskedAgain([Told("a", Outcome.Unknown, "UNAVAILABLE")], Left()));
        Sees(Wrong.AnsweredTwice, Checker.AskedAgain([Told("a", Outcome.Refused, "REFUSED")], Left((1, "a"))));
        Sees(Wrong.AnsweredTwice, Checker.AskedAgain([Done("a", 2, 0, 10)], Left((1, "a"))));
    }

    [Theory]
    [InlineData(Outcome.Acknowledged, null)]
    [InlineData(Outcome.Refused, "REFUSED")]
    public void An_id_with_another_payload_is_a_conflict(object outcome, string? code) => Sees(Wrong.AnsweredTwice, Checker.OtherPayloads([Told("a", (Outcome)outcome, code, "reportItem, other payload")]));

    [Fact]
    public void A_later_command_has_a_later_version() => Sees(Wrong.OutOfOrder, Checker.Order([Done("a", 2, 0, 10), Done("b", 1, 20, 30)], []));

    [Fact]
    public void A_later_look_does_not_see_less() => Sees(Wrong.OutOfOrder, Checker.Order([Done("a", 2, 0, 10)], [new Sight(Item, 11, 12, 1)]));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    public void Entries_are_numbered_without_gap_or_repetition(int first, int second) => Sees(Wrong.Doubled, Checker.Numbers(Left((first, "a"), (second, "b"))));

    [Theory]
    [InlineData("INTERNAL")]
    [InlineData("NO_CODE")]
    [InlineData("System.NullReferenceException")]
    public void A_caller_meets_codes_of_the_API_only(string code) => Sees(Wrong.UnknownCode, Checker.Known([(code, "reportItem")]));

    [Fact]
    public void A_post_has_one_sole_holder_a_day() => Sees(Wrong.TwoHolders, Checker.Holders([("370001-01", new DateOnly(2026, 3, 1), 1), ("370001-01", new DateOnly(2026, 3, 2), 2)]));

    [Fact]
    public void Every_unit_counts_what_there_is()
    {
        Dictionary<string, int> city = new() { ["PENDING"] = 10, ["CLOSED"] = 2 }, county = new() { ["PENDING"] = 7, ["CLOSED"] = 2 };
        Dictionary<string, Dictionary<string, int>> items = new() { ["C"] = new() { ["PENDING"] = 3 }, ["K"] = county };

        Assert.Empty(Checker.Counts(Told(city, county, county), items));
        Sees(Wrong.Miscounted, Checker.Counts(Told(new() { ["PENDING"] = 11, ["CLOSED"] = 2 }, county, county), items));
        Sees(Wrong.Miscounted, Checker.Counts(Told(city, county, new() { ["PENDING"] = 6, ["CLOSED"] = 2 }), items));
        Sees(Wrong.Miscounted, Checker.Counts(Told(new() { ["PENDING"] = 9, ["CLOSED"] = 2 }, new() { ["PENDING"] = 6, ["CLOSED"] = 2 }, county), items));
        Sees(Wrong.Miscounted, Checker.Counts(Told(city, county, county), new Dictionary<string, Dictionary<string, int>>(items) { ["L"] = new() { ["CLOSED"] = 1 } }));
        Sees(Wrong.Miscounted, Checker.Counts(Told(new() { ["PENDING"] = 10, ["CLOSED"] = 2, ["DISPUTED"] = 1 }, county, county), items));

        static List<Tally> Told(Dictionary<string, int> city, Dictionary<string, int> heard, Dictionary<string, int> county) =>
            [new("C", city, new Dictionary<string, Dictionary<string, int>> { ["K"] = heard }), new("K", county, new Dictionary<string, Dictionary<string, int>>())];
    }

    [Fact]
    public void Numbers_that_call_themselves_settled_are_those_of_the_rows()
    {
        Dictionary<string, int> rows = new() { ["PENDING"] = 10, ["CLOSED"] = 2 };
        Dictionary<string, int> fewer = new() { ["PENDING"] = 4 };

        Assert.Empty(Checker.Settled([new(false, fewer), new(true, rows)], rows));
        Sees(Wrong.Miscounted, Checker.Settled([new(true, fewer), new(true, rows)], rows));
    }

    [Fact]
    public void Whoever_is_reached_has_it_in_their_row()
    {
        Assert.Empty(Checker.Reached(2, 130, 131));
        Sees(Wrong.Lost, Checker.Reached(2, 133, 130));
    }

    [Fact]
    public void Persons_and_units_say_the_same()
    {
        HashSet<(string, string)> held = [("P1", "370001-01"), ("Q1", "370001-02")];

        Assert.Empty(Checker.Persons(held, held));
        Sees(Wrong.Misindexed, Checker.Persons(held, new HashSet<(string, string)>(held.Take(1))));
        Sees(Wrong.Misindexed, Checker.Persons(new HashSet<(string, string)>(held.Take(1)), held));
    }

    [Fact]
    public void An_item_is_listed_once()
    {
        Assert.Empty(Checker.Once(["a", "b"]));
        Sees(Wrong.Doubled, Checker.Once(["a", "b", "a"]));
    }

    [Fact]
    public void A_matrix_counts_what_is_on_record()
    {
        Assert.Empty(Checker.Looks([("by UNIT", new Looks(3, 1))], new Looks(3, 1)));
        Sees(Wrong.Miscounted, Checker.Looks([("by UNIT", new Looks(3, 1)), ("by ASPECT", new Looks(3, 0))], new Looks(3, 1)));
        Sees(Wrong.Miscounted, Checker.Looks([("by UNIT", new Looks(4, 1))], new Looks(3, 1)));
    }

    [Fact]
    public void A_problem_is_somebodys_or_waits_for_its_day()
    {
        Assert.Empty(Checker.Owned([new("problem/370001/1", "FOUND", false, false), new("problem/370001/2", "FOUND", true, true), new("problem/370001/3", "RECTIFYING", true, false)]));
        Sees(Wrong.Unowned, Checker.Owned([new("problem/370001/1", "OWNED", false, false)]));
        Sees(Wrong.Unowned, Checker.Owned([new("problem/370001/1", "DISPUTED", false, true)]));
    }

    [Fact]
    public void What_came_back_is_linked_and_the_closure_before_it_failed()
    {
        var now = DateTimeOffset.UnixEpoch;
        Recurrence back = new("370001", 2, "OWNED", 1, null, now, null), failed = new("370001", 1, "FAILED", null, 2, now.AddDays(-9), now.AddSeconds(-5));

        Assert.Empty(Checker.Recurred([failed, back]));
        // It was being put right when it came back, and was closed after that.
        Assert.Empty(Checker.Recurred([failed with { State = "CLOSED", Closed = now.AddSeconds(5) }, back]));
        Sees(Wrong.Orphaned, Checker.Recurred([failed with { State = "CLOSED" }, back]));
        Sees(Wrong.Orphaned, Checker.Recurred([failed with { As = 3 }, back]));
        Sees(Wrong.Orphaned, Checker.Recurred([back]));
        Sees(Wrong.Orphaned, Checker.Recurred([failed with { As = null }]));
    }

    [Fact]
    public void A_finding_is_credited_once_by_a_referral_that_was_referred_as_often()
    {
        Assert.Empty(Checker.Credited([new("1", ["referral/370001/1", "referral/370001/2"], 2), new("2", ["referral/370001/3"], 1)]));
        Sees(Wrong.Doubled, Checker.Credited([new("1", ["referral/370001/1"], 1), new("2", ["referral/370001/1"], 1)]));
        Sees(Wrong.Orphaned, Checker.Credited([new("1", ["referral/370001/1"], 2)]));
        Sees(Wrong.Orphaned, Checker.Credited([new("1", [], 1)]));
    }

    [Fact]
    public void Whoever_left_has_one_hand_over_in_which_each_item_stands_once()
    {
        var left = new Operation("o0-1", "vacate", Overseer.Posts[0], 0, 10, Outcome.Acknowledged, null, 3);
        var parting = new Parting("o0-1", left.Subject, ["2026-S01", "2026-S02"]);

        Assert.Empty(Checker.Disposed([left], [parting]));
        Assert.Empty(Checker.Disposed([left with { Outcome = Outcome.Refused }, left with { Subject = "370001001-01" }], []));
        Sees(Wrong.Lost, Checker.Disposed([left], []));
        Sees(Wrong.Doubled, Checker.Disposed([left], [parting, parting]));
        Sees(Wrong.Lost, Checker.Disposed([left], [parting with { Items = ["2026-S01"] }]));
        Sees(Wrong.Doubled, Checker.Disposed([left], [parting with { Items = ["2026-S01", "2026-S01"] }]));
    }

    private static void Sees(object wrong, IEnumerable<Violation> violations) => Assert.Contains(violations, violation => violation.Kind.Equals(wrong));

    private static Operation Done(string id, int version, long began, long ended, int repeats = 0) => new(id, "reportItem", Item, began, ended, Outcome.Acknowledged, null, version, repeats);

    private static Operation Told(string id, Outcome outcome, string? code, string kind = "reportItem") => new(id, kind, Item, 0, 10, outcome, code);

    private static Dictionary<string, List<Trace>> Left(params (int Version, string Text)[] entries) => new() { [Item] = [.. entries.Select(e => new Trace(e.Version, e.Text))] };
}
