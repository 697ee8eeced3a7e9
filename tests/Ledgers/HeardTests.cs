using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>What is known of a list in the subtree of a child.</summary>
public sealed class HeardTests
{
    private static readonly Outline Small = new(new Structure { Grid = City, Version = 1, Units = Tree }, new Moment(Start, DateTimeOffset.MaxValue));
    private static readonly List<AdoptedList> InForce = [new() { List = List, Version = 1 }];

    [Fact]
    public void A_list_that_a_child_does_not_know_has_reached_nobody_below_whatever_its_own_children_say() =>
        Assert.Equal([County, Office, Branch], Missing(3, Spoken(2, 1, [Office])));

    [Fact]
    public void Of_a_list_that_a_child_knows_its_word_counts() =>
        Assert.Equal([Branch], Missing(3, Spoken(2, 2, []), Spoken(3, 1, [Branch])));

    [Fact]
    public void A_word_about_another_version_is_none_about_this_one() =>
        Assert.Equal([County, Office, Branch], Missing(3, Spoken(2, 2, []) with { Version = 2 }, Spoken(3, 1, []) with { Version = 2 }));

    private static Arrival Spoken(int level, int units, List<string> missing) => new() { List = List, Version = 1, Level = level, Total = units, Missing = missing };

    private static IEnumerable<string> Missing(int units, params List<Arrival> spoken) =>
        RollUps.AsHeard(new RollUp { Unit = County, Today = Start, Settled = true, Units = units, Arrivals = spoken }, County, Small, InForce)
            .Arrivals.Where(a => a.List == List && a.Version == 1).SelectMany(a => a.Missing).OrderBy(unit => Tree.FindIndex(u => u.Code == unit));
}
