using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Supervision;

public sealed class LineTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 10, 4, 0, 0, TimeSpan.Zero);
    private static readonly GridState State = new()
    {
        Grid = City, Version = 1, Units = [Unit(City, null, 1), Unit(Daily, City, 1, UnitKind.Department) with { Line = "日常" }],
    };

    [Fact]
    public void A_line_holds_from_its_day_on_and_what_was_known_before_stays()
    {
        var next = StructureRules.Change(State, Assign("人事", new DateOnly(2026, 5, 1)), Now).Shown();

        Assert.Equal("日常", LineOn(next, new DateOnly(2026, 4, 30), DateTimeOffset.MaxValue));
        Assert.Equal("人事", LineOn(next, new DateOnly(2026, 5, 1), DateTimeOffset.MaxValue));
        Assert.Equal("日常", LineOn(next, new DateOnly(2026, 5, 1), Now.AddTicks(-1)));
    }

    [Theory]
    [InlineData(Daily, "审计", "未设置")]
    [InlineData(Daily, "日常", "无须调整")]
    [InlineData(City, "专责", "是局")]
    [InlineData("999", "专责", "没有编码为")]
    public void A_line_that_cannot_be_is_refused(string unit, string line, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<GridRuleException>(() => StructureRules.Change(State, Assign(line, null) with { Unit = unit }, Now)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_posts_do_not_check_each_other()
    {
        var structure = new Structure { Grid = City, Version = 1, Units = State.Units, Posts = [Place(City), Place(City, number: 2)] };
        var back = new Link { Kind = LinkKind.Checks, Subject = $"{City}-2", Target = $"{City}-1", Span = new Span { From = Start } };
        var command = new UnitCommand { Act = Act.Link, Link = LinkKind.Checks, Subject = $"{City}-1", Target = $"{City}-2", On = new DateOnly(2026, 6, 1) };

        var refusal = Assert.Throws<GridRuleException>(() => UnitRules.Change(new UnitState(), City, command, structure, Now, [back]));
        Assert.Equal(Rule.MutualChecks, refusal.Rule);
        Assert.Contains("互相制约", refusal.Message, StringComparison.Ordinal);
        var ended = back with { Span = back.Span with { To = new DateOnly(2026, 5, 31) } };
        Assert.Single(UnitRules.Change(new UnitState(), City, command, structure, Now, [ended]).Links);
    }

    private static StructureCommand Assign(string line, DateOnly? on) => new() { Act = Act.AssignLine, Unit = Daily, Line = line, On = on };

    private static string? LineOn(Structure structure, DateOnly day, DateTimeOffset known) => new Outline(structure, new Moment(day, known)).Unit(Daily).Line;
}
