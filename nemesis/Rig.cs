using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using ResponsibilityGrid.Cluster;

namespace ResponsibilityGrid.Nemesis;

/// <summary>
/// The grid under test: PostgreSQL on a disk of its own, two silos and two gateways, each silo behind proxies to its database and from
/// its neighbour. Whatever ends is started again at once, as a service manager would.
/// </summary>
internal sealed class Rig : IAsyncDisposable
{
    // What a process may allocate: whoever lets work pile up dies of it here, and not of the machine's memory.
    private const string Heap = "0x20000000";

    private readonly CancellationTokenSource _end = new();
    private Task _keeping = Task.CompletedTask;

    private Rig(SmallDisk disk, LocalPostgres postgres, LocalCluster cluster, string database, string logs) =>
        (Disk, Postgres, Cluster, Database, Logs) = (disk, postgres, cluster, database, logs);

    public SmallDisk Disk { get; }

    public LocalPostgres Postgres { get; }

    /// <summary>How the database is reached without a proxy.</summary>
    public string Database { get; }

    public LocalCluster Cluster { get; }

    /// <summary>Where its processes leave what they say.</summary>
    public string Logs { get; }

    public List<Silo> Silos { get; } = [];

    public List<Member> Gateways { get; } = [];

    public IEnumerable<Member> Members => [.. Silos, .. Gateways];

    /// <summary>In which version each duty changed that was changed since the list was first issued.</summary>
    public ConcurrentDictionary<string, int> Changed { get; } = [];

    public static async Task<Rig> Start(int seed, string logs, string? programs = null)
    {
        var disk = await SmallDisk.Mount(mebibytes: 2500);
        var postgres = await LocalPostgres.Start(Path.Combine(disk.Path, "data"));
        var database = await postgres.Database("grid");
        var rig = new Rig(disk, postgres, new LocalCluster(database, logs, programs: programs), database, logs);
        await rig.Cluster.Migrate();
        for (var number = 1; number <= 2; number++) rig.Silos.Add(rig.NewSilo(number, seed));
        for (var number = 1; number <= 2; number++)
        {
            var (name, url) = ($"gateway-{number}", $"http://127.0.0.1:{LocalCluster.FreePort()}");
            rig.Gateways.Add(new Member(name, around => rig.Cluster.StartGateway(name, url, [("DOTNET_GCHeapHardLimit", Heap), .. around])));
        }

        await Task.WhenAll(rig.Members.Select(member => member.Start()));
        await rig.Ready();
        rig._keeping = rig.Keep();
        return rig;
    }

    /// <summary>A key that both gateways take.</summary>
    public Task<string> Key() => Cluster.Key();

    /// <summary>Waits until every process takes work.</summary>
    public async Task Ready(int seconds = 90)
    {
        var end = DateTime.UtcNow.AddSeconds(seconds);
        foreach (var member in Members)
            while (!await member.IsReady())
            {
                if (DateTime.UtcNow > end) throw new TimeoutException($"{member.Name} was not ready in {seconds} s:\n{member.Output}");
                await Task.Delay(50);
            }
    }

    /// <summary>One value out of the database, past everything.</summary>
    public async Task<T?> Scalar<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{Database};Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>Does something in the database, past everything.</summary>
    public async Task Execute(string sql) => await Scalar<object>(sql);

    /// <summary>Any of the silos.</summary>
    public Silo Any(Random random) => Silos[random.Next(Silos.Count)];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _keeping;
        await Cluster.DisposeAsync();
        foreach (var silo in Silos) await silo.DisposeAsync();
        await Postgres.DisposeAsync();
        await Disk.DisposeAsync();
        _end.Dispose();
    }

    private Silo NewSilo(int number, int seed)
    {
        var (name, listen, frontListen) = ($"silo-{number}", LocalCluster.FreePort(), LocalCluster.FreePort());
        var database = new TcpProxy(() => new UnixDomainSocketEndPoint(Postgres.SocketFile), seed + number);
        var wire = new TcpProxy(() => new IPEndPoint(IPAddress.Loopback, listen), seed + number, LocalCluster.FreePort());
        var front = new TcpProxy(() => new IPEndPoint(IPAddress.Loopback, frontListen), seed + number, LocalCluster.FreePort());
        var url = $"http://127.0.0.1:{LocalCluster.FreePort()}";
        return new Silo(name, database, wire, front, around => Cluster.StartSilo(
            name,
            url,
            [
                ("DOTNET_GCHeapHardLimit", Heap),
                ("Storage__ConnectionString", $"Host=127.0.0.1;Port={database.Port};Username=postgres;Database=grid;Application Name={name}"),
                ("Clustering__SiloPort", $"{wire.Port}"),
                ("Clustering__SiloListenPort", $"{listen}"),
                ("Clustering__GatewayPort", $"{front.Port}"),
                ("Clustering__GatewayListenPort", $"{frontListen}"),
                .. around,
            ]));
    }

    private async Task Keep()
    {
        try
        {
            using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            while (await beat.WaitForNextTickAsync(_end.Token))
                foreach (var member in Members.Where(member => member.HasEnded)) await member.Start();
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
