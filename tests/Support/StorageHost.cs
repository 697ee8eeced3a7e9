using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;

namespace ResponsibilityGrid.Tests;

/// <summary>One embedded silo, for its storage.</summary>
public sealed class StorageHost : IAsyncDisposable
{
    private readonly IHost _host;

    private StorageHost(IHost host) => _host = host;

    public IGrainStorage Storage => _host.Services.GetRequiredKeyedService<IGrainStorage>(GridGrains.Store);

    public IServiceProvider Services => _host.Services;

    public static async Task<StorageHost> Start(StorageSettings settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = settings.Provider is StorageProvider.Sqlite ? "sqlite" : "postgresql",
            ["Storage:ConnectionString"] = settings.ConnectionString,
        });
        builder.Services.AddSingleton(TestPasses.Keys);
        TestPasses.UseTestPasses(builder.Services);
        builder.UseOrleans(silo => silo.AddGridSilo(builder.Configuration).AddEmbeddedClustering());
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return new(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public async Task<GrainState<Note>> Read(GrainId grain)
    {
        var state = new GrainState<Note>();
        await Storage.ReadStateAsync("note", grain, state);
        return state;
    }

    public Task Write(GrainId grain, GrainState<Note> state) => Storage.WriteStateAsync("note", grain, state);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

/// <summary>A state to store.</summary>
public sealed record Note
{
    public string Text { get; init; } = "";
}
