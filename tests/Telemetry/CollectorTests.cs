using System.Diagnostics;
using System.Net.Http.Json;
using ResponsibilityGrid.Cluster;
using Xunit;

namespace ResponsibilityGrid.Tests.Telemetries;

/// <summary>Two silos and a gateway as processes, and the collector that they report to.</summary>
public sealed class CollectorTests
{
    [Fact]
    public async Task Gateway_and_silos_report_the_same_trace_and_their_metrics()
    {
        await using var collector = await Collector.Start();
        (string, string)[] settings = [("Telemetry__Endpoint", collector.Url), ("Telemetry__SampleRatio", "1")];
        await using var cluster = new LocalCluster(await PostgresServer.MigratedDatabase());
        GridProcess[] processes = [await cluster.StartSilo("silo-1", null, settings), await cluster.StartSilo("silo-2", null, settings), await cluster.StartGateway("gateway", null, settings)];
        foreach (var process in processes) await process.Ready();

        var trace = ActivityTraceId.CreateRandom();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await cluster.Key());
        http.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var answer = await http.PostAsJsonAsync(new Uri($"{processes[2].Url}/graphql"), new { query = "{ unit(by: { code: \"100/100\" }) { name } }" }, TestContext.Current.CancellationToken);
        // What was not sent by then goes out with the process.
        foreach (var process in processes.Reverse()) Assert.Equal(0, await process.Process.Stop());

        var id = Convert.FromHexString(trace.ToHexString());
        Assert.True(collector.Has("trace", id, "responsibility-grid-gateway", "graphql.operation.type"), "The gateway's part of the trace.");
        Assert.True(collector.Has("trace", id, "responsibility-grid-silo", "Microsoft.Orleans.Application", "IGridRegisterGrain"), "The silo's part.");
        Assert.True(collector.Has("trace", "responsibility-grid-silo", "FROM OrleansStorage"), "The silo's statements.");
        Assert.True(collector.Has("metrics", "responsibility-grid-gateway", "grid.graphql.duration"), "The gateway's metrics.");
        Assert.True(collector.Has("metrics", "responsibility-grid-silo", "orleans-"), "The silo's metrics.");
    }
}
