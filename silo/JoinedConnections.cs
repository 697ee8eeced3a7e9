using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>
/// Keeps silos from talking with one under the name of another. At the address of a process that died there is often its successor; whoever calls it and has not
/// heard of that yet means the dead one. The runtime would keep such a connection under both their names, send over it to the living, and close it ten
/// seconds after the dead one was declared dead: whatever is on its way at that moment is lost, and waited for until it times out. So a silo that has not
/// joined yet takes no connections of others, and whoever hears of a successor closes what was opened before that.
/// </summary>
internal static class JoinedConnections
{
    public static ISiloBuilder AddJoinedConnections(this ISiloBuilder silo)
    {
        silo.Services.Configure<SiloConnectionOptions>(connections =>
        {
            connections.ConfigureSiloInboundConnection(connection => connection.Use(next => OnceJoined(connection.ApplicationServices, next)));
            connections.ConfigureSiloOutboundConnection(connection => connection.Use(next => UntilReplaced(connection.ApplicationServices, next)));
        });
        return silo;
    }

    private static ConnectionDelegate OnceJoined(IServiceProvider services, ConnectionDelegate next)
    {
        var (members, own) = (services.GetRequiredService<IClusterMembershipService>(), services.GetRequiredService<ILocalSiloDetails>());
        return connection =>
        {
            // For good: whoever leaves has still to hear answers.
            if (members.CurrentSnapshot.GetSiloStatus(own.SiloAddress) is not (SiloStatus.None or SiloStatus.Created or SiloStatus.Joining)) return next(connection);
            connection.Abort();
            return Task.CompletedTask;
        };
    }

    private static ConnectionDelegate UntilReplaced(IServiceProvider services, ConnectionDelegate next)
    {
        var members = services.GetRequiredService<IClusterMembershipService>();
        return async connection =>
        {
            using var closed = new CancellationTokenSource();
            var watching = CloseOnceReplaced(connection, members.CurrentSnapshot, members.MembershipUpdates, closed.Token);
            try
            {
                await next(connection);
            }
            finally
            {
                await closed.CancelAsync();
                await watching;
            }
        };
    }

    /// <summary>Closes a connection as soon as another silo lives at its other end than when it was opened.</summary>
    /// <param name="connection">One to another silo.</param>
    /// <param name="opened">The members that were known when it was opened.</param>
    /// <param name="updates">What is heard of members afterwards.</param>
    /// <param name="closed">When the connection was closed otherwise.</param>
    internal static async Task CloseOnceReplaced(ConnectionContext connection, ClusterMembershipSnapshot opened, IAsyncEnumerable<ClusterMembershipSnapshot> updates, CancellationToken closed)
    {
        var known = LivingAt(connection.RemoteEndPoint, opened);
        try
        {
            await foreach (var update in updates.WithCancellation(closed))
            {
                var living = LivingAt(connection.RemoteEndPoint, update);
                // Of two that were known it may have been opened to either.
                if (living.IsSubsetOf(known) && (known.Count <= 1 || living.SetEquals(known))) continue;
                connection.Abort();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // It was closed otherwise.
        }
    }

    private static HashSet<SiloAddress> LivingAt(EndPoint? address, ClusterMembershipSnapshot members) =>
        [.. members.Members.Values.Where(member => member.Status is not SiloStatus.Dead && member.SiloAddress.Endpoint.Equals(address)).Select(member => member.SiloAddress)];
}
