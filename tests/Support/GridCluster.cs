using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;
using Orleans.Timers;
using ResponsibilityGrid.Gateway;
using ResponsibilityGrid.Tests.Imports;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>Two silos in this process on one SQLite file, on a clock that a test sets; and what a test does with a grid.</summary>
public sealed class GridCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly GridDatabase _database;
    private InProcessTestCluster _cluster;

    private GridCluster(GridDatabase database, DateTimeOffset now)
    {
        (_database, Clock) = (database, new FakeTimeProvider(now));
        _cluster = Build();
    }

    public FakeTimeProvider Clock { get; }

    public StorageFaults Faults { get; } = new();

    /// <summary>What silos that start from now on are installed with.</summary>
    public GridSettings Installed { get; set; } = new();

    /// <summary>What went from silo to silo.</summary>
    internal WireCount Wire { get; } = new();

    /// <summary>What its silos said.</summary>
    internal CollectedLog Log { get; } = new();

    public IGrainFactory Grains => _cluster.Client;

    public InProcessTestCluster Silos => _cluster;

    /// <summary>At noon of the day on which the sample is true.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    public static async Task<GridCluster> Start(DateTimeOffset? now = null) => await On(await GridDatabase.ForCluster(), now);

    /// <summary>On a database of the test's choice that has the schema; it goes with the cluster.</summary>
    public static async Task<GridCluster> On(GridDatabase database, DateTimeOffset? now = null)
    {
        var cluster = new GridCluster(database, now ?? Noon);
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    public IGridGrain Grid(string grid) => Grains.GetGrain<IGridGrain>(GridKeys.Grid(grid));

    public IUnitGrain Unit(string grid, string unit) => Grains.GetGrain<IUnitGrain>(GridKeys.Unit(grid, unit));

    public ILedgerGrain Ledger(string grid, string unit) => Grains.GetGrain<ILedgerGrain>(GridKeys.Unit(grid, unit));

    public IResponsibilityListGrain List(string grid, string list) => Grains.GetGrain<IResponsibilityListGrain>(GridKeys.List(grid, list));

    public IGraphGrain Graph(string grid) => Grains.GetGrain<IGraphGrain>(GridKeys.Grid(grid));

    /// <summary>The sample workbook with its list in draft.</summary>
    public async Task EnterWeifang()
    {
        var report = await new WorkbookImport(Grains, Clock).Run(WorkbookReader.Read(Weifang.Sample), new ImportOptions());
        Assert.True(report.Accepted, string.Join('\n', report.Faults.Take(5)));
    }

    public Task<ListVersion> Issue(string grid, string list) => Grid(grid).Issue(list);

    public Task<Overview> OverviewOf(string grid, string unit) => Ledger(grid, unit).GetOverview(null);

    /// <summary>Waits until every unit below has been heard.</summary>
    public Task<Overview> WaitUntilSettled(string grid, string? unit = null) => WaitUntil(() => OverviewOf(grid, unit ?? grid), o => o.Settled, o => $"{o.Units} units with {o.Items} items are not settled");

    /// <summary>Asks again and again, for a bounded time; says what was missing when it runs out.</summary>
    public static async Task<T> WaitUntil<T>(Func<Task<T>> ask, Func<T, bool> isEnough, Func<T, string> missing)
    {
        var end = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            var answer = await ask();
            if (isEnough(answer)) return answer;
            if (TimeProvider.System.GetUtcNow() > end) Assert.Fail(missing(answer));
            await Task.Delay(25);
        }
    }

    /// <summary>Stops all silos and starts others on the same file.</summary>
    public async Task Restart()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        _cluster = Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        await _database.DisposeAsync();
    }

    private InProcessTestCluster Build()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.UseTestPasses();
        // Part of every row's identity.
        builder.Options.ServiceId = "responsibility-grid";
        builder.ConfigureHost(host => host.Configuration.AddInMemoryCollection(_database.Configuration));
        builder.ConfigureClient(client => client.AddOutgoingGrainCallFilter<HeldAnswers>().Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(10)));
        builder.ConfigureSiloHost((_, host) => host.UseClock(Clock));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(new LedgerOptions(TimeSpan.FromSeconds(1)));
            silo.Services.AddSingleton(Installed);
            silo.AddGridGrains().UseInMemoryReminderService();
            silo.AddGridStorage(silo.Configuration);
            silo.Services.AddSingleton(Wire).AddLogging(logging => logging.AddProvider(Log));
            silo.AddHeldAnswers().AddOutgoingGrainCallFilter<LeavingFilter>().AddIncomingGrainCallFilter<ArrivingFilter>();
            var real = silo.Services.Last(s => s.ServiceType == typeof(IGrainStorage) && Equals(s.ServiceKey, GridGrains.Store));
            silo.Services.AddKeyedSingleton<IGrainStorage>(GridGrains.Store, (services, name) =>
                new FaultyStorage((IGrainStorage)real.KeyedImplementationFactory!(services, name), Faults));
            var reminders = silo.Services.Last(s => s.ServiceType == typeof(IReminderRegistry));
            silo.Services.AddSingleton<IReminderRegistry>(services =>
                new FaultyReminders((IReminderRegistry)ActivatorUtilities.CreateInstance(services, reminders.ImplementationType!), Faults));
            silo.Services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(10));
        });
        return builder.Build();
    }
}

internal static class ClusterClock
{
    /// <summary>Grains read the test's clock; everything else, their timers too, keeps real time.</summary>
    public static void UseClock(this Microsoft.Extensions.Hosting.IHostApplicationBuilder host, TimeProvider clock)
    {
        host.Services.AddSingleton(clock);
        host.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        host.Services.AddKeyedSingleton(TimeProviderNames.Grains, TimeProvider.System);
    }
}
