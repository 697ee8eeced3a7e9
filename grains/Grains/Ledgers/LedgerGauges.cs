using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ResponsibilityGrid;

/// <summary>
/// How well lists come down and numbers go up on this silo: each ledger notes on its beat where it stands, and whoever listens reads the
/// worst of them.
/// </summary>
public sealed class LedgerGauges
{
    private readonly ConcurrentDictionary<(string Grid, string Unit), Pulse> _pulses = new();

    /// <summary>Makes the instruments.</summary>
    public LedgerGauges(IMeterFactory meters)
    {
        var meter = meters.Create("ResponsibilityGrid");
        meter.CreateObservableGauge("grid.ledgers", () => _pulses.Count, "{ledger}", "Ledgers in memory on this silo.");
        meter.CreateObservableGauge("grid.ledgers.unsettled", () => _pulses.Values.Count(pulse => !pulse.IsSettled), "{ledger}", "Ledgers that still wait for numbers from below, or for a second look at their items.");
        meter.CreateObservableGauge("grid.cascade.lag", () => Longest(pulse => pulse.UnreachedSince), "s", "How long, at most, a unit has been waited for to take the lists handed down.");
        meter.CreateObservableGauge("grid.rollup.age", () => Longest(pulse => pulse.UnheardSince), "s", "How long, at most, a ledger's numbers have not been taken by the one above.");
    }

    /// <summary>Whether no ledger in memory on this silo waits for numbers from below, or for a second look at its items.</summary>
    public bool AreSettled => _pulses.Values.All(pulse => pulse.IsSettled);

    internal void Note(string grid, string unit, Pulse pulse) => _pulses[(grid, unit)] = pulse;

    internal void Forget(string grid, string unit) => _pulses.TryRemove((grid, unit), out _);

    private double Longest(Func<Pulse, long?> since)
    {
        var now = Environment.TickCount64;
        return _pulses.Values.Select(pulse => since(pulse) is { } then ? (now - then) / 1000.0 : 0).DefaultIfEmpty().Max();
    }
}

/// <summary>Where a ledger stood on its last beat; instants on the machine's own count of time, in milliseconds.</summary>
internal readonly record struct Pulse(bool IsSettled, long? UnreachedSince, long? UnheardSince);
