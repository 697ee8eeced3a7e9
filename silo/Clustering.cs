using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace ResponsibilityGrid;

/// <summary>The clustering gate: how silos find each other.</summary>
public static class Clustering
{
    // Part of every stored row's identity: it never changes. Who shares a database shares the cluster.
    private const string Service = "responsibility-grid";

    /// <summary>A cluster of this one process, on ports that nobody else has, so that two grids can run on one machine.</summary>
    public static ISiloBuilder AddEmbeddedClustering(this ISiloBuilder silo)
    {
        // Whoever else wrote to its items died with its process.
        silo.Services.AddSingleton(new LedgerOptions(TimeSpan.Zero));
        var (siloPort, gatewayPort) = FreePorts();
        return silo.UseLocalhostClustering(siloPort, gatewayPort, primarySiloEndpoint: null, Service, Service);
    }

    /// <summary>A cluster on this machine, on the ports of section <c>Clustering</c>: <c>SiloPort</c>, <c>GatewayPort</c>.</summary>
    public static ISiloBuilder AddLocalClustering(this ISiloBuilder silo, IConfiguration configuration)
    {
        var ports = configuration.GetSection("Clustering");
        return silo.UseLocalhostClustering(
            ports.GetValue("SiloPort", 11111), ports.GetValue("GatewayPort", 30000), primarySiloEndpoint: null, Service, Service);
    }

    private static (int Silo, int Gateway) FreePorts()
    {
        // Both are held until both are known, or the second could be the first again.
        using TcpListener first = new(IPAddress.Loopback, 0), second = new(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
