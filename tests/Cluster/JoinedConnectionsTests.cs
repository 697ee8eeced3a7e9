using System.Net;
using System.Net.Sockets;
using Orleans;
using ResponsibilityGrid.Cluster;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>Whoever calls a silo that has not joined yet means the one that had its address before.</summary>
public sealed class JoinedConnectionsTests
{
    [Fact]
    public async Task A_silo_takes_no_connections_of_others_before_it_has_joined()
    {
        var database = await GridDatabase.Migrated(StorageProvider.PostgreSql);
        var (port, door) = (LocalCluster.FreePort(), new Door(ServiceLifecycleStage.ApplicationServices));
        using var host = SiloOnPostgres.Build(database, door, new KeyValuePair<string, string?>("Clustering:SiloPort", $"{port}"));

        var starting = host.StartAsync(TestContext.Current.CancellationToken);
        await door.Reached.Task;
        // It listens, and is not a member yet.
        Assert.False(await IsTaken(port));
        door.Opens.SetResult();
        await starting;
        Assert.True(await IsTaken(port));

        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Whether a silo says who it is to somebody who connects, or hangs up.</summary>
    private static async Task<bool> IsTaken(int port)
    {
        using var tcp = new TcpClient();
        try
        {
            await tcp.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return await tcp.GetStream().ReadAsync(new byte[64], TestContext.Current.CancellationToken) > 0;
        }
        // It may hang up before the connection counts as made here. Nobody listening is something else.
        catch (Exception hungUp) when (hungUp is IOException or SocketException { SocketErrorCode: not SocketError.ConnectionRefused })
        {
            return false;
        }
    }
}
