using System.Diagnostics;

namespace ResponsibilityGrid;

/// <summary>How long the silos that live have been living, and whether one came or went only just now.</summary>
internal sealed class ClusterAge : ISiloStatusListener
{
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(30), Calm = TimeSpan.FromSeconds(30);
    private static readonly DateTime Began = Process.GetCurrentProcess().StartTime;

    private readonly ISiloStatusOracle _members;
    private long _changed = Stopwatch.GetTimestamp();

    public ClusterAge(ISiloStatusOracle members)
    {
        _members = members;
        members.SubscribeToSiloStatusEvents(this);
    }

    /// <summary>
    /// Whether all silos started only just now. Whatever an earlier one had under way ended with it: nobody is left who could have a
    /// command of its on the way.
    /// </summary>
    public bool IsYoung => DateTime.Now - Began < Young
        // A generation is the second in which its silo started.
        && _members.GetApproximateSiloStatuses(onlyActive: true).Keys.All(silo => _members.SiloAddress.Generation - silo.Generation < Young.TotalSeconds);

    /// <summary>
    /// Whether a silo came or went only just now, and there are several. Until all of them agree who keeps which part of the directory, two activations of
    /// one unit may each take itself for the only one, and what one remembers is not what the other was told.
    /// </summary>
    public bool IsInFlux => Stopwatch.GetElapsedTime(Volatile.Read(ref _changed)) < Calm && _members.GetApproximateSiloStatuses(onlyActive: true).Count > 1;

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => Volatile.Write(ref _changed, Stopwatch.GetTimestamp());
}
