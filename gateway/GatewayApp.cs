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
        builder.Services.AddSingleton<IOutgoingGrainCallFilter>(services => new CallSigner(services.GetRequiredService<PassKeys>()));
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
        // Most requests show a key that was shown a moment ago. All others go through the schemes.
        var keys = app.Services.GetRequiredService<KeyChecks>();
        app.Use((http, next) =>
        {
            if (ApiKeyHandler.TokenOf(http.Request) is { } token && keys.Glance(token) is { } known) http.User = known;
            return next(http);
        });
        app.UseWhen(http => http.User.Identity is not { IsAuthenticated: true }, unknown => unknown.UseAuthentication());
        app.UseAuthorization();
        app.Use((http, next) =>
        {
            if (Callers.Unfit(http) is { } problem) return Doorkeeper.Refuse(http, StatusCodes.Status400BadRequest, problem);
            var caller = Callers.PrincipalOf(http);
            http.Features.Get<Arrival>()!.LetIn(caller);
            CallSigner.ActAs(caller);
            return next(http);
        });
        app.MapGridGraphQL();
        app.MapGridHealth();
        app.MapAccountPages();
        app.MapImports();
        return app;
    }
}
