using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Orleans.Runtime;
using Orleans.Serialization;

namespace ResponsibilityGrid.Gateway;

/// <summary>Which failures of a grain call pass by themselves, and how long to wait before it is asked again.</summary>
internal static class RetryRules
{
    private const double FirstPause = 0.1, LongestPause = 1;

    /// <summary>Whether the same call may be answered later. What was asked may have happened all the same.</summary>
    public static bool Passes(Exception? failure) => failure switch
    {
        GridRuleException refusal => refusal.Code == RefusalCode.Unavailable,
        AggregateException { InnerExceptions: [var only] } => Passes(only),
        // These are about how the grid was put together; nothing about them changes while one waits.
        OrleansConfigurationException or GrainExtensionNotInstalledException or GrainReferenceNotBoundException => false,
        TimeoutException or OrleansException or StorageFailedException or DbException => true,
        IOException or SocketException or ConnectionAbortedException or ConnectionResetException => true,
        // Something failed over there whose own exception could not travel: mostly a store or a connection.
        CodecNotFoundException or UnavailableExceptionFallbackException => true,
        _ => false,
    };

    /// <summary>The pause before the next try; null where there is none. Pauses double, from a tenth of a second up to one.</summary>
    /// <param name="failure">What the last try ended with.</param>
    /// <param name="tries">How many tries there were.</param>
    /// <param name="elapsed">Since the first try began.</param>
    /// <param name="limit">No try begins later than this.</param>
    /// <param name="share">0 to 1, drawn each time: those who failed together must not come back together.</param>
    public static TimeSpan? Pause(Exception failure, int tries, TimeSpan elapsed, TimeSpan limit, double share)
    {
        if (!Passes(failure)) return null;
        var pause = TimeSpan.FromSeconds(Math.Min(FirstPause * Math.Pow(2, tries - 1), LongestPause) * (0.5 + (share / 2)));
        return elapsed + pause <= limit ? pause : null;
    }
}
