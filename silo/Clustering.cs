using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>The clustering gate: how silos find each other, and how a gateway finds them.</summary>
public static class Clustering
{
    // Part of every stored row's identity: it never changes.
    private const string Service = "responsibility-grid";
    private const string Npgsql = "Npgsql";

    /// <summary>A cluster of this one process, on ports that nobody else has, so that two grids can run on one machine.</summary>
    public static ISiloBuilder AddEmbeddedClustering(this ISiloBuilder silo)
    {
        // Whoever else wrote to its items died with its process.
        silo.Services.AddSingleton(new LedgerOptions(TimeSpan.Zero));
        var (siloPort, gatewayPort) = FreePorts();
        return silo.UseLocalhostClustering(siloPort, gatewayPort, primarySiloEndpoint: null, Service, Service).UseInMemoryReminderService();
    }

    /// <summary>A cluster of all processes on one PostgreSQL database; section <c>Clustering</c> says where this silo is reached.</summary>
    public static ISiloBuilder AddDatabaseClustering(this ISiloBuilder silo, IConfiguration configuration)
    {
        var settings = ClusteringSettings.From(configuration);
        silo.Services.AddSingleton(settings);
        silo.Services.Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (Service, settings.ClusterId));
        silo.Services.Configure<EndpointOptions>(endpoint =>
        {
            (endpoint.AdvertisedIPAddress, endpoint.SiloPort, endpoint.GatewayPort) = (settings.Address, settings.SiloPort, settings.GatewayPort);
            endpoint.SiloListeningEndpoint = new IPEndPoint(settings.Address, settings.SiloListenPort);
            endpoint.GatewayListeningEndpoint = new IPEndPoint(settings.Address, settings.GatewayListenPort);
        });
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, Predecessors>();
        return silo.AddHeldAnswers().AddJoinedConnections().AddGridTls(configuration)
            .UseAdoNetClustering(options => options.Configure<DbDataSource>((table, database) => (table.Invariant, table.DataSource) = (Npgsql, database)))
            .UseAdoNetReminderService(options => options.Configure<DbDataSource>((table, database) => (table.Invariant, table.DataSource) = (Npgsql, database)));
    }

    /// <summary>A client of that cluster. It reads in the database which silos there are; nothing else.</summary>
    public static IClientBuilder AddDatabaseClustering(this IClientBuilder client, IConfiguration configuration)
    {
        var database = StorageSettings.From(configuration).ForGateway();
        StorageCheck.RequirePrivate(database);
        client.Services.AddSingleton(_ => Storage.Open(database));
        client.Services.Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (Service, ClusteringSettings.From(configuration).ClusterId));
        client.Services.Configure<ClientMessagingOptions>(messaging => (messaging.ResponseTimeout, messaging.MaxMessageBodySize) = (GridSilo.AskTimeout, GridSilo.LongestMessage));
        // A gateway hears of a new silo, or of one that is gone, no later than this.
        client.Services.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        client.AddOutgoingGrainCallFilter<HeldAnswers>().AddGridPropagation(configuration).AddGridTls(configuration);
        return client.UseAdoNetClustering(options => options.Configure<DbDataSource>((table, source) => (table.Invariant, table.DataSource) = (Npgsql, source)));
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
