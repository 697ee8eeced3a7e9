using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResponsibilityGrid.Gateway;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Identity;

/// <summary>The small grid on two silos, and a gateway that is started anew at will; its secrets stay the same.</summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    private const string Secrets = "test=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly (string Key, string Value)[] _settings;
    private WebApplication _app = null!;

    private IdentityHost(GridCluster cluster, (string Key, string Value)[] settings) => (Cluster, _settings) = (cluster, settings);

    public GridCluster Cluster { get; }

    public EveryLine Log { get; } = new();

    public string Url => _app.Urls.Single();

    public IServiceProvider Services => _app.Services;

    public IAccountsGrain Accounts => Cluster.Grains.GetGrain<IAccountsGrain>(GridKeys.Accounts);

    public static async Task<IdentityHost> Start(params (string Key, string Value)[] settings)
    {
        var host = new IdentityHost(await GridCluster.Start(), settings);
        await host.Cluster.EnterSmall();
        await host.Open();
        return host;
    }

    /// <summary>Another gateway in the place of the one before.</summary>
    public async Task RestartGateway()
    {
        await _app.DisposeAsync();
        await Open();
    }

    /// <summary>The code of a link to a first administrator.</summary>
    public async Task<string> Invite(Role duty)
    {
        var code = OneTimeCode.New();
        Assert.Single(await Accounts.Invite([new Invitation { Seal = OneTimeCode.Seal(code), Duty = duty, Expires = Cluster.Clock.GetUtcNow() + OneTimeCode.Life }], []));
        return code;
    }

    /// <summary>Five seconds, after which every gateway has heard of everything.</summary>
    public void Pass(TimeSpan? time = null) => Cluster.Clock.Advance(time ?? TimeSpan.FromSeconds(5));

    public Visitor Visitor() => new(Url);

    /// <summary>Somebody with an account of a name, set up by a link of a system administrator.</summary>
    public async Task Enter(string name, string password)
    {
        var code = OneTimeCode.New();
        await Accounts.Change(new AccountCommand
        {
            Id = Guid.NewGuid().ToString("N"), Act = Act.CreateAccount, Account = new Account { Name = name },
            Invitation = new Invitation { Seal = OneTimeCode.Seal(code), Expires = Cluster.Clock.GetUtcNow() + OneTimeCode.Life },
        });
        using var visitor = Visitor();
        Assert.Equal(200, (await visitor.Post("/account/invitation", ("code", code), ("name", name), ("new", password), ("again", password))).Status);
        Pass();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    private async Task Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
        builder.Configuration[SecretRing.Setting] = Secrets;
        builder.Services.AddSingleton(TestPasses.Keys);
        foreach (var (key, value) in _settings) builder.Configuration[key] = value;
        builder.AddGateway().Services.AddSingleton(Cluster.Grains).AddSingleton<TimeProvider>(Cluster.Clock).AddGridHealth();
        _app = builder.Build().MapGateway();
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>Keeps everything that was logged, down to the last detail.</summary>
internal sealed class EveryLine : ILoggerProvider, ILogger
{
    public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        Lines.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose() { }
}
