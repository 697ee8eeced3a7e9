using OpenTelemetry.Trace;

namespace ResponsibilityGrid.Gateway;

/// <summary>What a gateway has to trace beside the grid's own: the requests, but not those of whoever watches its health.</summary>
internal static class GatewayTelemetry
{
    public static void AddGatewayTelemetry(this WebApplicationBuilder builder) =>
        builder.AddGridTelemetry("responsibility-grid-gateway", tracing => tracing.AddAspNetCoreInstrumentation(
            requests => requests.Filter = http => !http.Request.Path.StartsWithSegments("/health")));
}
