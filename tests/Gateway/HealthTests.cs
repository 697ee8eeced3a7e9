using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests;

public sealed class HealthTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private GridDatabase _database = null!;
    private WebApplication _process = null!;
    private HttpClient _watcher = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await GridDatabase.Migrated(StorageProvider.Sqlite);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(_clock).AddSingleton(_ => Storage.Open(_database.Settings)).AddGridHealth("import", "issuing").AddHealthChecks().AddStorageCheck();
        _process = builder.Build();
        _process.MapGridHealth();
        await _process.StartAsync();
        var addresses = _process.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        _watcher = new() { BaseAddress = new(addresses.Addresses.Single()) };
    }

    [Fact]
    public async Task Ready_waits_for_every_condition()
    {
        Assert.Equal((200, 503, 503), await Answers());

        Readiness.Met("import");
        Assert.Equal((200, 503, 503), await Answers());

        Readiness.Met("issuing");
        Assert.Equal((200, 200, 200), await Answers());
    }

    [Fact]
    public async Task A_process_that_goes_down_is_alive_but_not_ready()
    {
        Readiness.Met("import");
        Readiness.Met("issuing");

        Readiness.Drain();

        Assert.Equal((200, 200, 503), await Answers());
    }

    [Fact]
    public async Task A_store_that_stops_answering_is_noticed_within_ten_seconds()
    {
        Readiness.Met("import");
        Readiness.Met("issuing");
        Assert.Equal((200, 200, 200), await Answers());

        await _database.Execute("ALTER TABLE OrleansQuery RENAME TO Gone");
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal((200, 200, 200), await Answers());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((200, 200, 503), await Answers());
    }

    /// <summary>It is asked without an identity; so whatever is missing, the whole answer is the same.</summary>
    [Fact]
    public async Task Whoever_asks_hears_a_word_and_never_why()
    {
        var waiting = await Told("ready");
        Readiness.Met("import");
        var waitingForLess = await Told("ready");
        Readiness.Met("issuing");
        var well = await Told("ready");
        await _database.Execute("ALTER TABLE OrleansQuery RENAME TO Gone");
        _clock.Advance(TimeSpan.FromSeconds(10));
        var withoutStore = await Told("ready");
        Readiness.Drain();
        var goingDown = await Told("ready");

        Assert.Single(new HashSet<string> { waiting, waitingForLess, withoutStore, goingDown });
        Assert.EndsWith("\n\nUnhealthy", waiting);
        Assert.Equal(waiting.Replace("503\n", "200\n", StringComparison.Ordinal).Replace("Unhealthy", "Healthy", StringComparison.Ordinal), well);
        Assert.Equal((well, well), (await Told("live"), await Told("startup")));
    }

    [Fact]
    public void A_condition_that_nobody_requires_cannot_be_met() =>
        Assert.Throws<ArgumentException>(() => Readiness.Met("imports"));

    public async ValueTask DisposeAsync()
    {
        _watcher.Dispose();
        await _process.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Readiness Readiness => _process.Services.GetRequiredService<Readiness>();

    private async Task<(int Live, int Startup, int Ready)> Answers() => (await Status("live"), await Status("startup"), await Status("ready"));

    /// <summary>The whole answer, without its date.</summary>
    private async Task<string> Told(string of)
    {
        using var answer = await _watcher.GetAsync($"/health/{of}", TestContext.Current.CancellationToken);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Content-Length")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order(StringComparer.Ordinal);
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
    }

    private async Task<int> Status(string of)
    {
        using var answer = await _watcher.GetAsync($"/health/{of}");
        return (int)answer.StatusCode;
    }
}
