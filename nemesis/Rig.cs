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
    private readonly CancellationTokenSource _end = new();
    private readonly LocalCluster _cluster;
    private Task _keeping = Task.CompletedTask;

    private Rig(SmallDisk disk, LocalPostgres postgres, LocalCluster cluster, string database) =>
        (Disk, Postgres, _cluster, Database) = (disk, postgres, cluster, database);

    public SmallDisk Disk { get; }

    public LocalPostgres Postgres { get; }

    /// <summary>How the database is reached without a proxy.</summary>
    public string Database { get; }

    public List<Silo> Silos { get; } = [];

    public List<Member> Gateways { get; } = [];

    public static async Task<Rig> Start(int seed, string logs)
    {
        var disk = await SmallDisk.Mount();
        var postgres = await LocalPostgres.Start(Path.Combine(disk.Path, "data"));
        var database = await postgres.Database("grid");
        var rig = new Rig(disk, postgres, new LocalCluster(database, logs), database);
        await rig._cluster.Migrate();
        for (var number = 1; number <= 2; number++) rig.Silos.Add(rig.NewSilo(number, seed));
        for (var number = 1; number <= 2; number++)
        {
            var (name, url) = ($"gateway-{number}", $"http://127.0.0.1:{LocalCluster.FreePort()}");
            rig.Gateways.Add(new Member(name, () => rig._cluster.StartGateway(name, url)));
        }

        await Task.WhenAll(rig.Members.Select(member => member.Start()));
        await rig.Ready();
        rig._keeping = rig.Keep();
        return rig;
    }

    /// <summary>A key that both gateways take.</summary>
    public Task<string> Key() => _cluster.Key();

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

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _keeping;
        await _cluster.DisposeAsync();
        foreach (var silo in Silos) await silo.DisposeAsync();
        await Postgres.DisposeAsync();
        await Disk.DisposeAsync();
        _end.Dispose();
    }

    private IEnumerable<Member> Members => [.. Silos, .. Gateways];

    private Silo NewSilo(int number, int seed)
    {
        var (name, listen) = ($"silo-{number}", LocalCluster.FreePort());
        var database = new TcpProxy(() => new UnixDomainSocketEndPoint(Postgres.SocketFile), seed + number, TimeSpan.FromMilliseconds(200));
        var wire = new TcpProxy(() => new IPEndPoint(IPAddress.Loopback, listen), seed + number, TimeSpan.FromMilliseconds(50), LocalCluster.FreePort());
        var url = $"http://127.0.0.1:{LocalCluster.FreePort()}";
        var gatewayPort = LocalCluster.FreePort();
        return new Silo(name, database, wire, () => _cluster.StartSilo(
            name,
            url,
            ("Storage__ConnectionString", $"Host=127.0.0.1;Port={database.Port};Username=postgres;Database=grid"),
            ("Clustering__SiloPort", $"{wire.Port}"),
            ("Clustering__SiloListenPort", $"{listen}"),
            ("Clustering__GatewayPort", $"{gatewayPort}")));
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
