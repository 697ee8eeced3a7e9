using System.Net;
using System.Net.Http.Json;
using ResponsibilityGrid.Cluster;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>Silos and gateways as processes, started in any order, on one database.</summary>
public sealed class ClusterProcessTests
{
    [Fact]
    public async Task A_gateway_waits_for_its_silos_and_says_so()
    {
        await using var cluster = new LocalCluster(await PostgresServer.NewDatabase());
        await cluster.Migrate();
        var gateway = await cluster.StartGateway("gateway");
        await Patience.Until("a gateway that waits", () => Task.FromResult(gateway.Process.Output.Contains("网关正在等待 silo") ? gateway : null));
        await Patience.Until("an answer while it waits", async () => await gateway.Health("live") == HttpStatusCode.OK ? gateway : null);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (await gateway.Health("startup"), await gateway.Health("ready")));
        // Whether the key is good cannot be known yet.
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", ApiKey.New("somebody").Text) } };
        using var early = await http.PostAsJsonAsync(new Uri($"{gateway.Url}/graphql"), new { query = "{ grids { code } }" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        Assert.Contains("UNAVAILABLE", await early.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var silo = await cluster.StartSilo("silo");
        await silo.Ready();
        await gateway.Ready();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await silo.Health("live"), await silo.Health("startup")));
        Assert.Equal(0, await gateway.Process.Stop());
        Assert.Equal(0, await silo.Process.Stop());
    }

    [Fact]
    public async Task A_silo_without_schema_says_which_command_to_run()
    {
        await using var cluster = new LocalCluster(await PostgresServer.NewDatabase());

        var silo = await cluster.StartSilo("silo");

        Assert.Equal(2, await silo.Process.Ended(TestContext.Current.CancellationToken));
        Assert.Contains("migrate", silo.Process.Output);
        Assert.DoesNotContain("   at ", silo.Process.Output);
    }

    [Fact]
    public async Task A_silo_does_not_share_a_SQLite_file()
    {
        await using var cluster = new LocalCluster("Data Source=/tmp/nowhere.db");

        var silo = await cluster.StartSilo("silo", null, ("Storage__Provider", "sqlite"));

        Assert.Equal(2, await silo.Process.Ended(TestContext.Current.CancellationToken));
        Assert.StartsWith("A SQLite file serves one process only", silo.Process.Output);
    }

    [Theory]
    [InlineData("Storage__Provider", "sqlite", "Storage:ConnectionString")]
    [InlineData("Storage__Provider", "oracle", "sqlite or postgresql")]
    [InlineData("Clustering__SiloPort", "many", "Clustering:SiloPort")]
    [InlineData("Clustering__Address", "here", "Clustering:Address")]
    [InlineData("Clustering__Address", "192.0.2.11", "Clustering:AllowPlaintext")]
    [InlineData("Storage__ConnectionString", "Host=/nowhere;Database=grid", "/nowhere")]
    public async Task Settings_that_cannot_be_are_one_sentence_and_exit_code_2(string key, string value, string said)
    {
        await using var cluster = new LocalCluster("Host=/nowhere;Database=grid");

        var silo = await cluster.StartSilo("silo", null, (key, value));

        Assert.Equal(2, await silo.Process.Ended(TestContext.Current.CancellationToken));
        Assert.Contains(said, silo.Process.Output);
        Assert.DoesNotContain("   at ", silo.Process.Output);
    }
}
