using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ResponsibilityGrid.Cluster;

/// <summary>A key for whoever has just started a cluster and holds all its secrets: entered past the gateways, as a client of the silos.</summary>
internal static class FirstKey
{
    public static async Task<string> Make(string database, string secrets, string passKeys)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Storage:Provider"] = "postgresql";
        builder.Configuration["Storage:ConnectionString"] = database;
        builder.UseOrleansClient(client => client.AddDatabaseClustering(builder.Configuration));
        using var client = builder.Build();
        await client.StartAsync();
        Pass.Carry(Pass.Sign(PassKeys.Parse(passKeys), Principal.System("start").From(TimeProvider.System.GetUtcNow())));
        var (key, now) = (ApiKey.New("cluster"), TimeProvider.System.GetUtcNow());
        await client.Services.GetRequiredService<IGrainFactory>().GetGrain<IKeysGrain>(GridKeys.Keys).Enter([new ServiceAccount
        {
            Id = key.Account, Name = "cluster", Role = "issuer",
            Keys = [new ServiceKey { Number = 1, Seal = SecretRing.Parse(secrets).Seal(key), Created = now, CreatedBy = "system:start", Expires = now.AddDays(90) }],
        }]);
        await client.Services.GetRequiredService<IGrainFactory>().GetGrain<IRightsGrain>(GridKeys.Rights(GridKeys.EveryGrid))
            .Enter([Grant.AtStart($"key:{key.Account}", Role.Issuer, null, null, now), Grant.AtStart($"key:{key.Account}", Role.Clerk, null, null, now)]);
        await client.StopAsync();
        return key.Text;
    }
}
