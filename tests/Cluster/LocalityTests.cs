using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
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
    public async Task A_chain_crosses_the_wire_once_at_most_whichever_silo_is_asked()
    {
        var homes = await AtHome(Cluster);
        List<ItemKey> items = [];
        foreach (var county in homes.Keys.Where(county => county != City))
            items.AddRange((await Cluster.Ledger(City, county).ListItems(new ItemQuery { First = 500 })).Items.DistinctBy(item => item.Unit).Select(item => item.Key));

        Pass.Carry(Pass.Sign(TestPasses.Keys, Principal.System("test").From(TimeProvider.System.GetUtcNow())));
        // As long as a silo is new, every ledger looks at its own rows.
        var crossed = await Patience.Until("chains that were read in one call", async () =>
        {
            List<int> calls = [];
            foreach (var silo in Cluster.Silos.Silos)
            {
                var graph = silo.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IGraphGrain>(GridKeys.Grid(City));
                foreach (var item in items) calls.Add(await Crossings(() => graph.GetChain(item, null)));
            }

            return calls.Exists(number => number > 1) ? null : calls;
        }, seconds: 60);

        TestContext.Current.TestOutputHelper!.WriteLine($"{crossed.Count} chains, {crossed.Sum()} calls over the wire");
        Assert.True(items.Count > 100);
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

    [Fact]
    public async Task Units_that_go_to_another_silo_still_speak_for_those_below()
    {
        await using var cluster = await GridCluster.Start();
        await cluster.EnterWeifang();
        await cluster.Issue(City, "2026");
        var counties = (await AtHome(cluster)).Keys.Where(county => county != City).Select(county => cluster.Unit(City, county)).ToList();
        await cluster.WaitUntilSettled(City);
        var before = await WhereAre();

        foreach (var (county, home) in counties.Zip(before))
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, cluster.Silos.Silos.Select(silo => silo.SiloAddress).Single(silo => !silo.Equals(home)));
            await county.AsReference<IGrainManagementExtension>().MigrateOnIdle(TestContext.Current.CancellationToken);
        }

        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        // Asked without a pause: what is missing is missing for a moment only.
        var counted = new HashSet<(int, int)>();
        var hasMoved = new HashSet<int>();
        await Patience.Until("every county on the other silo, and all of it heard again", async () =>
        {
            for (var asked = 0; asked < 20; asked++)
            {
                var page = await cluster.Ledger(City, City).ListItems(new ItemQuery { First = 1, Filter = new ItemFilter { Overdue = true } });
                counted.Add(((await cluster.OverviewOf(City, City)).Items, page.TotalCount));
            }

            hasMoved.UnionWith((await WhereAre()).Index().Where(now => now.Item is not null && !now.Item.Equals(before[now.Index])).Select(now => now.Index));
            return hasMoved.Count == counties.Count && (await cluster.OverviewOf(City, City)).Settled ? hasMoved : null;
        });
        Assert.Equal([(4899, 2244)], counted);

        async Task<SiloAddress?[]> WhereAre() =>
            await Task.WhenAll(counties.Select(county => cluster.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(county, TestContext.Current.CancellationToken).AsTask()));
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
        var crossed = Cluster.Wire.Crossed.Where(call => call.StartsWith("ResponsibilityGrid.", StringComparison.Ordinal) && !OnTheBeat.Contains(call)).ToList();
        foreach (var calls in crossed.CountBy(call => call)) TestContext.Current.TestOutputHelper!.WriteLine($"{calls.Value} × {calls.Key}");
        return crossed.Count;
    }
}
