using CsCheck;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Problems;

/// <summary>What has spread in a city of three counties with three branches each: from which number of places on, at which level, and to whom it falls.</summary>
public sealed class SpreadRulesTests
{
    private const string Category = "工作纪律";

    private static readonly string[] Counties = ["110", "120", "130"];
    private static readonly string[] Branches = [.. from county in Counties from number in Enumerable.Range(1, 3) select $"{county[..2]}{number}"];
    private static readonly string[] Bureaus = [City, .. Counties, .. Branches];

    private static readonly Outline Outline = new(
        new Structure
        {
            Grid = City, Version = 1,
            Units =
            [
                Unit(City, null, 1), Department("100D1", City, "专责"), Department("100D2", City, "法制"),
                .. Counties.Select(county => Unit(county, City, 2)), Department("110D1", "110", "专责"), Department("110D3", "110", "人事"),
                .. Branches.Select(branch => Unit(branch, $"{branch[..2]}0", 3, UnitKind.Branch)),
            ],
        },
        new Moment(new DateOnly(2026, 6, 1), DateTimeOffset.MaxValue));

    [Fact]
    public void Three_branches_of_a_county_make_it_the_countys_and_two_do_not()
    {
        var found = Assert.Single(Spreads(At("111"), At("112", day: 3), At("112", day: 9), At("113", day: 5)));

        Assert.Equal(("110", Category, null, "专责", 4), (found.Unit, found.Category, found.Duty, found.Line, found.Count));
        Assert.Equal(["110D1"], found.Owners);
        Assert.Equal(["111", "112", "113"], found.Places);
        Assert.Equal((new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 9)), (found.Since, found.Until));
        Assert.Empty(Spreads(At("111"), At("112"), At("112")));
    }

    [Fact]
    public void A_countys_own_departments_are_one_of_its_places_and_three_counties_make_it_the_citys()
    {
        Assert.Equal(["110", "111", "112"], Assert.Single(Spreads(At("110D3"), At("110D1"), At("111"), At("112"))).Places);
        var city = Assert.Single(Spreads(At("111"), At("121"), At("130")));
        Assert.Equal((City, "110 120 130"), (city.Unit, string.Join(' ', city.Places)));
        // Two counties with two places each are two of both.
        Assert.Empty(Spreads(At("111"), At("112"), At("121"), At("122")));
    }

    [Fact]
    public void It_falls_to_the_functional_line_of_the_duty_whatever_the_list()
    {
        var found = Assert.Single(Spreads(At("111", "2025-7"), At("112", "2026-7"), At("113", "2026-7~00000001"), At("113")));

        Assert.Equal(("7", "事项2026-7", "法制", 3), (found.Duty, found.Title, found.Line, found.Count));
        // The county has no such department: the next one above.
        Assert.Equal(["100D2"], found.Owners);
    }

    [Fact]
    public void Other_categories_other_duties_and_disputes_upheld_are_no_part_of_it()
    {
        Assert.Empty(Spreads(At("111"), At("112"), At("113") with { Category = "学风" }));
        Assert.Empty(Spreads(At("111"), At("112"), At("113", "2026-7")));
        Assert.Empty(Spreads(At("111"), At("112"), At("113") with { State = ProblemState.Upheld }));
        Assert.Single(Spreads(At("111"), At("112"), At("113") with { State = ProblemState.Closed }));
    }

    [Fact]
    public void Asked_of_a_county_it_tells_what_spread_there() =>
        Assert.Equal(["110"], SpreadRules.Of(Outline, "110", [.. Branches.Select(branch => At(branch))], _ => null).Select(spread => spread.Unit));

    /// <summary>Counted again by hand, level by level: what is told is all that there is, and nothing else.</summary>
    [Fact]
    public void Whatever_is_reported_where_is_counted_at_every_level() => Gen.Select(Gen.Int[0, Bureaus.Length - 1], Gen.Int[0, 1]).Array[0, 20].Sample(reports =>
    {
        List<Problem> problems = [.. reports.Select(report => At(Bureaus[report.Item1], report.Item2 == 0 ? null : "2026-7"))];

        var counted =
            from bureau in Bureaus
            from alike in problems.GroupBy(problem => problem.Item is null)
            let places = Bureaus.Where(place => (place == bureau || ParentOf(place) == bureau) && alike.Any(problem => problem.Unit == place || (place != bureau && IsBelow(problem.Unit, place)))).ToHashSet()
            where places.Count >= 3
            select $"{bureau} {alike.Key} {string.Join(' ', places.Order())} {alike.Count(problem => problem.Unit == bureau || IsBelow(problem.Unit, bureau))}";

        Assert.Equal(counted.Order(), SpreadRules.Of(Outline, City, problems, DutyOf).Select(s => $"{s.Unit} {s.Duty is null} {string.Join(' ', s.Places.Order())} {s.Count}").Order());
    });

    private static string? ParentOf(string bureau) => bureau == City ? null : Counties.Contains(bureau) ? City : $"{bureau[..2]}0";

    private static bool IsBelow(string bureau, string above) => ParentOf(bureau) is { } parent && (parent == above || IsBelow(parent, above));

    private static List<Spread> Spreads(params Problem[] problems) => SpreadRules.Of(Outline, City, problems, DutyOf);

    private static Duty? DutyOf(ItemKey item) => Duty("2026-7", "岗位", [4], new DateOnly(2026, 12, 10)) with { FunctionalLine = "法制" };

    private static Problem At(string unit, string? duty = null, int day = 1) => new()
    {
        Unit = unit, Number = 1, Category = Category, On = new DateOnly(2026, 5, day), Item = duty is null ? null : new ItemKey(City, duty[..4], duty, $"{unit}-1"),
    };

    private static UnitEntry Department(string code, string bureau, string line) => Unit(code, bureau, bureau == City ? 1 : 2, UnitKind.Department) with { Line = line };
}
