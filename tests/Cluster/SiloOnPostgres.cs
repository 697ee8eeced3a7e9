using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>A silo as its process builds it, on an empty PostgreSQL database; not started, so that nobody else writes to its tables.</summary>
public sealed class SiloOnPostgres : IAsyncLifetime
{
    private IHost _host = null!;

    public IMembershipTable Members => _host.Services.GetRequiredService<IMembershipTable>();

    public IReminderTable Reminders => _host.Services.GetRequiredService<IReminderTable>();

    /// <summary>One on a database; behind a door, and with settings of its own.</summary>
    internal static IHost Build(GridDatabase database, Door? door = null, params KeyValuePair<string, string?>[] settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(database.Configuration).AddInMemoryCollection(settings);
        builder.Services.AddSingleton(TestPasses.Keys);
        if (door is not null) builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(door);
        builder.UseOrleans(silo => silo.AddGridSilo(builder.Configuration).AddDatabaseClustering(builder.Configuration));
        return builder.Build();
    }

    public async ValueTask InitializeAsync()
    {
        _host = Build(await GridDatabase.Migrated(StorageProvider.PostgreSql));
        await Members.InitializeMembershipTableAsync(true, TestContext.Current.CancellationToken);
        await Reminders.StartAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }
}
