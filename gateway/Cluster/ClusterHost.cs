using Orleans.Runtime;

namespace ResponsibilityGrid.Gateway;

/// <summary>A gateway process: a client of whatever silos stand in its database's membership table.</summary>
internal static class ClusterHost
{
    /// <summary>Runs until it is told to stop. Settings that cannot be are one sentence and exit code 2; silos that are not there are waited for.</summary>
    public static async Task<int> Run(string[] args)
    {
        ClockWatch? clock = null;
        try
        {
            await using var app = Build(args);
            clock = app.Services.GetRequiredService<ClockWatch>();
            // Comes back when the silos are there.
            await app.StartAsync();
            await app.Services.GetRequiredService<GraphQLWarmUp>().WarmUp();
            app.Services.GetRequiredService<Readiness>().Met(Readiness.Silos);
            // It serves already, and the links can wait for silos that have no time.
            await app.Services.GetRequiredService<FirstLinks>().Tell(app.Urls.First(), new Retries(TimeSpan.MaxValue), app.Lifetime.ApplicationStopping);
            Console.WriteLine($"责任网格：{app.Urls.First()}/graphql");
            await app.WaitForShutdownAsync();
        }
        catch (OperationCanceledException)
        {
            // Told to stop while it waited for its silos.
        }
        catch (Exception refusal) when (refusal is OrleansConfigurationException or SchemaRefusedException or IOException)
        {
            Console.Error.WriteLine(refusal.Message);
            return 2;
        }

        return clock is { HasRunAway: true } ? 2 : 0;
    }

    private static WebApplication Build(string[] args)
    {
        // Settings stand beside the program, wherever it is started from.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (builder.Configuration["key-file"] is not null) throw new OrleansConfigurationException("--key-file is for the sample in one process (./run); here a system administrator makes keys.");
        builder.Services.AddSingleton(SecretRing.Parse(builder.Configuration[SecretRing.Setting])).AddSingleton(PassKeys.Parse(builder.Configuration[PassKeys.Setting]));
        builder.Services.AddSingleton(GridLimits.From(builder.Configuration));
        // Health is answered while the silos are waited for.
        builder.Services.Configure<HostOptions>(host => (host.ServicesStartConcurrently, host.ShutdownTimeout) = (true, TimeSpan.FromSeconds(25)));
        builder.UseOrleansClient(client => client.AddDatabaseClustering(builder.Configuration)
            .UseConnectionRetryFilter<WaitForSilos>()
            .AddGatewayCountChangedHandler(services => (_, silos) => services.GetRequiredService<SilosInReach>().Count = silos.NumberOfConnectedGateways));
        builder.AddGateway().Services.AddSingleton<IOutgoingGrainCallFilter>(services => services.GetRequiredService<CallSigner>())
            .AddClockWatch().AddSingleton<SilosInReach>().AddGridHealth(Readiness.Silos).AddHealthChecks().AddCheck<SilosInReach>("silos in reach", tags: ["ready"]);
        return builder.Build().MapGateway();
    }
}
