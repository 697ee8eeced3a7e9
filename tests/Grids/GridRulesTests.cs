using CsCheck;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

public sealed class GridRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 5, 4, 0, 0, TimeSpan.Zero);
    private static readonly Structure Small = Enter(new(), [.. Tree]);

    [Fact]
    public void A_unit_that_would_hang_below_itself_is_refused() =>
        Refused(Rule.Cycle, "parent", Unit(County, "120", 2), Unit("120", County, 2));

    [Fact]
    public void A_unit_on_a_level_above_its_parents_is_refused() => Refused(Rule.ParentUnfit, "level", Unit("120", County, 1));

    [Fact]
    public void A_department_on_another_level_than_its_bureau_is_refused() => Refused(Rule.ParentUnfit, "level", Unit("120D", City, 2, UnitKind.Department));

    [Fact]
    public void A_level_that_the_grid_does_not_have_is_refused() => Refused(Rule.LevelUnknown, "level", Unit("120", City, 5));

    [Fact]
    public void A_second_root_is_refused() => Refused(Rule.ParentUnfit, "parent", Unit("200", null, 1));

    [Fact]
    public void A_root_below_another_unit_is_refused() => Refused(Rule.RootFixed, "parent", Unit(City, County, 2));

    [Fact]
    public void An_unknown_parent_is_not_found() =>
        Assert.Equal(RefusalCode.NotFound, Assert.Throws<GridRuleException>(() => Enter(Small, Unit("120", "999", 2))).Code);

    [Fact]
    public void A_post_of_an_unknown_unit_or_layer_is_refused()
    {
        Assert.Equal(RefusalCode.NotFound, Assert.Throws<GridRuleException>(() => GridRules.Enter(City, Small, [], [Place("999")], Now)).Code);
        Assert.Equal("layer", Assert.Throws<GridRuleException>(() => GridRules.Enter(City, Small, [], [Place(City, "班组")], Now)).Field);
    }

    [Fact]
    public void What_stands_already_changes_nothing()
    {
        Assert.Same(Small, GridRules.Enter(City, Small, Tree, [], Now.AddDays(1)));
        Assert.Equal(Small.Version + 1, Enter(Small, Unit("120", City, 2)).Version);
    }

    [Fact]
    public void A_move_is_remembered()
    {
        var moved = GridRules.Enter(City, Small, [Unit(Branch, City, 3, UnitKind.Branch)], [], Now.AddDays(1));

        Assert.Equal(City, new Outline(moved, new Moment(Start, DateTimeOffset.MaxValue)).Unit(Branch).Parent);
        Assert.Equal(County, new Outline(moved, new Moment(Start, Now)).Unit(Branch).Parent);
    }

    [Fact]
    public void A_version_comes_into_force_once()
    {
        var version = new ListVersion { List = List, Number = 1, InForceFrom = Start };
        var inForce = GridRules.PutInForce(Small, version, Now);

        Assert.Same(inForce, GridRules.PutInForce(inForce, version, Now.AddDays(1)));
        Assert.Empty(GridRules.InForce(inForce, On(Start.AddDays(-1))));
        Assert.Equal(1, Assert.Single(GridRules.InForce(inForce, On(Start))).Version);
        var second = GridRules.PutInForce(inForce, version with { Number = 2, InForceFrom = Start.AddDays(30) }, Now.AddDays(60));
        Assert.Equal([1, 2], ((DateOnly[])[Start.AddDays(29), Start.AddDays(30)]).Select(day => GridRules.InForce(second, On(day)).Single().Version));
        // Of a day on which a change counts already, as long as nobody knew of it; the first version was on paper before the grid was there.
        Assert.Equal([1, 1, 2], ((int[])[-1, 59, 60]).Select(days => GridRules.InForce(second, new Moment(Start.AddDays(30), Now.AddDays(days))).Single().Version));

        static Moment On(DateOnly day) => new(day, DateTimeOffset.MaxValue);
    }

    [Fact]
    public void Whatever_is_entered_a_grid_stays_one_tree() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[-1, 9], Gen.Int[1, 5], Gen.Int[0, 2]).Array[1, 30].Sample(entries =>
        {
            var structure = Enter(new(), Unit("0", null, 1));
            foreach (var (code, parent, level, kind) in entries)
            {
                try
                {
                    structure = GridRules.Enter("0", structure, [Unit($"{code}", parent < 0 ? null : $"{parent}", level, (UnitKind)kind)], [], Now);
                }
                catch (GridRuleException)
                {
                    // Refused: the tree stays as it was.
                }
            }

            var outline = new Outline(structure, new Moment(Start, DateTimeOffset.MaxValue));
            var standing = structure.Units.Where(u => u.Span.Superseded is null).ToList();
            Assert.Equal(standing.Select(u => u.Code).Order(), outline.Preorder("0").Order());
            Assert.All(standing.Where(u => u.Parent is not null), u => Assert.True(u.Level >= outline.Unit(u.Parent!).Level));
            Assert.Equal("0", Assert.Single(standing, u => u.Parent is null).Code);
        }, iter: 1000);

    private static Structure Enter(Structure structure, params List<UnitEntry> units) => GridRules.Enter(structure.Version == 0 ? units[0].Code : structure.Grid, structure, units, [], Now);

    private static void Refused(Rule rule, string field, params List<UnitEntry> units)
    {
        var refusal = Assert.Throws<GridRuleException>(() => Enter(Small, units));
        Assert.Equal((RefusalCode.Refused, rule, field), (refusal.Code, refusal.Rule, refusal.Field));
    }
}
