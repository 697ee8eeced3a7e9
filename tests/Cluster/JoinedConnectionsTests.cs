using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Orleans;
using Orleans.Runtime;
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

    public static TheoryData<string[], string[], bool> Heard => new()
    {
        { ["old"], ["old"], false },
        { ["old"], [], false },
        { ["old"], ["old", "other"], false },
        { ["old"], ["new"], true },
        { ["old"], ["old", "new"], true },
        { ["old", "new"], ["old", "new"], false },
        { ["old", "new"], ["new"], true },
        { [], ["new"], true },
    };

    /// <summary>"old" and "new" have one address, one after the other.</summary>
    [Theory, MemberData(nameof(Heard))]
    public async Task What_was_opened_to_a_silo_is_closed_as_soon_as_its_successor_is_heard_of(string[] before, string[] after, bool isClosed)
    {
        await using var connection = new Line { RemoteEndPoint = Silo("old").Endpoint };

        await JoinedConnections.CloseOnceReplaced(connection, Living(before, 1), new[] { Living(before, 2), Living(after, 3) }.ToAsyncEnumerable(), TestContext.Current.CancellationToken);

        Assert.Equal(isClosed, connection.IsClosed);
    }

    private static SiloAddress Silo(string name) => SiloAddress.New(IPAddress.Loopback, name is "other" ? 11112 : 11111, name is "new" ? 2 : 1);

    private static ClusterMembershipSnapshot Living(IEnumerable<string> names, int version) =>
        new(names.Select(Silo).ToImmutableDictionary(silo => silo, silo => new ClusterMember(silo, SiloStatus.Active, "")), new MembershipVersion(version));

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

    private sealed class Line : DefaultConnectionContext
    {
        public bool IsClosed { get; private set; }

        public override void Abort(ConnectionAbortedException abortReason) => IsClosed = true;
    }
}
