using System.Collections.Concurrent;

namespace ResponsibilityGrid;

/// <summary>What the supervision grains on this silo hold, for others here to read where it stands; as <see cref="Standings"/> for ledgers.</summary>
internal sealed class Watches
{
    private readonly ConcurrentDictionary<(string Grid, string Unit), Watch> _shown = new();

    public void Show(string grid, string unit, Watch watch) => _shown[(grid, unit)] = watch;

    /// <summary>Takes back this watch, and none that another activation shows meanwhile.</summary>
    public void Withdraw(string grid, string unit, Watch watch) => _shown.TryRemove(KeyValuePair.Create((grid, unit), watch));

    /// <summary>What a unit's supervision holds; none where it lives elsewhere or sleeps: it is then asked.</summary>
    public Watch? Find(string grid, string unit) => _shown.GetValueOrDefault((grid, unit));
}

/// <summary>A unit's looks at one point of time.</summary>
internal sealed class Watch(Looks looks)
{
    public Looks Looks => looks;
}
