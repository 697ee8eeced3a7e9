namespace ResponsibilityGrid.Gateway;

/// <summary>What every gateway process serves, whatever silo is behind it.</summary>
internal static class GatewayApp
{
    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder)
    {
        builder.Services.AddGridGraphQL().AddGridReads();
        builder.Services.AddGridIdentity(builder.Configuration);
        builder.Services.AddSingleton<WorkbookImport>();
        builder.AddGatewayTelemetry();
        return builder;
    }

    public static WebApplication MapGateway(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGridGraphQL();
        app.MapGridHealth();
        app.MapImports();
        return app;
    }
}
