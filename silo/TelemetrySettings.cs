using System.Globalization;
using Microsoft.Extensions.Configuration;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>Section <c>Telemetry</c>.</summary>
/// <param name="Endpoint">Where OTLP over gRPC is taken.</param>
/// <param name="SampleRatio">The share of traces that is kept, of those that nobody has decided on.</param>
internal sealed record TelemetrySettings(Uri Endpoint, double SampleRatio)
{
    /// <summary>Reads the section; none where no endpoint is set.</summary>
    /// <exception cref="OrleansConfigurationException">A value is none of its kind.</exception>
    public static TelemetrySettings? From(IConfiguration configuration)
    {
        var (endpoint, ratio) = (configuration["Telemetry:Endpoint"], configuration["Telemetry:SampleRatio"] ?? "0.1");
        if (endpoint is not { Length: > 0 }) return null;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new OrleansConfigurationException($"Telemetry:Endpoint is '{endpoint}'; it is an address such as http://127.0.0.1:4317.");
        return double.TryParse(ratio, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? new(uri, share)
            : throw new OrleansConfigurationException($"Telemetry:SampleRatio is '{ratio}'; it is a number from 0 to 1.");
    }
}
