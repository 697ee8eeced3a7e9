using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>
/// Before a silo joins it writes down as dead whoever had its address before: it listens there by then, so nobody else does. The runtime asks for the same
/// and joins without waiting for it. Where several silos start at once and one of them loses that write, the old one counts as alive until it has missed its
/// probes; others call it, meet the new one, and keep that connection for both, until it is closed under the living.
/// </summary>
internal sealed partial class Predecessors(IMembershipTable members, ILocalSiloDetails here, ILogger<Predecessors> log) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Before the runtime reads the table for the first time, and long after it took the port.</summary>
    public const int Stage = ServiceLifecycleStage.RuntimeGrainServices - 2;

    private const int Attempts = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(Predecessors), Stage, Bury);

    private async Task Bury(CancellationToken stopping)
    {
        try
        {
            await members.InitializeMembershipTableAsync(true, stopping);
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                var table = await members.ReadAllAsync(stopping);
                if (table.Members.FirstOrDefault(member => IsPredecessor(member.Item1)) is not var (entry, etag)) return;
                entry.Status = SiloStatus.Dead;
                // Whether it was taken the next look tells; whoever else starts now writes here too.
                if (!await members.UpdateRowAsync(entry, etag, table.Version.Next(), stopping)) await Task.Delay(Pause * Random.Shared.NextDouble(), stopping);
            }

            NotBuried(null);
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            // The runtime reads the same table next, and says what is wrong with it.
            NotBuried(failure);
        }
    }

    private bool IsPredecessor(MembershipEntry entry) =>
        entry.Status is not SiloStatus.Dead && entry.SiloAddress.Endpoint.Equals(here.SiloAddress.Endpoint) && entry.SiloAddress.Generation < here.SiloAddress.Generation;

    [LoggerMessage(LogLevel.Warning, "Whoever had this silo's address before could not be written down as dead.")]
    private partial void NotBuried(Exception? failure);
}
