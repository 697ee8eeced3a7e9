using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>
/// Whether this process has been running all along. One that stood still may have been declared dead meanwhile, and others hold its grains by now and take
/// commands for them: what it remembers is no answer any more. So after a standstill nobody is answered until the table of members was read anew; a silo that finds itself dead
/// there ends.
/// </summary>
/// <remarks>Counted by the machine's own count of time. A machine whose own clock stands still with it, as when a virtual one is stopped, notices nothing of it.</remarks>
internal sealed partial class Wakefulness(IClusterMembershipService members, ILocalSiloDetails silo, ILogger<Wakefulness> log) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    // Well below the time that it takes to declare a silo dead, three probes in a row.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromSeconds(0.5);

    private readonly ManualResetEventSlim _ending = new();
    private long _last = Stopwatch.GetTimestamp();
    private Task _asking = Task.CompletedTask;

    /// <summary>Whether what this process remembers is an answer.</summary>
    public bool IsAwake => Stopwatch.GetElapsedTime(Volatile.Read(ref _last)) < Longest;

    void ILifecycleParticipant<ISiloLifecycle>.Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(Wakefulness),
        ServiceLifecycleStage.RuntimeInitialize,
        _ =>
        {
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
        if (IsAwake) Volatile.Write(ref _last, Stopwatch.GetTimestamp());
        else if (_asking.IsCompleted) _asking = Task.Run(Ask);
    }

    private async Task Ask()
    {
        // Nothing that happens from here on is told by the answer.
        var before = Stopwatch.GetTimestamp();
        StoodStill(Stopwatch.GetElapsedTime(Volatile.Read(ref _last)).TotalSeconds);
        try
        {
            await members.Refresh();
            if (members.CurrentSnapshot.GetSiloStatus(silo.SiloAddress) != SiloStatus.Dead) Volatile.Write(ref _last, before);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            NotTold(failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "This process stood still for {Seconds:0.0} s. It answers nobody until it has read who the members of the cluster are.")]
    private partial void StoodStill(double seconds);

    [LoggerMessage(LogLevel.Warning, "Who the members of the cluster are could not be read.")]
    private partial void NotTold(Exception failure);
}
