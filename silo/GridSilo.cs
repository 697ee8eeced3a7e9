using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace ResponsibilityGrid;

/// <summary>What a silo process and the embedded mode share.</summary>
public static class GridSilo
{
    /// <summary>How long a grain waits for another; whoever called asks again within a bounded time.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a gateway waits for a grain. What it has under way at a silo that dies is not failed, so it asks again sooner; who is still at the first one answers both.</summary>
    public static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The longest message between processes, in bytes; the same for silos and gateways.</summary>
    public const int LongestMessage = 4 * 1024 * 1024;

    /// <summary>The grid's grains, their storage and the settings it counts on; how the silo joins others is the caller's choice.</summary>
    public static ISiloBuilder AddGridSilo(this ISiloBuilder silo, IConfiguration configuration)
    {
        // An embedded grid has keys of its own.
        if (!silo.Services.Any(service => service.ServiceType == typeof(PassKeys))) silo.Services.AddSingleton(PassKeys.Parse(configuration[PassKeys.Setting]));
        silo.Services.AddSingleton(DataKeys.Parse(configuration[DataKeys.Setting]));
        silo.Services.AddSingleton(GridLimits.From(configuration));
        silo.AddGridStorage(configuration).AddGridGrains();
        silo.Services.Configure<ClusterMembershipOptions>(membership =>
        {
            // Its check counts frozen silos as alive for a minute and suppresses the votes against them.
            membership.EnableConnectionLivenessCheck = false;
            // A silo that reaches nobody finds nobody to probe for it either, and such a probe counts for nothing: with silos that all
            // lost each other nobody would ever be voted out, and each would answer for itself alone.
            membership.EnableIndirectProbes = false;
            // Three missed in a row, six seconds, and a silo is out: killed and frozen ones alike. What `Certainty` counts on, too.
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            // After a crash of all silos a restart waits three of these for the dead.
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(15);
        });
        silo.Services.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = CallTimeout;
            messaging.DropExpiredMessages = true;
            messaging.MaxMessageBodySize = LongestMessage;
        });
        return silo.AddGridPropagation(configuration).AddStartupTask<WakeGrids>();
    }
}
