using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>
/// Whether this process counts as a member of the cluster. One that stood still, or that the others could not reach, may have been declared dead meanwhile, and others hold its grains by now
/// and take commands for them: what it remembers is no answer any more. So whoever stood still or hears nothing from the others answers nobody until the table of members was read anew; a silo
/// that finds itself dead there ends.
/// </summary>
/// <remarks>Counted by the machine's own count of time. A machine whose own clock stands still with it, as when a virtual one is stopped, notices nothing of it.</remarks>
internal sealed partial class Wakefulness(IClusterMembershipService members, ILocalSiloDetails silo, IServiceProvider services, ILogger<Wakefulness> log) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    // An answer is held back for so long at most: less than whoever asked waits for it.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5), Patience = TimeSpan.FromSeconds(2.5);

    // The runtime keeps to itself when it was last probed.
    private static readonly Type Probes = typeof(Orleans.Hosting.ISiloBuilder).Assembly.GetType("Orleans.Runtime.Messaging.ProbeRequestMonitor", throwOnError: true)!;
    private static readonly PropertyInfo Since = Probes.GetProperty("ElapsedSinceLastProbeRequest")!;

    private readonly ManualResetEventSlim _ending = new();
    private readonly object _probes = services.GetRequiredService(Probes);
    private readonly Certainty _certainty = new(TimeProvider.System);
    private bool _isInDoubt;
    private Task _asking = Task.CompletedTask;
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether what this process remembers is an answer.</summary>
    public bool IsAwake => _certainty.IsGood;

    /// <summary>The same, once the table was read where it is in doubt: most often it is only busy, and told within milliseconds.</summary>
    public async ValueTask<bool> IsProven()
    {
        if (IsAwake) return true;
        var told = Volatile.Read(ref _told).Task;
        // It may have been told just before.
        if (!IsAwake) await Task.WhenAny(told, Task.Delay(Patience));
        return IsAwake;
    }

    void ILifecycleParticipant<ISiloLifecycle>.Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(Wakefulness),
        ServiceLifecycleStage.BecomeActive,
        _ =>
        {
            // Whoever joins has just read the table.
            _certainty.Read(Stopwatch.GetTimestamp());
            // A thread of its own: a pool that has too much to do is no standstill.
            new Thread(BeatOn) { IsBackground = true, Name = nameof(Wakefulness) }.Start();
            return Task.CompletedTask;
        });

    public void Dispose() => _ending.Set();

    private void BeatOn()
    {
        while (!_ending.Wait(Pause)) Beat();
    }

    private void Beat()
    {
        // Nobody declares the only one dead, nor whoever was never probed.
        _certainty.Heard(IsAlone || Since.GetValue(_probes) is not TimeSpan ago ? TimeSpan.Zero : ago);
        if (!_certainty.IsGood && !_isInDoubt) InDoubt();
        _isInDoubt = !_certainty.IsGood;
        if (_certainty.NeedsTable && _asking.IsCompleted) _asking = Task.Run(Ask);
    }

    private bool IsAlone => !members.CurrentSnapshot.Members.Values.Any(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(silo.SiloAddress));

    private async Task Ask()
    {
        try
        {
            // It joins a reading that is under way, and may have begun any time ago.
            await members.Refresh();
            // Nothing that happens from here on is told by the answer.
            var asked = Stopwatch.GetTimestamp();
            await members.Refresh();
            if (members.CurrentSnapshot.GetSiloStatus(silo.SiloAddress) == SiloStatus.Dead) return;
            _certainty.Read(asked);
            Interlocked.Exchange(ref _told, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            NotTold(failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "This process stood still, or hears nothing from the others. It answers nobody until it has read who the members of the cluster are.")]
    private partial void InDoubt();

    [LoggerMessage(LogLevel.Warning, "Who the members of the cluster are could not be read.")]
    private partial void NotTold(Exception failure);
}
