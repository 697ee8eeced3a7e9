using System.Net.Http.Json;
using System.Text.Json;
using GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using ResponsibilityGrid.Gateway;
using ResponsibilityGrid.Tests.Imports;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

[CollectionDefinition(nameof(GridHost))]
public sealed class GridHostCollection : ICollectionFixture<GridHost>;

/// <summary>The sample grid on 2026-11-22: a silo, and the gateway as its client behind a real Kestrel.</summary>
public sealed class GridHost : IAsyncLifetime
{
    private const string Office = "370700-01";

    private readonly MovedClock clock = new(DateTimeOffset.Parse("2026-11-22T04:00Z"));
    private GridDatabase database = null!;
    private InProcessTestCluster cluster = null!;
    private WebApplication app = null!;

    public HttpClient Http { get; } = new();

    public Uri Url => new(app.Urls.Single() + "/graphql");

    /// <summary>What the gateway is made of.</summary>
    public IServiceProvider Services => app.Services;

    public ISchema Schema => app.Services.GetRequiredService<ISchema>();

    internal CallCounter Counter { get; } = new();

    internal CollectedLog Log { get; } = new();

    public IGrainFactory Grains => cluster.Client;

    public async ValueTask InitializeAsync()
    {
        var test = TestContext.Current.CancellationToken;
        database = await GridDatabase.ForCluster();
        var silos = new InProcessTestClusterBuilder(1);
        silos.UseTestPasses();
        silos.ConfigureHost(host => host.Configuration.AddInMemoryCollection(database.Configuration));
        silos.ConfigureSilo((_, silo) =>
        {
            silo.AddGridStorage(silo.Configuration).AddGridGrains().UseInMemoryReminderService();
            silo.Services.AddSingleton<TimeProvider>(clock);
        });
        silos.ConfigureSiloHost((_, host) => host.Logging.ClearProviders().AddProvider(Log));
        silos.ConfigureClient(client => client.AddOutgoingGrainCallFilter(Counter));
        cluster = silos.Build();
        await cluster.DeployAsync();

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.AddSingleton<IGrainFactory>(cluster.Client).AddSingleton<TimeProvider>(clock).AddSingleton(TestPasses.Keys);
        builder.AddGateway().Services.AddGridHealth();
        app = builder.Build();
        app.MapGateway();
        await app.Services.GetRequiredService<GraphQLWarmUp>().WarmUp();
        await app.StartAsync(test);
        await Http.ShowKey(app.Services);

        await WeifangSample.Load(cluster.Client, clock, Weifang.Sample);
        await Settled();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await cluster.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>Asks, and expects an answer without errors.</summary>
    public async Task<JsonElement> Ask(string query, object? variables = null)
    {
        var reply = await Send(query, variables, actor: Office);
        Assert.False(reply.TryGetProperty("errors", out var errors), $"{errors}");
        return reply.GetProperty("data");
    }

    /// <summary>Asks, and expects to be refused; answers with the first error's code.</summary>
    public async Task<string?> Refused(string query, object? variables = null) =>
        (await Send(query, variables, actor: Office)).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    /// <summary>Asks, and counts the grain calls that it took.</summary>
    public async Task<(JsonElement Data, string[] Calls)> Count(string query, object? variables = null)
    {
        Counter.Calls.Clear();
        var data = await Ask(query, variables);
        return (data, [.. Counter.Calls]);
    }

    /// <summary>The same for a duty that nobody has beside others.</summary>
    public async Task<string[]> CountAs(string role, string query)
    {
        var key = await TestKey.Make(app.Services, role);
        // The gateway has a copy of the keys from before.
        app.Services.GetRequiredService<KeyChecks>().Forget();
        // Who the key belongs to is found out with the first question.
        for (var times = 0; times < 2; times++)
        {
            Counter.Calls.Clear();
            var reply = await Send(query, key: key);
            Assert.False(reply.TryGetProperty("errors", out var errors), $"{errors}");
        }

        return [.. Counter.Calls];
    }

    public async Task<JsonElement> Send(string query, object? variables = null, string? language = null, string? actor = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = JsonContent.Create(new { query, variables }) };
        if (key is not null)
        {
            request.Headers.Authorization = new("Bearer", key);
            request.Headers.Add("Grid-Purpose", Uri.EscapeDataString("核对"));
        }

        if (language is not null) request.Headers.Add("Accept-Language", language);
        if (actor is not null) request.Headers.Add("Grid-Actor", actor);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until nothing of a unit is left in memory.</summary>
    public async Task Gone(string unit)
    {
        var grain = Grains.GetGrain<IUnitGrain>(GridKeys.Unit("370700", unit)).GetGrainId();
        await Patience.Until($"unit {unit} out of memory", () => Task.FromResult(cluster.TryGetGrainContext(grain, out _) ? null : unit), seconds: 20);
    }

    private Task<object> Settled() => Patience.Until<object>("a cascade at rest", async () =>
    {
        var overview = (await Ask("""{ overview(unit: "370700") { settled items } }""")).GetProperty("overview");
        return overview.GetProperty("settled").GetBoolean() && overview.GetProperty("items").GetInt32() > 0 ? overview : null;
    }, seconds: 60);
}
