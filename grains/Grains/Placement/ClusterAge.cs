using System.Diagnostics;

namespace ResponsibilityGrid;

/// <summary>How long the silos that live have been living.</summary>
internal sealed class ClusterAge(ISiloStatusOracle members)
{
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(30);
    private static readonly DateTime Began = Process.GetCurrentProcess().StartTime;

    /// <summary>
    /// Whether all silos started only just now. Whatever an earlier one had under way ended with it: nobody is left who could have a
    /// command of its on the way.
    /// </summary>
    public bool IsYoung => DateTime.Now - Began < Young
        // A generation is the second in which its silo started.
        && members.GetApproximateSiloStatuses(onlyActive: true).Keys.All(silo => members.SiloAddress.Generation - silo.Generation < Young.TotalSeconds);
}
