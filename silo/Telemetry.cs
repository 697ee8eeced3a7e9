using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Hosting;

namespace ResponsibilityGrid;

/// <summary>
/// The telemetry gate: traces and metrics by OTLP once section <c>Telemetry</c> names an <c>Endpoint</c>; without one nothing listens and
/// nothing is measured. And what the log looks like.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of our own source of spans and of our own meter.</summary>
    public const string Name = "ResponsibilityGrid";

    // By name: the wildcard would bring a span for every message.
    private static readonly string[] Sources =
        ["Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Lifecycle", "Microsoft.Orleans.Storage", Name];

    /// <summary>What every process registers, and what only some have to trace.</summary>
    public static void AddGridTelemetry(this IHostApplicationBuilder builder, string service, Action<TracerProviderBuilder>? more = null)
    {
        // Lines for a collector: JSON, with the ids of the trace that they belong to.
        if (builder.Configuration["Logging:Console:FormatterName"] == "json")
            builder.Logging.AddJsonConsole(console => (console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        if (TelemetrySettings.From(builder.Configuration) is not { } settings) return;

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service))
            .WithTracing(tracing =>
            {
                // Whoever asks may have decided already whether the trace is kept.
                tracing.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.SampleRatio))).AddSource(Sources).AddNpgsql();
                more?.Invoke(tracing);
                tracing.AddOtlpExporter(otlp => otlp.Endpoint = settings.Endpoint);
            })
            .WithMetrics(metrics => metrics
                .AddMeter(Name, "Microsoft.Orleans", "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting")
                .AddOtlpExporter(otlp => otlp.Endpoint = settings.Endpoint));
    }

    /// <summary>Hands the trace on with every call of a grain, where traces are wanted.</summary>
    public static ISiloBuilder AddGridPropagation(this ISiloBuilder silo, IConfiguration configuration) =>
        TelemetrySettings.From(configuration) is null ? silo : silo.AddActivityPropagation();

    /// <summary>Hands the trace on with every call of a gateway, where traces are wanted.</summary>
    public static IClientBuilder AddGridPropagation(this IClientBuilder client, IConfiguration configuration) =>
        TelemetrySettings.From(configuration) is null ? client : client.AddActivityPropagation();
}
