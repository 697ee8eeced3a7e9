using Orleans;
using Orleans.Runtime;
using Xunit;
using ResponsibilityGrid.Tests.Ledgers;
using static ResponsibilityGrid.Tests.Ledgers.WeifangGrid;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>Where the sample's units live on two silos, and what that spares the wire.</summary>
[OnBothDatabases]
public sealed class LocalityTests(WeifangGrid weifang) : IClassFixture<WeifangGrid>
{
    private GridCluster Cluster => weifang.Cluster;

    [Fact]
    public async Task A_county_lives_on_one_silo_and_both_silos_have_counties()
    {
        var homes = await AtHome(Cluster);

        var shares = homes.Values.GroupBy(silos => silos[0]).Select(silo => silo.Sum(silos => silos.Count)).ToList();
        Assert.Equal(2, shares.Count);
        Assert.InRange(shares.Max(), 0, shares.Sum() * 0.6);
    }

    [Fact]
    public async Task What_is_asked_of_a_city_crosses_the_wire_once_a_county_at_most()
    {
        var counties = (await AtHome(Cluster)).Count;

        var overview = await Crossings(() => Cluster.OverviewOf(City, City));
        var page = await Crossings(() => Cluster.Ledger(City, City).ListItems(new ItemQuery { First = 50 }));

        TestContext.Current.TestOutputHelper!.WriteLine($"overview {overview}, page {page}, counties {counties}");
        Assert.Equal(0, overview);
        Assert.InRange(page, 0, counties);
    }

    [Fact]
    public async Task A_cascade_goes_over_the_wire_to_counties_and_not_to_their_branches()
    {
        await using var cluster = await GridCluster.Start();
        await cluster.EnterWeifang();
        var homes = await AtHome(cluster);
        cluster.Wire.Crossed.Clear();

        await cluster.Issue(City, "2026");
        await cluster.WaitUntilSettled(City);

        var (down, up) = (cluster.Wire.Crossed.Count(call => call.EndsWith(".Adopt", StringComparison.Ordinal)), cluster.Wire.Crossed.Count(call => call.EndsWith(".Receive", StringComparison.Ordinal)));
        TestContext.Current.TestOutputHelper!.WriteLine($"{down} briefs and {up} roll-ups over the wire, {homes.Count} counties, {homes.Values.Sum(silos => silos.Count)} units");
        // Once with the list, and once more for each change of who is staffed above.
        Assert.InRange(down, 1, 4 * homes.Count);
        // On its way home a unit leaves its rows to the store.
        Assert.DoesNotContain(cluster.Log.Lines, line => line.Contains("dehydrat", StringComparison.Ordinal));
    }

    private static async Task<Dictionary<string, List<SiloAddress>>> AtHome(GridCluster cluster)
    {
        var outline = new Outline(await cluster.Grid(City).GetStructure(), new Moment(new DateOnly(2026, 11, 22), DateTimeOffset.MaxValue));
        var management = cluster.Grains.GetGrain<IManagementGrain>(0);
        return await Patience.Until("every county at home", async () =>
        {
            var found = new Dictionary<string, List<SiloAddress>>();
            foreach (var unit in outline.Units)
            {
                await cluster.OverviewOf(City, unit);
                var home = await management.GetActivationAddress(cluster.Unit(City, unit), TestContext.Current.CancellationToken);
                var county = HomeRules.CountyOf(outline, unit);
                if (!found.TryAdd(county, [home!])) found[county].Add(home!);
            }

            return found.Values.All(silos => silos.Distinct().Count() == 1) ? found : null;
        });
    }

    /// <summary>What units say of themselves, whether anybody asks or not.</summary>
    private static readonly string[] OnTheBeat = ["ResponsibilityGrid.ILedgerGrain.Receive", "ResponsibilityGrid.IGridGrain.GetNewer", "ResponsibilityGrid.IPersonGrain.Seat"];

    private async Task<int> Crossings<T>(Func<Task<T>> ask)
    {
        await ask();
        Cluster.Wire.Crossed.Clear();
        await ask();
        var crossed = Cluster.Wire.Crossed.Where(call => !OnTheBeat.Contains(call)).ToList();
        foreach (var calls in crossed.CountBy(call => call)) TestContext.Current.TestOutputHelper!.WriteLine($"{calls.Value} × {calls.Key}");
        return crossed.Count;
    }
}
