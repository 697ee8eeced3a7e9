using System.Collections.Concurrent;
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
    public void The_worst_ledger_is_the_one_that_shows()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var gauges = new LedgerGauges(services.GetRequiredService<IMeterFactory>());
        using var reading = new Reading([services.GetRequiredService<IMeterFactory>()]);
        Assert.True(gauges.AreRead);

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

    /// <summary>Reads our own meters of some hosts.</summary>
    private sealed class Reading : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _read = new();

        public Reading(IEnumerable<IMeterFactory> factories)
        {
            List<IMeterFactory> ours = [.. factories];
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name && ours.Contains(instrument.Meter.Scope)) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
            _listener.Start();
        }

        public List<double> Values(string name) => [.. _read.Where(read => read.Name == name).Select(read => read.Value)];

        public List<string> Tags(string name) => [.. _read.Where(read => read.Name == name).Select(read => read.Tags)];

        /// <summary>What the hosts answer just now, one value each.</summary>
        public List<double> Observe(string name)
        {
            _read.Clear();
            _listener.RecordObservableInstruments();
            return Values(name);
        }

        public override string ToString() => string.Join(", ", _read);

        public void Dispose() => _listener.Dispose();

        private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _read.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
    }
}
