// The silo process of cluster mode; embedded mode co-hosts the same silo in the gateway.
using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using ResponsibilityGrid;

try
{
    var migrate = args is ["migrate", ..];
    var builder = Host.CreateApplicationBuilder(migrate ? args[1..] : args);
    var settings = StorageSettings.From(builder.Configuration);
    if (migrate)
    {
        var applied = Migrations.Apply(settings.Provider, settings.ConnectionString);
        Console.WriteLine(applied.Count is 0 ? "The schema is up to date." : $"Applied {string.Join(", ", applied)}.");
        return 0;
    }

    builder.UseOrleans(silo => silo.AddGridSilo(builder.Configuration).AddLocalClustering(builder.Configuration));
    await builder.Build().RunAsync();
    return 0;
}
catch (Exception refusal) when (refusal is OrleansConfigurationException or SchemaRefusedException or DbException)
{
    Console.Error.WriteLine(refusal.Message);
    return 2;
}
