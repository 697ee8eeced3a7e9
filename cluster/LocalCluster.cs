using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ResponsibilityGrid.Cluster;

/// <summary>Silos and gateways as processes of this machine on one database, on ports that nobody else has.</summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<int, bool> Given = [];

    private readonly List<ChildProcess> _started = [];
    private readonly string _database;
    private readonly string? _logs;
    private readonly string _secrets;
    private readonly string _passKeys = NewSecrets();
    private readonly Lazy<Task<string>> _key;

    /// <param name="database">How the processes reach their database.</param>
    /// <param name="logs">The directory for what they say; null where nobody wants to read it.</param>
    /// <param name="secrets">The secrets of its gateways; null where nothing has to outlive it.</param>
    /// <param name="programs">Where a build left its programs; beside this one where nobody says so.</param>
    public LocalCluster(string database, string? logs = null, string? secrets = null, string? programs = null)
    {
        (_database, _logs, _secrets, Programs) = (database, logs, secrets ?? NewSecrets(), programs ?? Beside);
        _key = new(() => FirstKey.Make(_database, _secrets, _passKeys));
        if (logs is not null) Directory.CreateDirectory(logs);
    }

    /// <summary>The build that processes are started from; those that run stay what they are.</summary>
    public string Programs { get; set; }

    /// <summary>Secrets for gateways, made now.</summary>
    public static string NewSecrets() => $"local={Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";

    /// <summary>The keys that its processes sign with, for whoever joins them as another client.</summary>
    public string PassKeys => _passKeys;

    /// <summary>A key that its gateways take, once a silo is there.</summary>
    public Task<string> Key() => _key.Value;

    /// <summary>Brings the database to the schema of the programs.</summary>
    public async Task Migrate()
    {
        await using var migrate = await ChildProcess.Start("migrate", ["dotnet", Program("Silo", Programs), "migrate"], Settings(_database), Log("migrate"));
        if (await migrate.Ended() != 0) throw new InvalidOperationException(migrate.Output);
    }

    /// <summary>Starts a silo. Settings win over those that follow from the cluster.</summary>
    public async Task<GridProcess> StartSilo(string name, string? url = null, params (string Key, string Value)[] settings)
    {
        url ??= $"http://127.0.0.1:{FreePort()}";
        return await Start(name, "Silo", url, [("Urls", url), ("Identity__PassKeys", _passKeys), ("Clustering__SiloPort", $"{FreePort()}"), ("Clustering__GatewayPort", $"{FreePort()}"), .. settings]);
    }

    /// <summary>Starts a gateway.</summary>
    public async Task<GridProcess> StartGateway(string name, string? url = null, params (string Key, string Value)[] settings)
    {
        url ??= $"http://127.0.0.1:{FreePort()}";
        return await Start(name, "Gateway", url, [("Urls", url), ("Identity__PassKeys", _passKeys), ("Identity__Secrets", _secrets), .. settings]);
    }

    /// <summary>A port that is free now, that nobody else here was given, and that this machine does not hand to the next connection out.</summary>
    public static int FreePort()
    {
        while (true)
        {
            // Below the range of outgoing connections: a port from there is taken again before a killed silo comes back.
            var port = Random.Shared.Next(20000, 32000);
            // Free until whoever was given it listens, which takes a process seconds.
            if (Given.TryAdd(port, true) && IsFree(port)) return port;
        }
    }

    /// <summary>This port; where somebody else has it, a free one.</summary>
    public static int FreePort(int preferred) => IsFree(preferred) ? preferred : FreePort();

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Stops everything that still runs: gateways first, then silos, each with time to finish.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_started).Where(p => !p.HasEnded)) await process.Stop();
        foreach (var process in _started) await process.DisposeAsync();
    }

    private async Task<GridProcess> Start(string name, string project, string url, IEnumerable<(string Key, string Value)> settings)
    {
        var all = Settings(_database);
        foreach (var (key, value) in settings) all[key] = value;
        var process = await ChildProcess.Start(name, ["dotnet", Program(project, Programs)], all, Log(name));
        _started.Add(process);
        return new GridProcess(process, url);
    }

    private string? Log(string name) => _logs is null ? null : Path.Combine(_logs, $"{name}.log");

    private static Dictionary<string, string> Settings(string database) => new()
    {
        ["Storage__Provider"] = "postgresql",
        ["Storage__ConnectionString"] = database,
        // Whoever reads the logs of several processes reads them side by side.
        ["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ",
    };

    private static string Beside => Path.GetFullPath("../..", AppContext.BaseDirectory);

    /// <summary>A program of the build that this one is of, or of another one, as the build lays them out.</summary>
    public static string Program(string project, string? programs = null) =>
        Path.Combine(programs ?? Beside, $"ResponsibilityGrid.{project}", new DirectoryInfo(AppContext.BaseDirectory).Name, $"ResponsibilityGrid.{project}.dll");
}
