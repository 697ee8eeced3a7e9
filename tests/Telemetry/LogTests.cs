using System.Text.Json;
using ResponsibilityGrid.Cluster;
using Xunit;

namespace ResponsibilityGrid.Tests.Telemetries;

/// <summary>What silo and gateway processes say when they are asked for JSON.</summary>
public sealed class LogTests
{
    private static readonly (string, string)[] Json = [("Logging__Console__FormatterName", "json"), ("Logging__LogLevel__Default", "Information")];

    [Fact]
    public async Task Every_line_of_the_log_is_JSON_and_names_the_trace_that_it_belongs_to()
    {
        await using var cluster = new LocalCluster(await PostgresServer.MigratedDatabase());
        GridProcess[] processes = [await cluster.StartSilo("silo", null, Json), await cluster.StartGateway("gateway", null, Json)];
        foreach (var process in processes) await process.Ready();
        foreach (var process in processes) await process.Process.Stop();

        foreach (var process in processes)
        {
            // What is told to a person at the console is no log.
            List<string> said = [.. process.Process.Output.Split('\n').Where(line => line.StartsWith('{'))];
            // Whoever still speaks while the process ends is cut off in its last line.
            if (!said[^1].EndsWith('}')) said.RemoveAt(said.Count - 1);
            List<JsonElement> lines = said.ConvertAll(line => JsonDocument.Parse(line).RootElement);
            var request = lines.First(line => line.GetProperty("Category").GetString() == "Microsoft.AspNetCore.Hosting.Diagnostics");

            Assert.Equal("Information", request.GetProperty("LogLevel").GetString());
            Assert.Matches("^[0-9a-f]{32}$", request.GetProperty("Scopes").EnumerateArray().Select(scope => scope.TryGetProperty("TraceId", out var id) ? id.GetString() : null).OfType<string>().First());
            Assert.True(DateTimeOffset.TryParse(request.GetProperty("Timestamp").GetString(), out _));
        }
    }

    [Theory]
    [InlineData("Telemetry__Endpoint", "collector", "Telemetry:Endpoint")]
    [InlineData("Telemetry__SampleRatio", "ten", "Telemetry:SampleRatio")]
    public async Task A_telemetry_that_cannot_be_is_one_sentence(string key, string value, string said)
    {
        await using var cluster = new LocalCluster(await PostgresServer.MigratedDatabase());
        (string, string)[] settings = [("Telemetry__Endpoint", "http://127.0.0.1:4317"), (key, value)];
        // The later one of two of a name counts.
        foreach (var process in (GridProcess[])[await cluster.StartSilo("silo", null, settings), await cluster.StartGateway("gateway", null, settings)])
        {
            Assert.Equal(2, await process.Process.Ended(TestContext.Current.CancellationToken));
            Assert.Contains(said, process.Process.Output);
            Assert.DoesNotContain("   at ", process.Process.Output);
        }
    }
}
