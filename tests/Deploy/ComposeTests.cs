using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ResponsibilityGrid.Tests.Deploy;

public sealed class ComposeTests
{
    private static readonly JsonObject Services = Deployment.Compose();

    [Fact]
    public void Only_the_gateway_is_reached_from_outside_and_at_the_port_it_listens_on()
    {
        Assert.All(Services, service => Assert.Equal(service.Key == "gateway", service.Value!["ports"] is not null));

        var port = Assert.Single(Services["gateway"]!["ports"].Items());
        Assert.EndsWith($":{new Uri($"{Environment("gateway", "Urls")}").Port}", $"{port}");
        Assert.StartsWith("127.0.0.1:", $"{port}");
    }

    [Fact]
    public void A_silo_tells_the_address_that_it_has()
    {
        string[] silos = ["silo-1", "silo-2"];

        Assert.All(silos, silo => Assert.Equal($"{Services[silo]!["networks"]!["grid"]!["ipv4_address"]}", Environment(silo, "Clustering__Address")));
        Assert.Equal(2, silos.Select(silo => Environment(silo, "Clustering__Address")).Distinct().Count());
    }

    [Theory, InlineData("silo-1"), InlineData("silo-2")]
    public void A_silo_takes_its_settings(string silo) =>
        Assert.Equal(Environment(silo, "Clustering__Address"), $"{ClusteringSettings.From(Deployment.Settings(((JsonObject)Services[silo]!["environment"]!).Select(entry => (entry.Key, $"{entry.Value}")))).Address}");

    [Fact]
    public void The_schema_comes_before_the_silos_and_these_before_the_gateway()
    {
        Assert.Equal("service_healthy", Needs("migrate", "postgres"));
        Assert.Equal("service_completed_successfully", Needs("silo-1", "migrate"));
        Assert.Equal("service_completed_successfully", Needs("silo-2", "migrate"));
        Assert.Equal(["service_healthy", "service_healthy"], (string[])[Needs("gateway", "silo-1"), Needs("gateway", "silo-2")]);
    }

    [Fact]
    public void Everybody_is_in_one_network() =>
        Assert.All(Services, service => Assert.Contains("grid", service.Value!["networks"]!.ToJsonString()));

    [Theory, InlineData("silo-1"), InlineData("silo-2"), InlineData("gateway")]
    public async Task The_check_inside_a_container_tells_a_process_that_is_well_from_one_that_is_not(string service)
    {
        var isWell = false;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var process = builder.Build();
        process.Map("/health/ready", () => isWell ? Results.Ok() : Results.StatusCode(503));
        await process.StartAsync(TestContext.Current.CancellationToken);
        List<string> command = [.. Services[service]!["healthcheck"]!["test"].Items().Skip(1).Select(word => $"{word}")];
        command[^1] = command[^1].Replace($"/{new Uri($"{Environment(service, "Urls")}").Port} ", $"/{new Uri(process.Urls.Single()).Port} ");

        Assert.NotEqual(0, await Run(command));
        isWell = true;
        Assert.Equal(0, await Run(command));
    }

    private static async Task<int> Run(List<string> command)
    {
        using var check = Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        return check.ExitCode;
    }

    private static string Environment(string service, string name) => $"{Services[service]!["environment"]![name]}";

    private static string Needs(string service, string other) => $"{Services[service]!["depends_on"]![other]!["condition"]}";
}
