using CsCheck;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Flags;

/// <summary>Who may say what of a flag, and what it then counts as.</summary>
public sealed class FlagRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 10, 4, 0, 0, TimeSpan.Zero);
    private static readonly Outline Outline = new(new Structure { Grid = City, Version = 1, Units = Tree, Posts = [Place(City), Place(Branch)] }, new Moment(new DateOnly(2026, 6, 10), DateTimeOffset.MaxValue));
    private static readonly Actor Writer = Of($"{Branch}-1", Branch), Inspector = Of("110D1-1", Office);
    private static readonly Watcher County110 = new(Office, "专责", County, null);
    private static readonly List<FlagRecord> Records = [.. Enumerable.Range(0, 2).Select(n => new FlagRecord { Id = $"r{n}", Unit = Branch, Who = Writer, Recorded = Now.AddDays(-n), Text = "已排查" })];

    [Fact]
    public void A_supervisor_decides_and_the_decision_names_what_it_was_about()
    {
        var decision = Take(Say(FlagStance.Uphold, Inspector) with { On = new DateOnly(2026, 6, 9), Paper = "某纪〔2026〕1号" }, County110);

        Assert.Equal((FlagStance.Uphold, true, "某纪〔2026〕1号", 1), (decision.Stance, decision.Late, decision.Paper, decision.Number));
        Assert.Equal(["r0", "r1"], decision.Records);
        Assert.Equal([Branch], decision.Units);
    }

    public static TheoryData<FlagCommand, string?, Rule?, string> Refusals => new()
    {
        { Say(FlagStance.Uphold, Inspector) with { Text = " " }, County, Rule.ReasonRequired, "须写明理由" },
        { Say(FlagStance.Uphold, Inspector) with { Text = new string('长', 2001) }, County, Rule.TextTooLong, "超过 2000 字" },
        { Say(FlagStance.Uphold, Inspector) with { On = new DateOnly(2026, 6, 11) }, County, Rule.DateInFuture, "尚未到来" },
        { Say(FlagStance.Uphold, Inspector) with { ExpectedVersion = 3 }, County, null, "不是现行版本" },
        { Say(FlagStance.Dismiss, Writer), County, Rule.OwnFlag, "不能自行认定" },
        { Say(FlagStance.Dismiss, Inspector), Office, Rule.NotSupervisor, "不监督该线索涉及的全部单位" },
        { Say(FlagStance.Dispute, Inspector), null, Rule.NotFlagged, "不是该线索所指的" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void Who_may_not_is_told_why(FlagCommand command, string? over, Rule? rule, string sentence)
    {
        var refusal = Assert.Throws<GridRuleException>(() => Take(command, over is null ? null : County110 with { Over = over }));

        Assert.Equal(rule, refusal.Rule);
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_is_disputed_once_until_somebody_decides()
    {
        var dispute = Take(Say(FlagStance.Dispute, Writer), null);

        Assert.Contains("已提出异议", Assert.Throws<GridRuleException>(() => Take(Say(FlagStance.Dispute, Writer), null, [dispute])).Message, StringComparison.Ordinal);
        Assert.Equal(FlagStance.Dispute, Take(Say(FlagStance.Dispute, Writer), null, [dispute, Take(Say(FlagStance.Uphold, Inspector), County110)]).Stance);
    }

    [Fact]
    public void The_last_word_counts_and_stays_with_any_flag_that_shares_a_record() => Gen.Select(Gen.Enum<FlagStance>().Array[0, 5], Gen.Int[0, 3]).Sample((stances, more) =>
    {
        List<FlagDecision> said = [.. stances.Select((stance, n) => new FlagDecision { Number = n + 1, Stance = stance, Records = ["r0", $"other{n}"] })];
        var byRecord = said.SelectMany(d => d.Records.Select(r => (r, d))).ToLookup(r => r.r, r => r.d);
        List<FlagRecord> grown = [.. Enumerable.Range(0, more).Select(n => new FlagRecord { Id = $"new{n}" }), Records[0]];

        Assert.Equal(said, FlagRules.DecisionsOn(grown, byRecord));
        Assert.Empty(FlagRules.DecisionsOn(grown[..^1], byRecord));
        Assert.Equal(stances is [.., var last] ? last switch { FlagStance.Dispute => FlagState.Disputed, FlagStance.Uphold => FlagState.Upheld, _ => FlagState.Dismissed } : FlagState.Open, FlagRules.StateOf(said));
    });

    private static FlagDecision Take(FlagCommand command, Watcher? watcher, List<FlagDecision>? said = null) => FlagRules.Take(
        command, FlagRules.Show(FlagKind.LookAlike, Records, "已排查", _ => 100, said ?? [], [Writer]), Records, watcher, new FlagRules.Scene((said?.Count ?? 0) + 1, Outline, Now));

    private static FlagCommand Say(FlagStance stance, Actor actor) => new() { Id = "c", Stance = stance, Actor = actor, Text = "逐份核对过" };

    private static Actor Of(string post, string unit) => new() { Code = post, Post = post, Person = $"P{post}", Name = post, Unit = unit };
}
