using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ResponsibilityGrid.Tests.Telemetries;

/// <summary>Reads our own meters of some hosts.</summary>
internal sealed class Reading : IDisposable
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
