using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Restricted;

public sealed class InspectionRulesTests
{
    private static readonly GridSettings Settings = new();
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = Settings.DateAt(Now);

    [Fact]
    public void Before_its_day_it_is_not_there_and_on_its_day_it_is()
    {
        var state = Planned(("k", Today.AddDays(1)));

        Assert.Empty(InspectionRules.Begun(state, Settings, Settings.MidnightOf(Today.AddDays(1)).AddTicks(-1)));
        Assert.Equal(1, InspectionRules.Begun(state, Settings, Settings.MidnightOf(Today.AddDays(1))).Single().Number);
    }

    [Fact]
    public void One_that_is_planned_and_never_shown_leaves_no_gap_between_numbers()
    {
        var state = Planned(("far", Today.AddDays(300)), ("near", Today.AddDays(1)), ("now", Today));

        Assert.Equal([("now", 1), ("near", 2)], InspectionRules.Begun(state, Settings, Now.AddDays(2)).Select(i => (i.Key, i.Number!.Value)));
    }

    /// <summary>A number that was shown once stays, whatever is planned and begun later.</summary>
    [Fact]
    public void Numbers_are_contiguous_and_never_change() => Gen.Select(Gen.Int[0, 5], Gen.Bool).Array[0, 8].Sample(steps =>
    {
        var (state, now, known) = (new InspectionsState(), Now, new Dictionary<string, int>());
        foreach (var (step, (days, byHand)) in steps.Index())
        {
            now = now.AddHours(7);
            var today = Settings.DateAt(now);
            state = Change(state, new InspectionCommand { Act = Act.PlanInspection, StartsOn = today.AddDays(days), Scope = "值班" }, $"k{step}", now);
            // Its day may have come meanwhile.
            if (byHand && InspectionRules.Planned(state, Settings, now.AddHours(1)).Any(i => i.Key == $"k{step}")) state = Change(state, new InspectionCommand { Act = Act.StartInspection, Key = $"k{step}" }, "", now.AddHours(1));
            var shown = InspectionRules.Begun(state, Settings, now.AddHours(2));
            Assert.Equal(Enumerable.Range(1, shown.Count), shown.Select(i => i.Number!.Value));
            Assert.All(shown, i => Assert.Equal(known.TryGetValue(i.Key, out var before) ? before : i.Number, known[i.Key] = i.Number!.Value));
        }
    });

    [Fact]
    public void Findings_come_once_it_has_begun_and_beginning_is_done_once()
    {
        var state = Planned(("k", Today.AddDays(5)));

        Assert.Equal("inspection", Refused(state, new() { Act = Act.RecordFinding, Key = "k", Text = "台账缺页" }));
        state = Change(state, new() { Act = Act.StartInspection, Key = "k" }, "", Now);
        Assert.Equal("inspection", Refused(state, new() { Act = Act.StartInspection, Key = "k" }));
        state = Change(state, new() { Act = Act.RecordFinding, Key = "k", Text = "台账缺页" }, "", Now);
        Assert.Equal((1, "台账缺页"), (state.Inspections[0].Findings.Single().Number, state.Inspections[0].Findings.Single().Text));
        Assert.Equal([1, 2, 3], state.Inspections[0].Entries.Select(e => e.Number));
    }

    [Fact]
    public void Refusals_say_which_field_is_wrong()
    {
        var state = new InspectionsState();

        Assert.Equal("startsOn", Refused(state, new() { Act = Act.PlanInspection, StartsOn = Today.AddDays(-1), Scope = "值班" }));
        Assert.Equal("scope", Refused(state, new() { Act = Act.PlanInspection, StartsOn = Today }));
        Assert.Equal("inspection", Refused(state, new() { Act = Act.StartInspection, Key = "unknown" }));
        Assert.Equal("text", Refused(state, new() { Act = Act.RecordFinding, Key = "unknown" }));
    }

    [Theory]
    [InlineData(Act.PlanInspection, 4001, 0, Rule.TextTooLong)]
    [InlineData(Act.PlanInspection, 1, 4001, Rule.TextTooLong)]
    [InlineData(Act.PlanInspection, 0, 0, Rule.TextRequired)]
    [InlineData(Act.RecordFinding, 0, 4001, Rule.TextTooLong)]
    [InlineData(Act.RecordFinding, 0, 0, Rule.TextRequired)]
    public void What_is_missing_is_told_apart_from_what_is_too_long(Act act, int scope, int text, Rule rule) =>
        Assert.Equal(rule, Assert.Throws<GridRuleException>(() => Change(new(), new() { Act = act, StartsOn = Today, Scope = new string('长', scope), Text = new string('长', text) }, "", Now)).Rule);

    private static InspectionsState Planned(params (string Key, DateOnly Day)[] all) => all.Aggregate(
        new InspectionsState(), (state, next) => Change(state, new InspectionCommand { Act = Act.PlanInspection, StartsOn = next.Day, Scope = "值班" }, next.Key, Now));

    private static InspectionsState Change(InspectionsState state, InspectionCommand command, string key, DateTimeOffset now) =>
        InspectionRules.Change(state, "110", command, key, Settings, now);

    private static string? Refused(InspectionsState state, InspectionCommand command) => Assert.Throws<GridRuleException>(() => Change(state, command, "", Now)).Field;
}
