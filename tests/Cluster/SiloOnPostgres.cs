using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>A silo as its process builds it, on an empty PostgreSQL database; not started, so that nobody else writes to its tables.</summary>
public sealed class SiloOnPostgres : IAsyncLifetime
{
    private IHost _host = null!;

    public IMembershipTable Members => _host.Services.GetRequiredService<IMembershipTable>();

    public IReminderTable Reminders => _host.Services.GetRequiredService<IReminderTable>();

    public async ValueTask InitializeAsync()
    {
        var database = await GridDatabase.Migrated(StorageProvider.PostgreSql);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(database.Configuration);
        builder.Services.AddSingleton(TestPasses.Keys);
        builder.UseOrleans(silo => silo.AddGridSilo(builder.Configuration).AddDatabaseClustering(builder.Configuration));
        _host = builder.Build();
        await Members.InitializeMembershipTableAsync(true, TestContext.Current.CancellationToken);
        await Reminders.StartAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }
}
