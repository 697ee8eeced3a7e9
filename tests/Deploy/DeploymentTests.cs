using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace ResponsibilityGrid.Tests.Deploy;

/// <summary>What holds for every way to deploy: settings that are read, addresses that are served, one version, no password.</summary>
public sealed class DeploymentTests
{
    private static readonly HashSet<string> Known = new([.. Programs.Settings(), .. Programs.OfThePlatform, .. Programs.OfTheDriver], StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Every_section_that_the_sources_name_is_among_the_settings() =>
        Assert.All(Programs.Sections(), section => Assert.Contains(Known, name => name.StartsWith($"{section}:", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Every_environment_variable_is_a_setting_that_is_read()
    {
        var programs = Deployment.Compose().Where(service => service.Key != "postgres").SelectMany(service => (JsonObject)service.Value!["environment"]!).Select(entry => entry.Key);
        var pods = Deployment.Manifests().SelectMany(Containers).SelectMany(container => container["env"].Items()).Select(entry => $"{entry["name"]}");
        var maps = Deployment.Manifests().Select(manifest => manifest["data"] ?? manifest["stringData"]).OfType<JsonObject>().SelectMany(data => data).Select(entry => entry.Key);
        var files = Systemd("*.env").SelectMany(Deployment.Lines).Select(line => line.Key);
        var units = Systemd("*.service").SelectMany(file => Deployment.Lines(file)["Environment"]).Select(line => line.Split('=')[0]);
        List<string> all = [.. programs, .. pods, .. maps, .. files, .. units];

        Assert.True(all.Count > 20, $"Only {all.Count} were found.");
        Assert.All(all, name => Assert.Contains(name.Replace("__", ":"), Known));
    }

    [Fact]
    public void Every_probe_asks_an_address_that_is_served()
    {
        foreach (var (name, served) in ((string, IEnumerable<string>)[])[("silo", Programs.OfSilo()), ("gateway", Programs.OfGateway())])
        {
            var probes = Containers(Deployment.Manifest("Deployment", name)).SelectMany(container => ((string[])["startupProbe", "livenessProbe", "readinessProbe"]).Select(probe => container[probe]!["httpGet"]!["path"]!));
            Assert.Equal(["/health/startup", "/health/live", "/health/ready"], probes.Select(path => $"{path}"));
            Assert.All(probes, path => Assert.Contains($"{path}", served));
        }

        Assert.All(Checks(), check => Assert.Contains(Regex.Match(check, "GET (\\S+)").Groups[1].Value, Programs.OfSilo().Intersect(Programs.OfGateway())));
    }

    [Fact]
    public void Silo_and_gateway_are_of_one_version()
    {
        var images = Deployment.Compose().Select(service => $"{service.Value!["image"]}").Where(image => image.StartsWith("responsibility-grid", StringComparison.Ordinal));
        var pods = Deployment.Manifests().SelectMany(Containers).Select(container => $"{container["image"]}");

        Assert.Single(images.Select(image => image.Split(':', 2)[1]).Distinct());
        Assert.Single(pods.Select(image => image.Split(':', 2)[1]).Distinct());
        Assert.Equal(["responsibility-grid-gateway", "responsibility-grid-silo"], images.Concat(pods).Select(image => image.Split(':')[0]).Distinct().Order());
        var stages = File.ReadAllLines(Path.Combine(Deployment.Folder, "Dockerfile")).Where(line => line.StartsWith("FROM ", StringComparison.Ordinal));
        Assert.Equal(["base", "silo", "gateway"], stages.Select(stage => stage.Split(' ')[^1]));
    }

    [Fact]
    public void A_process_is_given_longer_to_stop_than_it_gives_itself()
    {
        var most = Programs.ShutdownTimeout;
        var pause = TimeSpan.FromSeconds(5);
        Assert.InRange(most, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5));

        Assert.All((string[])["silo-1", "silo-2", "gateway"], service => Assert.True(Deployment.Seconds(Deployment.Compose()[service]!["stop_grace_period"]) > most));
        Assert.All((string[])["silo", "gateway"], unit => Assert.True(Deployment.Seconds(Deployment.Lines($"responsibility-grid-{unit}.service")["TimeoutStopSec"].Single()) > most));
        Assert.All((string[])["silo", "gateway"], pod => Assert.True(Deployment.Seconds(Deployment.Pod("Deployment", pod)["terminationGracePeriodSeconds"]) > most + pause));
    }

    [Fact]
    public void Nobody_finds_a_password()
    {
        foreach (var file in Directory.EnumerateFiles(Deployment.Folder, "*", SearchOption.AllDirectories))
            Assert.DoesNotMatch("(?i)password *[:=](?! *(\\$\\{|\"\"|\\?))", File.ReadAllText(file));
    }

    /// <summary>What compose runs inside a container to see whether it is well.</summary>
    private static IEnumerable<string> Checks() => Deployment.Compose().Select(service => $"{service.Value!["healthcheck"]?["test"].Items().Last()}").Where(check => check.Contains("GET "));

    private static IEnumerable<JsonNode> Containers(JsonNode manifest) => manifest["spec"]?["template"]?["spec"]?["containers"].Items() ?? [];

    private static IEnumerable<string> Systemd(string pattern) => Directory.GetFiles(Path.Combine(Deployment.Folder, "systemd"), pattern).Select(path => Path.GetFileName(path)!);
}
