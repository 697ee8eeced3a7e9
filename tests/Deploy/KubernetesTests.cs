using System.Text.Json.Nodes;
using Xunit;

namespace ResponsibilityGrid.Tests.Deploy;

public sealed class KubernetesTests
{
    [Fact]
    public void The_parts_are_there_and_nobody_is_given_a_right()
    {
        Assert.Equal(
            ["Namespace responsibility-grid", "ConfigMap responsibility-grid", "Secret responsibility-grid-database", "Secret responsibility-grid-identity", "Secret responsibility-grid-data", "Job migrate", "Deployment silo", "PodDisruptionBudget silo",
             "NetworkPolicy silo", "Deployment gateway", "PodDisruptionBudget gateway", "Service gateway"],
            Deployment.Manifests().Select(manifest => $"{manifest["kind"]} {manifest["metadata"]!["name"]}"));
        Assert.All(Deployment.Manifests().Skip(1), manifest => Assert.Equal("responsibility-grid", $"{manifest["metadata"]!["namespace"]}"));
    }

    [Theory, InlineData("Job", "migrate"), InlineData("Deployment", "silo"), InlineData("Deployment", "gateway")]
    public void A_pod_has_no_rights_and_an_unlimited_processor(string kind, string name)
    {
        var pod = Deployment.Pod(kind, name);
        var container = pod["containers"].Items().Single();

        Assert.Equal("false", $"{pod["automountServiceAccountToken"]}");
        Assert.Equal("true", $"{pod["securityContext"]!["runAsNonRoot"]}");
        Assert.Equal("false", $"{container["securityContext"]!["allowPrivilegeEscalation"]}");
        Assert.NotNull(container["resources"]!["requests"]!["cpu"]);
        Assert.Null(container["resources"]!["limits"]!["cpu"]);
        string[] own = kind is "Job" ? [] : name is "gateway" ? ["responsibility-grid-identity"] : ["responsibility-grid-data"];
        Assert.Equal(["responsibility-grid", "responsibility-grid-database", .. own], container["envFrom"].Items().Select(from => $"{(from["configMapRef"] ?? from["secretRef"])!["name"]}"));
    }

    [Fact]
    public void A_silo_tells_the_address_of_its_pod_and_the_ports_it_opens()
    {
        var silo = Deployment.Pod("Deployment", "silo")["containers"].Items().Single();
        var given = silo["env"].Items().ToDictionary(entry => $"{entry["name"]}");

        Assert.Equal("status.podIP", $"{given["Clustering__Address"]["valueFrom"]!["fieldRef"]!["fieldPath"]}");
        Assert.Equal([Port(silo, "silo"), Port(silo, "gateway")], ((string[])["Clustering__SiloPort", "Clustering__GatewayPort"]).Select(name => $"{given[name]["value"]}"));
        var settings = given.Values.Select(entry => ($"{entry["name"]}", entry["value"] is { } value ? $"{value}" : "192.0.2.11"));
        Assert.Equal("192.0.2.11", $"{ClusteringSettings.From(Deployment.Settings(settings)).Address}");
        var reached = Deployment.Manifest("NetworkPolicy", "silo")["spec"]!["ingress"].Items().Single();
        Assert.Equal([Port(silo, "silo"), Port(silo, "gateway")], reached["ports"].Items().Select(port => $"{port["port"]}"));
    }

    [Theory, InlineData("silo", "health"), InlineData("gateway", "http")]
    public void Probes_and_service_find_the_port_that_the_process_listens_on(string name, string port)
    {
        var container = Deployment.Pod("Deployment", name)["containers"].Items().Single();

        Assert.Equal(new Uri($"{container["env"].Items().Single(entry => $"{entry["name"]}" == "Urls")["value"]}".Replace("0.0.0.0", "localhost")).Port, int.Parse(Port(container, port)));
        Assert.All((string[])["startupProbe", "livenessProbe", "readinessProbe"], probe => Assert.Equal(port, $"{container[probe]!["httpGet"]!["port"]}"));
        if (name == "gateway") Assert.Equal(port, $"{Deployment.Manifest("Service", name)["spec"]!["ports"].Items().Single()["targetPort"]}");
    }

    [Theory, InlineData("silo"), InlineData("gateway")]
    public void One_of_several_goes_at_a_time(string name)
    {
        var deployment = Deployment.Manifest("Deployment", name);
        var budget = Deployment.Manifest("PodDisruptionBudget", name);
        var labels = deployment["spec"]!["template"]!["metadata"]!["labels"];

        Assert.True(int.Parse($"{deployment["spec"]!["replicas"]}") >= 2);
        Assert.Equal("1", $"{budget["spec"]!["maxUnavailable"]}");
        Assert.True(JsonNode.DeepEquals(labels, deployment["spec"]!["selector"]!["matchLabels"]));
        Assert.True(JsonNode.DeepEquals(labels, budget["spec"]!["selector"]!["matchLabels"]));
    }

    private static string Port(JsonNode container, string name) => $"{container["ports"].Items().Single(port => $"{port["name"]}" == name)["containerPort"]}";
}
