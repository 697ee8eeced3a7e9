namespace ResponsibilityGrid.Gateway;

/// <summary>What every gateway process serves, whatever silo is behind it.</summary>
internal static class GatewayApp
{
    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder)
    {
        builder.Services.AddGridGraphQL().AddGridReads();
        builder.Services.AddGridIdentity(builder.Configuration);
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        builder.Services.AddSingleton<WorkbookImport>().AddSingleton<ImportTurn>();
        builder.Services.AddSingleton<CallSigner>().AddSingleton<IOutsideSigner>(services => services.GetRequiredService<CallSigner>());
        builder.AddGatewayTelemetry();
        return builder;
    }

    public static WebApplication MapGateway(this WebApplication app)
    {
        app.UseProxies();
        app.UseHsts();
        app.Use((http, next) =>
        {
            http.Features.Set(new Arrival());
            return next(http);
        });
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(async (http, next) =>
        {
            http.Features.Get<Arrival>()!.LetIn();
            if (Callers.Unfit(http) is { } problem)
            {
                await Doorkeeper.Refuse(http, StatusCodes.Status400BadRequest, problem);
                return;
            }

            CallSigner.ActAs(Callers.PrincipalOf(http));
            await next(http);
        });
        app.MapGridGraphQL();
        app.MapGridHealth();
        app.MapAccountPages();
        app.MapImports();
        return app;
    }
}
