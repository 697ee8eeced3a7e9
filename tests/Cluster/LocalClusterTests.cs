using System.Net;
using System.Net.Sockets;
using ResponsibilityGrid.Cluster;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>Two clusters on one machine do not fight for a port.</summary>
public sealed class LocalClusterTests
{
    [Fact]
    public void A_port_that_somebody_has_gives_way_to_a_free_one()
    {
        using var taken = new TcpListener(IPAddress.Loopback, LocalCluster.FreePort());
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        Assert.NotEqual(port, LocalCluster.FreePort(port));
        taken.Stop();
        Assert.Equal(port, LocalCluster.FreePort(port));
    }
}
