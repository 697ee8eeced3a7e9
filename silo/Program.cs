// The silo process of cluster mode; embedded mode co-hosts the same silo in the gateway.
using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using ResponsibilityGrid;

try
{
    var migrate = args is ["migrate", ..];
    // Settings stand beside the program, wherever it is started from.
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = migrate ? args[1..] : args, ContentRootPath = AppContext.BaseDirectory });
    var settings = StorageSettings.From(builder.Configuration);
    if (migrate)
    {
        var applied = Migrations.Apply(settings.Provider, settings.ConnectionString);
        Console.WriteLine(applied.Count is 0 ? "The schema is up to date." : $"Applied {string.Join(", ", applied)}.");
        return 0;
    }

    if (settings.Provider is StorageProvider.Sqlite) throw StorageSettings.OneProcessOnly();
    // The silo checks it too, but behind a page of log.
    await StorageCheck.Run(settings, ClusteringSettings.From(builder.Configuration));
    builder.UseOrleans(silo => silo.AddGridSilo(builder.Configuration).AddDatabaseClustering(builder.Configuration));
    builder.AddGridTelemetry("responsibility-grid-silo");
    builder.Services.AddSiloHealth().AddClockWatch().Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
    await using var app = builder.Build();
    app.MapSiloHealth();
    var clock = app.Services.GetRequiredService<ClockWatch>();
    await app.RunAsync();
    return clock.HasRunAway ? 2 : 0;
}
catch (Exception refusal) when (refusal is OrleansConfigurationException or SchemaRefusedException or DbException or IOException)
{
    Console.Error.WriteLine(refusal.Message);
    return 2;
}
