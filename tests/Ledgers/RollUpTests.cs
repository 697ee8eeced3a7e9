using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>Numbers and pages of a subtree, made of its parts by the code that the ledgers run, against a recount and a full scan.</summary>
public sealed class RollUpTests
{
    private static readonly Gen<ItemFilter> Filters =
        from overdue in Among<bool?>(null, null, true, false)
        from unassigned in Among<bool?>(null, null, true, false)
        from keyFew in Among<bool?>(null, null, true)
        from levels in Among<List<int>?>(null, null, [1, 2], [4])
        from aspects in Among<List<string>?>(null, null, ["方面1"])
        from layers in Among<List<string>?>(null, null, ["岗位", "党委"])
        from text in Among<string?>(null, null, "-1")
        from holder in Among<string?>(null, null, null, "P1", "P2")
        select new ItemFilter { Holder = holder, Overdue = overdue, Unassigned = unassigned, KeyFew = keyFew, Levels = levels, Aspects = aspects, Layers = layers, Text = text };

    [Fact]
    public void The_sum_over_the_units_is_the_recount() => Some.City.Sample(city =>
    {
        var ledgers = new SomeLedgers(city);
        var survey = city.Survey();
        foreach (var unit in city.Outline.Units)
        {
            var sum = ledgers[unit].OverviewOf(null);
            var count = Overviews.Of(survey.Count(unit), city.Outline, survey.DutyOf, null, []);

            Assert.Equal((count.Units, count.Posts, count.VacantPosts, count.Persons, count.Items), (sum.Units, sum.Posts, sum.VacantPosts, sum.Persons, sum.Items));
            Assert.Equal((count.Unassigned, count.Overdue, count.KeyFew), (sum.Unassigned, sum.Overdue, sum.KeyFew));
            Assert.Equal(count.ByDepth, sum.ByDepth);
            Assert.Equal(count.GapsByReason, sum.GapsByReason);
            Assert.Equal(survey.Count(unit).Cells.Where(c => c.Key.Complete).Sum(c => c.Count), ledgers[unit].Sum.Cells.Where(c => c.Key.Complete).Sum(c => c.Count));
            Assert.True(sum.Settled);
        }
    }, iter: 500);

    [Fact]
    public void What_a_brief_says_of_units_that_stand_above_no_longer_counts_for_nothing() =>
        Gen.Select(Some.City, Gen.Int[0, 999], Gen.Int[0, 99]).Sample((city, which, at) =>
        {
            var ledgers = new SomeLedgers(city);
            var unit = city.Outline.Units.ElementAt(which % city.Outline.Units.Count());
            var (brief, upwards) = (ledgers.BriefOf(unit), city.Outline.Upwards(city.Outline.EstablishmentOf(unit)).Where(above => above != unit).ToHashSet());
            var strays = city.Outline.Units.Where(other => !upwards.Contains(other)).Select(other => new Staffing { Establishment = other, Filled = ["岗位/4", "党委/1"] });

            var (told, page) = (ledgers.PageOf(unit, brief with { Above = [.. brief.Above[..(at % (brief.Above.Count + 1))], .. strays, .. brief.Above[(at % (brief.Above.Count + 1))..]] }), ledgers.PageOf(unit, brief));

            Assert.Equal(page.Rows.Select(row => row.View.Gap), told.Rows.Select(row => row.View.Gap));
            Assert.Equal(page.Rows.Select(row => row.ItemKey), told.Rows.Select(row => row.ItemKey));
            Assert.Equal(page.Below.Stamp, told.Below.Stamp);
        }, iter: 300);

    [Fact]
    public void Every_axis_adds_up_to_the_same_items() => Some.City.Sample(city =>
    {
        var sum = new SomeLedgers(city)[city.Outline.Root].OverviewOf(null);

        Assert.All(
            (int[])[sum.ByLevel.Sum(t => t.Count), sum.ByDepth.Sum(t => t.Count), sum.ByAspect.Sum(t => t.Count), sum.ByLayer.Sum(t => t.Count), sum.ByState.Sum(t => t.Count)],
            axis => Assert.Equal(sum.Items, axis));
        Assert.Equal(sum.Unassigned, sum.GapsByReason.Where(t => t.Of is not (GapReason.MissingPost or GapReason.UnitNotReached)).Sum(t => t.Count));
    }, iter: 500);

    [Fact]
    public void Pages_asked_of_the_contributing_branches_are_the_pages_of_a_full_scan() =>
        Gen.Select(Some.City, Filters, Gen.Bool, Gen.Bool, Gen.Int[1, 7]).Sample((city, filter, descending, gaps, first) =>
        {
            var ledgers = new SomeLedgers(city);
            var survey = city.Survey();
            var query = new ItemQuery { Filter = filter, Descending = descending, Gaps = gaps, First = first };
            for (ItemPage page; (page = ledgers.Page(city.Outline.Root, query)).Items.Count > 0; query = query with { After = page.Items[^1].Place() })
            {
                var scanned = survey.Page(query);
                Assert.Equal(scanned.TotalCount, page.TotalCount);
                Assert.Equal(scanned.Items.Select(i => i.Key), page.Items.Select(i => i.Key));
            }

            Assert.Empty(survey.Page(query).Items);
        }, iter: 1000);

    [Fact]
    public void A_child_that_was_not_heard_is_unreached_with_all_below_it()
    {
        var city = new SomeCity(
            new Structure { Grid = SmallGrid.City, Version = 1, Units = SmallGrid.Tree, Lists = [new ListEntry { List = "2026", Version = 1 }] },
            new ListVersion { List = "2026", Number = 1 },
            SmallGrid.Tree.ToDictionary(u => u.Code, _ => new UnitState()));
        var root = new SomeLedgers(city)[SmallGrid.City].Page;

        var alone = new Standing(root, new Dictionary<string, RollUp>(), null, 1, 1);

        Assert.False(alone.Sum.Settled);
        Assert.Equal(4, alone.OverviewOf(null).Units);
        Assert.Equal([SmallGrid.County, SmallGrid.Office, SmallGrid.Branch], Overviews.CascadeOf(alone.Sum, "2026").Unreached);
    }

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
