using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Embedded;

/// <summary>The silo in the one process listens on ports of which it only knows that they were free a moment ago.</summary>
public sealed class TakenPortTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grid-ports-");
    private readonly TcpListener _quicker = new(IPAddress.Loopback, 0);
    private int _starts;

    public TakenPortTests() => _quicker.Start();

    public void Dispose()
    {
        _quicker.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Whoever_was_quicker_keeps_the_port_and_the_grid_takes_another(bool isOfSilos)
    {
        await using var app = await Start(taken: 2, isOfSilos);

        Assert.Equal(3, _starts);
        Assert.Equal(0, (await app.Services.GetRequiredService<IGrainFactory>().GetGrain<IGridGrain>(GridKeys.Grid("370000")).GetStructure()).Version);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Where_every_port_is_taken_it_gives_up()
    {
        await Assert.ThrowsAsync<AddressInUseException>(() => Start(taken: 1000, isOfSilos: true));

        Assert.Equal(5, _starts);
    }

    /// <summary>A grid that chooses a port that is taken so many times.</summary>
    private Task<WebApplication> Start(int taken, bool isOfSilos) =>
        EmbeddedHost.Start(new EmbeddedOptions("http://127.0.0.1:0", _folder.FullName, ""), more: services =>
        {
            TestPasses.UseTestPasses(services);
            if (_starts++ >= taken) return;
            var port = ((IPEndPoint)_quicker.LocalEndpoint).Port;
            services.PostConfigure<EndpointOptions>(ports => (ports.SiloPort, ports.GatewayPort) = isOfSilos ? (port, ports.GatewayPort) : (ports.SiloPort, port));
        });
}
