using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using ResponsibilityGrid.Gateway;
using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Telemetries;

/// <summary>Two silos on PostgreSQL and a gateway, telemetry on; what would go to the collector is kept.</summary>
public sealed class TracedGrid : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private GridDatabase _database = null!;
    private InProcessTestCluster _silos = null!;
    private WebApplication _gateway = null!;

    /// <summary>Every span that ended.</summary>
    internal Spans Spans { get; } = new();

    public IGrainFactory Grains => _silos.Client;

    /// <summary>The meters of the gateway and of the silos; other tests of this process have meters of the same names.</summary>
    public IEnumerable<IMeterFactory> Meters => _silos.Silos.Select(silo => silo.ServiceProvider).Append(_gateway.Services).Select(services => services.GetRequiredService<IMeterFactory>());

    public async ValueTask InitializeAsync()
    {
        _database = await GridDatabase.Migrated(StorageProvider.PostgreSql);
        // Nobody listens there: what was to be sent is thrown away.
        KeyValuePair<string, string?>[] telemetry = [new("Telemetry:Endpoint", "http://127.0.0.1:9"), new("Telemetry:SampleRatio", "1")];
        var silos = new InProcessTestClusterBuilder(2);
        silos.UseTestPasses();
        silos.Options.ServiceId = "responsibility-grid";
        silos.ConfigureHost(host => host.Configuration.AddInMemoryCollection([.. _database.Configuration, .. telemetry]));
        silos.ConfigureSiloHost((_, host) => host.AddGridTelemetry("silo"));
        silos.ConfigureSilo((_, silo) => silo.AddGridStorage(silo.Configuration).AddGridGrains().AddGridPropagation(silo.Configuration).UseInMemoryReminderService());
        silos.ConfigureSilo((_, silo) => silo.Services.AddSingleton(new LedgerOptions(TimeSpan.Zero)));
        silos.ConfigureClient(client => client.AddGridPropagation(client.Configuration));
        _silos = silos.Build();
        await _silos.DeployAsync();

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(telemetry);
        builder.Services.AddSingleton(TestPasses.Keys);
        builder.Services.AddSingleton(_silos.Client).AddSingleton<IGrainFactory>(_silos.Client);
        builder.AddGateway().Services.AddGridHealth().ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddInMemoryExporter(Spans));
        _gateway = builder.Build().MapGateway();
        await _gateway.StartAsync(TestContext.Current.CancellationToken);
        await _http.ShowKey(_gateway.Services);
        await Enter();
    }

    /// <summary>Asks as a part of a trace.</summary>
    public async Task<JsonElement> Ask(string query, ActivityTraceId trace, string? actor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{_gateway.Urls.Single()}/graphql")) { Content = JsonContent.Create(new { query }) };
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        if (actor is not null) request.Headers.Add("Grid-Actor", actor);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(new Uri(_gateway.Urls.Single() + path), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
        await _silos.StopAllSilosAsync();
        await _silos.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task Enter()
    {
        var grid = Grains.GetGrain<IGridGrain>(GridKeys.Grid(City));
        await grid.Enter(SmallItems.Units, [.. SmallItems.Places]);
        foreach (var unit in SmallItems.Places.GroupBy(place => place.Unit))
            await Grains.GetGrain<IUnitGrain>(GridKeys.Unit(City, unit.Key)).Record(Facts([.. unit]));
        await Grains.GetGrain<IResponsibilityListGrain>(GridKeys.List(City, List)).Draft(SmallItems.DutiesOf(1), newVersion: false, whole: false);
        await grid.Issue(List);
        await Patience.Until<object>("settled numbers", async () => (await Grains.GetGrain<ILedgerGrain>(GridKeys.Unit(City, City)).GetOverview(null)).Settled ? this : null);
    }
}

/// <summary>Spans as they end, from any thread.</summary>
internal sealed class Spans : ICollection<Activity>
{
    private readonly ConcurrentQueue<Activity> _ended = new();

    public int Count => _ended.Count;

    public bool IsReadOnly => false;

    public List<Activity> Of(ActivityTraceId trace) => [.. _ended.Where(span => span.TraceId == trace)];

    public void Add(Activity item) => _ended.Enqueue(item);

    public void Clear() => _ended.Clear();

    public bool Contains(Activity item) => _ended.Contains(item);

    public void CopyTo(Activity[] array, int arrayIndex) => _ended.CopyTo(array, arrayIndex);

    public bool Remove(Activity item) => false;

    public IEnumerator<Activity> GetEnumerator() => _ended.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
