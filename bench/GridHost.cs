using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using ResponsibilityGrid.Cluster;
using ResponsibilityGrid.Gateway;

namespace ResponsibilityGrid.Bench;

/// <summary>The product at work on a database: in this process as the embedded mode runs it, or as two silos and a gateway of their own.</summary>
internal sealed class GridHost(Uri address, IServiceProvider services, StorageSettings storage, Func<Task> stop) : IAsyncDisposable
{
    // Of another city's list, before anything is measured.
    private const int Versions = 6;

    public Uri Address => address;

    public IGrainFactory Grains { get; } = services.GetRequiredService<IGrainFactory>();

    public ILedgerGrain Root => LedgerOf(BenchGrid.City);

    public StorageSettings Storage => storage;

    /// <summary>The rows of grains, where a silo runs in this process.</summary>
    public IGrainStorage Rows => services.GetRequiredKeyedService<IGrainStorage>(GridGrains.Store);

    public static Task<GridHost> Start(BenchGrid grid, StorageSettings storage, Topology topology) =>
        topology is Topology.OneProcess ? Embedded(grid, storage) : InCluster(storage);

    private static async Task<GridHost> Embedded(BenchGrid grid, StorageSettings storage)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Storage:Provider"] = storage.Provider is StorageProvider.Sqlite ? "sqlite" : "postgresql";
        builder.Configuration["Storage:ConnectionString"] = storage.ConnectionString;
        builder.Services.AddSingleton(PassKeys.Random());
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleans(silo => silo.AddGridSilo(builder.Configuration).AddEmbeddedClustering());
        builder.AddGateway().Services.AddGridHealth().AddDoors();
        var app = builder.Build().MapGateway();
        await app.StartAsync();
        Wire.Key = await Shown(app.Services, grid);
        await app.Services.GetRequiredService<GraphQLWarmUp>().WarmUp();
        return new GridHost(AddressOf(app), app.Services, storage, async () =>
        {
            await app.StopAsync();
            await app.DisposeAsync();
        });
    }

    /// <summary>Processes of their own; this one joins them as a client, to import and to look.</summary>
    private static async Task<GridHost> InCluster(StorageSettings storage)
    {
        var cluster = new LocalCluster(storage.ConnectionString);
        var started = await Task.WhenAll(cluster.StartSilo("silo-1"), cluster.StartSilo("silo-2"), cluster.StartGateway("gateway"));
        foreach (var process in started) await process.Ready();
        Wire.Key = await cluster.Key();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Storage:Provider"] = "postgresql";
        builder.Configuration["Storage:ConnectionString"] = storage.ConnectionString;
        builder.UseOrleansClient(client => client.AddDatabaseClustering(builder.Configuration));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<IOutgoingGrainCallFilter>(new CallSigner(PassKeys.Parse(cluster.PassKeys)));
        var client = builder.Build();
        await client.StartAsync();
        return new GridHost(new Uri(started[^1].Url), client.Services, storage, async () =>
        {
            await client.StopAsync();
            client.Dispose();
            await cluster.DisposeAsync();
        });
    }

    /// <summary>A key that may do all that is measured.</summary>
    private static async Task<string> Shown(IServiceProvider gateway, BenchGrid grid)
    {
        var (key, now) = (ApiKey.New("bench"), TimeProvider.System.GetUtcNow());
        var grains = gateway.GetRequiredService<IGrainFactory>();
        var kept = new ServiceKey { Number = 1, Seal = gateway.GetRequiredService<SecretRing>().Seal(key), Created = now, Expires = now.AddDays(1) };
        await grains.GetGrain<IKeysGrain>(GridKeys.Keys).Enter([new ServiceAccount { Id = key.Account, Name = "bench", Role = grid.County is null ? "issuer" : "clerk", Keys = [kept] }]);
        if (grid.County is { } county) await grains.GetGrain<IRightsGrain>(GridKeys.Rights(grid.Root)).Enter([Grant.AtStart("key:bench", Role.Clerk, county, null, now)]);
        else await grains.GetGrain<IRightsGrain>(GridKeys.Rights(GridKeys.EveryGrid)).Enter([Grant.AtStart("key:bench", Role.Issuer, null, null, now), Grant.AtStart("key:bench", Role.Clerk, null, null, now)]);
        return key.Text;
    }

    /// <summary>Where a started server listens.</summary>
    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Has processes that were only just started take in another city, and issue some versions of its list, so that little of a cascade is the compiler's work.</summary>
    public async Task WarmUp()
    {
        var other = BenchGrid.Of(1, BenchGrid.OtherCity);
        for (var version = 1; version <= Versions; version++)
        {
            await Import(other.Reworded(version), isNewVersion: version > 1);
            await Cascade(other);
        }
    }

    /// <summary>Takes the grid in, and waits until every unit was heard of and everything that follows is written.</summary>
    public async Task<TimeSpan> Import(BenchGrid grid, bool isNewVersion = false)
    {
        var watch = Stopwatch.StartNew();
        var import = ActivatorUtilities.GetServiceOrCreateInstance<WorkbookImport>(services);
        var report = await import.Run(new CheckedWorkbook(grid.Workbook, []), new ImportOptions(NewVersion: isNewVersion));
        if (!report.Accepted) throw new InvalidOperationException($"The import was refused: {report.Faults[0]}");
        var took = watch.Elapsed;
        await Until(grid, overview => overview.Settled && overview.Units == grid.Units);
        await RawWrites.Rest(storage);
        return took;
    }

    /// <summary>Issues the list and waits until the root's numbers are exact.</summary>
    public async Task<Cascaded> Cascade(BenchGrid grid)
    {
        var watch = Stopwatch.StartNew();
        await Grains.GetGrain<IGridGrain>(GridKeys.Grid(grid.Root)).Issue(BenchGrid.List);
        var answered = watch.Elapsed;
        await Until(grid, overview => overview.Settled && overview.Items == grid.Items);
        return new Cascaded(answered, watch.Elapsed);
    }

    public async ValueTask DisposeAsync() => await stop();

    private ILedgerGrain LedgerOf(string city) => Grains.GetGrain<ILedgerGrain>(GridKeys.Unit(city, city));

    private async Task Until(BenchGrid grid, Func<Overview, bool> isSo)
    {
        var deadline = Stopwatch.StartNew();
        Overview overview;
        while (!isSo(overview = await LedgerOf(grid.Root).GetOverview(null)))
        {
            if (deadline.Elapsed > TimeSpan.FromMinutes(2)) throw new InvalidOperationException($"The grid did not settle: {overview}");
            // Seldom enough not to be what is measured: the root sums anew for whoever asks meanwhile.
            await Task.Delay(5);
        }
    }
}

/// <summary>How long a list took: until it was answered, and until the root's numbers were exact.</summary>
internal readonly record struct Cascaded(TimeSpan Answered, TimeSpan Exact);

/// <summary>How the grid is run.</summary>
internal enum Topology
{
    /// <summary>Gateway and silo in the process that measures.</summary>
    OneProcess,

    /// <summary>Two silos and a gateway, each a process.</summary>
    Cluster,
}
