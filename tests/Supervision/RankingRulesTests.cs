using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Supervision;

/// <summary>Shares are compared exactly, small numbers stay out, and where all stand alike nobody is at the bottom.</summary>
public sealed class RankingRulesTests
{
    private static readonly GridSettings Settings = new();

    [Fact]
    public void One_of_one_is_not_ranked_above_ninety_five_of_a_hundred()
    {
        var rows = RankingRules.Rank([Row("a", 1, 1), Row("b", 95, 100), Row("c", 50, 100)], Settings);

        Assert.Equal<(string, int?, bool)>([("b", 1, false), ("c", 2, true), ("a", null, false)], rows.Select(r => (r.Unit, r.Rank, r.IsProposed)));
    }

    [Fact]
    public void Where_all_stand_alike_none_is_at_the_bottom()
    {
        Assert.DoesNotContain(RankingRules.Rank([Row("a", 0, 40), Row("b", 0, 100)], Settings), row => row.IsProposed);
        Assert.DoesNotContain(RankingRules.Rank([Row("a", 0, 100)], Settings), row => row.IsProposed);
        Assert.Equal(["b", "c"], RankingRules.Rank([Row("a", 10, 40), Row("b", 1, 40), Row("c", 2, 80)], Settings).Where(r => r.IsProposed).Select(r => r.Unit));
    }

    [Fact]
    public void Whatever_the_numbers_the_order_is_that_of_the_shares() =>
        Gen.Select(Gen.Int[0, 60].SelectMany(items => Gen.Int[0, items].Select(closed => (closed, items))).Array[0, 14], Gen.Int[1, 3], Gen.Int[0, 30]).Sample((shares, lowest, least) =>
        {
            var settings = new GridSettings { RankAtLeast = least, InterviewLowest = lowest };
            List<RankedUnit> units = [.. shares.Select((s, n) => Row($"{n:00}", s.closed, s.items))];

            var rows = RankingRules.Rank(units, settings);

            Assert.Equal(units.Select(u => u.Unit), rows.Select(r => r.Unit).Order());
            Assert.All(rows, r => Assert.Equal(r.Items > 0 && r.Items >= least, r.Rank is not null));
            var ranked = rows.Where(r => r.Rank is not null).ToList();
            foreach (var one in ranked)
            {
                Assert.Equal(1 + ranked.Count(o => (decimal)o.Closed / o.Items > (decimal)one.Closed / one.Items), one.Rank);
                if (one.IsProposed) Assert.All(ranked.Where(o => o.Rank >= one.Rank), o => Assert.True(o.IsProposed));
                if (one.IsProposed) Assert.True(one.Rank > 1);
            }

            if (ranked.Exists(r => r.Rank > 1)) Assert.True(ranked.Count(r => r.IsProposed) >= Math.Min(lowest, ranked.Count(r => r.Rank > 1)));
            Assert.Equal(rows, RankingRules.Rank(Enumerable.Reverse(units), settings));
        });

    private static RankedUnit Row(string unit, int closed, int items) => new() { Unit = unit, Closed = closed, Items = items, Overdue = items - closed };
}
