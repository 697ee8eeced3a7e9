using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ResponsibilityGrid.Cluster;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>Two silos and a gateway that know each other by certificates of their own authority.</summary>
public sealed class TlsTests
{
    [Fact]
    public async Task A_cluster_over_TLS_works_and_turns_everybody_else_away()
    {
        using var own = new Certificates();
        using var foreign = new Certificates();
        await using var cluster = new LocalCluster(await PostgresServer.MigratedDatabase());
        var (silos, gateways) = (LocalCluster.FreePort(), LocalCluster.FreePort());
        var one = await cluster.StartSilo("one", null, [("Clustering__SiloPort", $"{silos}"), ("Clustering__GatewayPort", $"{gateways}"), .. own.Settings("one")]);
        var two = await cluster.StartSilo("two", null, [.. own.Settings("two")]);
        var gateway = await cluster.StartGateway("gateway", null, [.. own.Settings("gateway")]);
        await one.Ready();
        await two.Ready();
        await gateway.Ready();

        foreach (var port in new[] { silos, gateways })
        {
            // Those of the cluster got in, or nobody would be ready.
            await TurnsAway(port, foreign, "one");
            await TurnsAway(port, own, "stranger");
            await TurnsAway(port, own, null);
            await TurnsPlaintextAway(port);
        }

        await Patience.Until("a line about those turned away", () => Task.FromResult(one.Process.Output.Contains("turned away") ? one : null));
    }

    [Theory]
    [InlineData("Clustering__Tls__Key", null, "three PEM files")]
    [InlineData("Clustering__Tls__Authority", "/nowhere.pem", "cannot be read")]
    [InlineData("Clustering__Tls__Name", "another-cluster", "another-cluster")]
    public async Task Certificates_that_cannot_be_are_one_sentence_and_exit_code_2(string key, string? value, string said)
    {
        using var own = new Certificates();
        await using var cluster = new LocalCluster(await PostgresServer.MigratedDatabase());

        var silo = await cluster.StartSilo("silo", null, [.. own.Settings("silo").Where(s => s.Key != key), .. value is null ? [] : new[] { (key, value) }]);

        Assert.Equal(2, await silo.Process.Ended(TestContext.Current.CancellationToken));
        Assert.Contains(said, silo.Process.Output);
        Assert.DoesNotContain("   at ", silo.Process.Output);
    }

    /// <summary>Somebody with these certificates is hung up on: in the handshake, or right after it.</summary>
    private static async Task TurnsAway(int port, Certificates certificates, string? name)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(tcp.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown is not null);
        try
        {
            var shown = new X509Certificate2Collection();
            if (name is not null) shown.Add(certificates.Of(name));
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "responsibility-grid", ClientCertificates = shown }, TestContext.Current.CancellationToken);
            Assert.Equal(0, await tls.ReadAsync(new byte[64], TestContext.Current.CancellationToken));
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            // With an alert, or without a word.
        }
    }

    private static async Task TurnsPlaintextAway(int port)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        var (stream, buffer) = (tcp.GetStream(), new byte[64]);
        await stream.WriteAsync(buffer, TestContext.Current.CancellationToken);
        try
        {
            // An alert may come first; then the end.
            while (await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) > 0) { }
        }
        catch (IOException)
        {
            // Hung up on, not said goodbye to.
        }
    }
}
