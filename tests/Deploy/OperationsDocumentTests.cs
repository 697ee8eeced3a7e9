using System.Text.RegularExpressions;
using Xunit;

namespace ResponsibilityGrid.Tests.Deploy;

/// <summary>Holds <c>docs/operations.md</c> to the programs.</summary>
public sealed class OperationsDocumentTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Deployment.Folder, "../docs/operations.md"));

    [Fact]
    public void The_table_has_every_setting_and_no_other() =>
        Assert.Equal(Programs.Settings().Concat(Programs.OfThePlatform).Order(StringComparer.Ordinal), Rows("## Settings").Order(StringComparer.Ordinal));

    [Fact]
    public void The_health_addresses_are_those_that_are_served() =>
        Assert.Equal(Programs.OfSilo().Order(), Rows("## Health").Order());

    [Fact]
    public void The_limits_have_the_defaults_that_the_table_says()
    {
        var limits = new ResponsibilityGrid.Gateway.GraphQLLimits();
        Assert.All(typeof(ResponsibilityGrid.Gateway.GraphQLLimits).GetProperties(), limit => Assert.Contains($"| `GraphQL:{limit.Name}` | {limit.GetValue(limits)} |", Text));
    }

    [Fact]
    public void The_metrics_are_those_that_the_sources_make()
    {
        var made = ((string[])["grains", "gateway"]).SelectMany(folder => Directory.GetFiles(Path.Combine(Deployment.Folder, "..", folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "Create\\w+(?:<\\w+>)?\\(\"(grid\\.[\\w.]+)\"")).Select(found => found.Groups[1].Value);

        Assert.Equal(made.Order(), Rows("## Telemetry").Order());
    }

    [Fact]
    public void The_connections_are_those_that_a_silo_and_a_gateway_open()
    {
        var silo = StorageSettings.PostgreSql("Host=here");

        Assert.Contains($"is {new Npgsql.NpgsqlConnectionStringBuilder(silo.ConnectionString).MaxPoolSize} unless", Text);
        Assert.Contains($"gateways x {new Npgsql.NpgsqlConnectionStringBuilder(silo.ForGateway().ConnectionString).MaxPoolSize} ", Text);
    }

    /// <summary>The first column of a section's table, where it stands in code.</summary>
    private static IEnumerable<string> Rows(string section) =>
        Text[Text.IndexOf(section, StringComparison.Ordinal)..].Split("\n## ")[0].Split('\n').Select(line => Regex.Match(line, "^\\| `([^`]+)` \\|")).Where(row => row.Success).Select(row => row.Groups[1].Value);
}
