using ResponsibilityGrid.Nemesis;
using ResponsibilityGrid.Nemesis.Checking;
using Xunit;

namespace ResponsibilityGrid.Tests.Nemesis;

using Command = ResponsibilityGrid.Nemesis.Command;
using Look = ResponsibilityGrid.Nemesis.Checking.Look;
using Standing = ResponsibilityGrid.Nemesis.Checking.Standing;

/// <summary>What was ruled stands as it was ruled: the checker sees where it does not, and is silent where it does.</summary>
public sealed class RulingCheckerTests
{
    private static readonly Item Disputed = new("2026-S01", "370001001-01");

    private static readonly Look Corrected = new("id", "370001001", 3, new(2, "b", "finding"), [new(1, "a", "clean"), new(2, "b", "finding")]);

    [Fact]
    public void A_dispute_ends_as_was_acknowledged()
    {
        Assert.Empty(Checker.Said([Told(Command.Resolve(Disputed, "a", isUpheld: false)), Told(Command.Resolve(Disputed, "b", isUpheld: true))], Left("PENDING", "RETIRED")));
        // Nobody knows of it, and it is not there.
        Assert.Empty(Checker.Said([Told(Command.Resolve(Disputed, "c", isUpheld: true)) with { Outcome = Outcome.Unknown }], Left("PENDING")));
        Sees(Wrong.Altered, Checker.Said([Told(Command.Resolve(Disputed, "a", isUpheld: false))], Left("ACCEPTED")));
        Sees(Wrong.Altered, Checker.Said([Told(Command.Resolve(Disputed, "a", isUpheld: true)) with { Outcome = Outcome.Unknown }], Left("PENDING")));
    }

    [Fact]
    public void Whatever_takes_an_item_on_leaves_it_in_its_state()
    {
        foreach (var (kind, state) in (IEnumerable<(string, string)>)[("acceptItem", "ACCEPTED"), ("disputeItem", "DISPUTED"), ("reportItem", "IN_PROGRESS"), ("submitItem", "SUBMITTED"), ("returnItem", "RETURNED"), ("closeItem", "CLOSED")])
        {
            Assert.Empty(Checker.Said([Told(Command.On(Disputed, kind, "a"))], Left(state)));
            Sees(Wrong.Altered, Checker.Said([Told(Command.On(Disputed, kind, "a"))], Left("RETIRED")));
        }

        Assert.Empty(Checker.Said([Told(Command.On(Disputed, "addAssist", "a"))], Left("ACCEPTED")));
    }

    [Fact]
    public void A_look_keeps_its_entries_and_reads_as_the_last_one()
    {
        Assert.Empty(Checker.Corrected([Corrected, Corrected with { Now = new(1, "a", "clean"), Entries = [new(1, "a", "clean")] }]));
        Sees(Wrong.Altered, Checker.Corrected([Corrected with { Now = Corrected.Entries[0] }]));
        Sees(Wrong.Doubled, Checker.Corrected([Corrected with { Entries = [Corrected.Entries[1]] }]));
        Sees(Wrong.Doubled, Checker.Corrected([Corrected with { Entries = [.. Corrected.Entries, Corrected.Entries[1]] }]));
    }

    [Fact]
    public void A_correction_says_what_was_seen_or_that_nobody_looked()
    {
        var (finding, withdrawal) = (Command.Correct("id", "a", "370000-00", isClean: false, isWithdrawn: false), Command.Correct("id", "a", "370000-00", isClean: false, isWithdrawn: true));

        Assert.Equal(("finding", "nobody looked"), (finding.Says, withdrawal.Says));
        Assert.Equal("id", Command.ActionOf(finding.Subject));
        Assert.Null(Command.ActionOf(Command.ActionsOf("370001001")));
    }

    [Theory]
    [InlineData("OPEN")]
    [InlineData("DISPUTED", "DISPUTE")]
    [InlineData("UPHELD", "DISPUTE", "UPHOLD")]
    [InlineData("DISMISSED", "UPHOLD", "DISMISS")]
    public void A_flag_stands_as_was_said_of_it_last(string state, params string[] said)
    {
        var decisions = new Dictionary<string, List<Trace>> { ["flag/1"] = [.. said.Select((stance, at) => new Trace(at + 1, $"{at}", stance))] };

        Assert.Empty(Checker.Decided([("flag/1", state)], decisions));
        Sees(Wrong.Altered, Checker.Decided([("flag/1", state is "OPEN" ? "UPHELD" : "OPEN")], decisions));
    }

    [Fact]
    public void A_unit_is_on_its_line_from_the_day_that_was_named()
    {
        var assigned = Command.AssignLine("370001001", "法制", new DateOnly(2024, 2, 1), "a").Says!;

        Assert.Empty(Checker.Lined([new Standing("370001001", assigned, Command.Assigned("法制", "2024-02-01"))]));
        Sees(Wrong.Altered, Checker.Lined([new Standing("370001001", assigned, Command.Assigned(null, "2024-02-01"))]));
    }

    [Fact]
    public void An_interview_is_issued_once_by_the_numbers_of_a_day_and_a_list()
    {
        var calling = new Calling("370001001", "2026-11-01", Command.CallIn("370001001", null, "a").Says!);

        Assert.Empty(Checker.CalledIn([calling, calling with { AsOf = "2026-11-02" }, calling with { List = Command.CallIn("370001001", "2026", "b").Says! }]));
        Sees(Wrong.Doubled, Checker.CalledIn([calling, calling]));
    }

    private static void Sees(object wrong, IEnumerable<Violation> violations) => Assert.Contains(violations, violation => violation.Kind.Equals(wrong));

    private static Operation Told(Command command) => new(command.Id, command.Kind, command.Subject, 0, 10, Outcome.Acknowledged, Says: command.Says);

    private static Dictionary<string, List<Trace>> Left(params string[] states) =>
        new() { [Disputed.Subject] = [.. states.Select((state, at) => new Trace(at + 1, $"{(char)('a' + at)}", state))] };
}
