using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ResponsibilityGrid.Gateway;

namespace ResponsibilityGrid.Bench;

/// <summary>The product as the embedded mode runs it, gateway and silo in this process, on whichever database.</summary>
internal sealed class GridHost(WebApplication app, StorageSettings storage) : IAsyncDisposable
{
    public Uri Address { get; } = AddressOf(app);

    public IGrainFactory Grains { get; } = app.Services.GetRequiredService<IGrainFactory>();

    public ILedgerGrain Root => Grains.GetGrain<ILedgerGrain>(GridKeys.Unit(BenchGrid.City, BenchGrid.City));

    public StorageSettings Storage => storage;

    public static async Task<GridHost> Start(StorageSettings storage)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Storage:Provider"] = storage.Provider is StorageProvider.Sqlite ? "sqlite" : "postgresql";
        builder.Configuration["Storage:ConnectionString"] = storage.ConnectionString;
        builder.Configuration["Identity:Mode"] = "TrustedHeader";
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleans(silo => silo.AddGridSilo(builder.Configuration).AddEmbeddedClustering());
        builder.AddGateway().Services.AddGridHealth();
        var app = builder.Build().MapGateway();
        await app.StartAsync();
        await app.Services.GetRequiredService<GraphQLWarmUp>().WarmUp();
        return new GridHost(app, storage);
    }

    /// <summary>Where a started server listens.</summary>
    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Takes the grid in, and waits until every unit was heard of and everything that follows is written.</summary>
    public async Task<TimeSpan> Import(BenchGrid grid)
    {
        var watch = Stopwatch.StartNew();
        var import = ActivatorUtilities.GetServiceOrCreateInstance<WorkbookImport>(app.Services);
        var report = await import.Run(new CheckedWorkbook(grid.Workbook, []), new ImportOptions());
        if (!report.Accepted) throw new InvalidOperationException($"The import was refused: {report.Faults[0]}");
        var took = watch.Elapsed;
        await Until(overview => overview.Settled && overview.Units == grid.Units);
        await RawWrites.Rest(storage);
        return took;
    }

    /// <summary>Issues the list and waits until the root's numbers are exact.</summary>
    public async Task<Cascaded> Cascade(BenchGrid grid)
    {
        var watch = Stopwatch.StartNew();
        await Grains.GetGrain<IGridGrain>(GridKeys.Grid(BenchGrid.City)).Issue(BenchGrid.List);
        var answered = watch.Elapsed;
        await Until(overview => overview.Settled && overview.Items == grid.Items);
        return new Cascaded(answered, watch.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task Until(Func<Overview, bool> isSo)
    {
        var deadline = Stopwatch.StartNew();
        Overview overview;
        while (!isSo(overview = await Root.GetOverview(null)))
        {
            if (deadline.Elapsed > TimeSpan.FromMinutes(2)) throw new InvalidOperationException($"The grid did not settle: {overview}");
            // Seldom enough not to be what is measured: the root sums anew for whoever asks meanwhile.
            await Task.Delay(5);
        }
    }
}

/// <summary>How long a list took: until it was answered, and until the root's numbers were exact.</summary>
internal readonly record struct Cascaded(TimeSpan Answered, TimeSpan Exact);
