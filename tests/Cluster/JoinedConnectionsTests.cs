using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
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
        var (port, door) = (LocalCluster.FreePort(), new Door());
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(database.Configuration).AddInMemoryCollection([new("Clustering:SiloPort", $"{port}")]);
        builder.Services.AddSingleton(TestPasses.Keys);
        builder.UseOrleans(silo => silo.AddGridSilo(builder.Configuration).AddDatabaseClustering(builder.Configuration).Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(door));
        using var host = builder.Build();

        var starting = host.StartAsync(TestContext.Current.CancellationToken);
        await door.Reached.Task;
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
        await tcp.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        try
        {
            return await tcp.GetStream().ReadAsync(new byte[64], TestContext.Current.CancellationToken) > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Holds a start up where the silo listens and is not a member yet.</summary>
    private sealed class Door : ILifecycleParticipant<ISiloLifecycle>
    {
        public TaskCompletionSource Reached { get; } = new();

        public TaskCompletionSource Opens { get; } = new();

        public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(Door), ServiceLifecycleStage.ApplicationServices, _ =>
        {
            Reached.SetResult();
            return Opens.Task;
        });
    }
}
