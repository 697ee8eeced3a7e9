using CsCheck;
using Orleans.Runtime;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>Counties stay together, and silos carry alike.</summary>
public sealed class HomeRulesTests
{
    private static readonly Gen<List<SiloAddress>> Silos =
        Gen.Int[1, 6].Select(count => Enumerable.Range(1, count).Select(n => SiloAddress.FromParsableString($"127.0.0.{n}:11111@{n * 7}")).ToList());

    private static readonly Gen<SortedDictionary<string, int>> Counties =
        Gen.Int[1, 40].Array[1, 30].Select(sizes => new SortedDictionary<string, int>(sizes.Index().ToDictionary(s => $"c{s.Index}", s => s.Item), StringComparer.Ordinal));

    [Fact]
    public void No_silo_carries_more_than_its_share_and_one_county() => Gen.Select(Counties, Silos).Sample((counties, silos) =>
    {
        var homes = HomeRules.Spread(counties, silos);

        Assert.Equal(counties.Keys, homes.Keys.Order(StringComparer.Ordinal));
        var share = (double)counties.Values.Sum() / silos.Count;
        Assert.All(silos, silo => Assert.True(homes.Where(h => h.Value.Equals(silo)).Sum(h => counties[h.Key]) <= share + counties.Values.Max()));
    });

    [Fact]
    public void Whoever_asks_gets_the_same_answer() => Gen.Select(Counties, Silos).Sample((counties, silos) =>
        Assert.Equal(HomeRules.Spread(counties, silos), HomeRules.Spread(counties, [.. silos.AsEnumerable().Reverse()])));

    [Fact]
    public void A_county_is_a_bureau_below_the_root_with_all_that_hangs_under_it() => Some.City.Sample(city =>
    {
        var sizes = HomeRules.Sizes(city.Outline);

        Assert.Equal(city.Outline.Units.Count(), sizes.Values.Sum());
        Assert.All(city.Outline.Units, unit =>
        {
            var above = new List<string>();
            for (var at = city.Outline.Find(unit); at is not null; at = at.Parent is { } parent ? city.Outline.Find(parent) : null) above.Add(at.Code);
            var top = above.Count > 1 ? city.Outline.Unit(above[^2]) : null;
            Assert.Equal(top is null or { Kind: UnitKind.Department } ? city.Outline.Root : top.Code, HomeRules.CountyOf(city.Outline, unit));
        });
    });
}
