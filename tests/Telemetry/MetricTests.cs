using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Telemetries;

public sealed class MetricTests(TracedGrid grid) : IClassFixture<TracedGrid>
{
    [Fact]
    public async Task Operations_are_measured_by_kind_and_outcome()
    {
        using var reading = new Reading(grid.Meters);
        await grid.Ask($$"""{ unit(by: { code: "{{County}}" }) { name } }""", ActivityTraceId.CreateRandom());
        await grid.Ask("{ nothing }", ActivityTraceId.CreateRandom());
        await grid.Ask("{ unit(", ActivityTraceId.CreateRandom());

        Assert.Equal(["none refused", "query ok", "query refused"], reading.Tags("grid.graphql.duration").Order());
        Assert.All(reading.Values("grid.graphql.duration"), seconds => Assert.InRange(seconds, 0.000001, 30));
    }

    [Fact]
    public async Task A_grid_at_rest_has_ledgers_and_nothing_that_waits()
    {
        using var reading = new Reading(grid.Meters);

        // Each ledger notes itself on its next beat.
        await Patience.Until<object>("six ledgers at rest", () => Task.FromResult<object?>(
            reading.Observe("grid.ledgers").Sum() == Items.SmallItems.Units.Count && reading.Observe("grid.ledgers.unsettled").Sum() == 0 ? reading : null), seen: () => reading.ToString());

        Assert.Equal(0, reading.Observe("grid.cascade.lag").Max());
        Assert.InRange(reading.Observe("grid.rollup.age").Max(), 0, 2);
    }

    [Fact]
    public async Task A_unit_that_cannot_take_a_list_is_waited_for_until_it_can()
    {
        await using var cluster = await GridCluster.Start();
        using var reading = new Reading(cluster.Silos.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IMeterFactory>()));
        await cluster.EnterSmall();
        await cluster.WaitUntilSettled(City);
        cluster.Faults.Block(GridKeys.Unit(City, County), "ledger");

        await cluster.Issue(City, List);

        await Shows("a lag", lag => lag > 1);
        Assert.True(reading.Observe("grid.ledgers.unsettled").Sum() > 0);
        cluster.Faults.Unblock(GridKeys.Unit(City, County), "ledger");
        await cluster.WaitUntilSettled(City);
        await Shows("no lag", lag => lag == 0);

        Task Shows(string what, Func<double, bool> isSo) => Patience.Until<object>(what, () => Task.FromResult<object?>(isSo(reading.Observe("grid.cascade.lag").Max()) ? what : null));
    }

    [Fact]
    public void The_worst_ledger_is_the_one_that_shows()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var gauges = new LedgerGauges(services.GetRequiredService<IMeterFactory>());
        using var reading = new Reading([services.GetRequiredService<IMeterFactory>()]);

        var now = Environment.TickCount64;
        gauges.Note("1", "1", new Pulse(true, null, null));
        gauges.Note("1", "11", new Pulse(false, now - 60_000, now - 5_000));
        gauges.Note("1", "12", new Pulse(false, now - 1_000, now - 30_000));

        Assert.Equal((3, 2), (reading.Observe("grid.ledgers").Single(), reading.Observe("grid.ledgers.unsettled").Single()));
        Assert.InRange(reading.Observe("grid.cascade.lag").Single(), 60, 90);
        Assert.InRange(reading.Observe("grid.rollup.age").Single(), 30, 60);

        gauges.Forget("1", "11");
        gauges.Forget("1", "12");
        Assert.Equal((1, 0, 0), (reading.Observe("grid.ledgers").Single(), reading.Observe("grid.ledgers.unsettled").Single(), reading.Observe("grid.cascade.lag").Single()));
    }
}
