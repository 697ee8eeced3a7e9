using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ResponsibilityGrid.Tests.Telemetries;

/// <summary>Takes what a process exports by OTLP over gRPC, and keeps the bytes: names stand in them as text, ids as they are.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Service, byte[] Body)> _taken = new();
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(server => server.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var collector = new Collector(builder.Build());
        collector._app.MapPost("/opentelemetry.proto.collector.{signal}.v1.{service}/Export", collector.Take);
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Whether a message of a kind, trace or metrics, brought all of these together.</summary>
    public bool Has(string signal, params ReadOnlySpan<object> all)
    {
        var wanted = all.ToArray().Select(each => each as byte[] ?? Encoding.UTF8.GetBytes($"{each}")).ToList();
        return _taken.Any(taken => taken.Service == signal && wanted.TrueForAll(each => taken.Body.AsSpan().IndexOf(each) >= 0));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext http, string signal)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _taken.Enqueue((signal, body.ToArray()));
        http.Response.ContentType = "application/grpc";
        // An empty message, and the word that all is well.
        await http.Response.Body.WriteAsync(new byte[5]);
        http.Response.AppendTrailer("grpc-status", "0");
    }
}
