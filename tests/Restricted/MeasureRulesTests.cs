using Xunit;

namespace ResponsibilityGrid.Tests.Restricted;

public sealed class MeasureRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    private static readonly MeasureCommand Talk = new() { Id = "a", Digest = 1, Person = "P1", Kind = MeasureKind.Talk, Basis = "值班脱岗", Actor = new Actor { Code = "P9" } };

    [Fact]
    public void A_measure_is_dated_and_tells_who_entered_it_and_when()
    {
        var measure = Taken(Talk with { On = Today.AddDays(-3), Paper = "某纪〔2026〕1号" }).Measures.Single();

        Assert.Equal((1, Today.AddDays(-3), true, Now, "P9", "某纪〔2026〕1号"), (measure.Number, measure.On, measure.Late, measure.Recorded, measure.Who.Code, measure.Paper));
    }

    [Fact]
    public void A_correction_is_a_new_entry_and_only_it_stands()
    {
        var state = Taken(Talk, Talk with { Id = "b", Digest = 2, Kind = MeasureKind.Criticism, Corrects = 1 });

        Assert.Equal(2, state.Measures.Count);
        Assert.Equal([2], MeasureRules.Standing(state).Select(m => m.Number));
    }

    [Fact]
    public void A_withdrawal_leaves_nothing_standing() =>
        Assert.Empty(MeasureRules.Standing(Taken(Talk, Talk with { Id = "b", Digest = 2, Corrects = 1, Withdrawn = true })));

    [Fact]
    public void Two_at_one_instant_are_told_apart_by_when_they_were_recorded()
    {
        var state = Taken(Talk, Talk with { Id = "b", Digest = 2 });

        Assert.True(state.Measures[0].Recorded < state.Measures[1].Recorded);
    }

    [Fact]
    public void The_same_command_is_found_again_and_another_content_under_its_id_is_a_conflict()
    {
        var state = Taken(Talk);

        Assert.Equal(1, MeasureRules.Find(state, Talk)!.Number);
        Assert.Equal(RefusalCode.Conflict, Assert.Throws<GridRuleException>(() => MeasureRules.Find(state, Talk with { Digest = 2 })).Code);
    }

    [Fact]
    public void Refusals_say_which_field_is_wrong()
    {
        Assert.Equal("on", Refused(Talk with { On = Today.AddDays(1) }));
        Assert.Equal("basis", Refused(Talk with { Basis = " " }));
        Assert.Equal("basis", Refused(Talk with { Basis = new string('长', 2001) }));
        Assert.Equal("corrects", Refused(Talk with { Withdrawn = true }));
        Assert.Equal("corrects", Refused(Talk with { Corrects = 7 }));
        Assert.Equal("corrects", Refused(Talk with { Person = "P2", Corrects = 1 }, Talk));
        Assert.Equal("corrects", Refused(Talk with { Id = "c", Corrects = 1 }, Talk, Talk with { Id = "b", Corrects = 1 }));
    }

    private static string? Refused(MeasureCommand command, params MeasureCommand[] before) =>
        Assert.Throws<GridRuleException>(() => MeasureRules.Record(Taken(before), "110", command, Today, Now)).Field;

    private static MeasuresState Taken(params MeasureCommand[] commands) =>
        commands.Aggregate(new MeasuresState(), (state, command) => MeasureRules.Record(state, "110", command, Today, Now));
}
