using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>
/// A silo that has not joined yet takes no connections of others. It listens before, at an address that is often the one of the process that died there;
/// whoever calls then means that one. The runtime would keep such a connection under both their names, send over it to the living, and close it ten
/// seconds after the dead one was declared dead: whatever is on its way at that moment is lost, and waited for until it times out.
/// </summary>
internal static class JoinedConnections
{
    public static ISiloBuilder AddJoinedConnections(this ISiloBuilder silo)
    {
        silo.Services.Configure<SiloConnectionOptions>(connections => connections.ConfigureSiloInboundConnection(connection => connection.Use(next =>
        {
            var (members, own) = (connection.ApplicationServices.GetRequiredService<IClusterMembershipService>(), connection.ApplicationServices.GetRequiredService<ILocalSiloDetails>());
            return context =>
            {
                // For good: whoever leaves has still to hear answers.
                if (members.CurrentSnapshot.GetSiloStatus(own.SiloAddress) is not (SiloStatus.None or SiloStatus.Created or SiloStatus.Joining)) return next(context);
                context.Abort();
                return Task.CompletedTask;
            };
        })));
        return silo;
    }
}
