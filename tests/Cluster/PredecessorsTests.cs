using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;
using ResponsibilityGrid.Cluster;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>All silos of a cluster died and start again at their addresses, all at once.</summary>
public sealed class PredecessorsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_had_an_address_before_is_dead_before_a_silo_joins_there()
    {
        var database = await GridDatabase.Migrated(StorageProvider.PostgreSql);
        int[] ports = [.. Enumerable.Range(0, 4).Select(_ => LocalCluster.FreePort())];
        var doors = ports.Select(_ => new Door(Predecessors.Stage + 1)).ToList();
        var hosts = ports.Zip(doors, (port, door) => SiloOnPostgres.Build(database, door, new("Clustering:SiloPort", $"{port}"), new("Clustering:GatewayPort", $"{LocalCluster.FreePort()}"))).ToList();
        var table = hosts[0].Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true, Stop);
        foreach (var port in ports) await Enter(table, Entry(port));
        var elsewhere = Entry(LocalCluster.FreePort());
        await Enter(table, elsewhere);

        var starting = hosts.Select(host => host.StartAsync(Stop)).ToList();
        await Task.WhenAll(doors.Select(door => door.Reached.Task));
        var members = (await table.ReadAllAsync(Stop)).Members.Select(member => member.Item1).ToList();

        Assert.Equal(5, members.Count);
        Assert.All(members, member => Assert.Equal(member.SiloAddress.Equals(elsewhere.SiloAddress) ? SiloStatus.Active : SiloStatus.Dead, member.Status));

        doors.ForEach(door => door.Opens.SetResult());
        await Task.WhenAll(starting);
        Assert.Equal(4, (await table.ReadAllAsync(Stop)).Members.Count(member => member.Item1.Status is SiloStatus.Active && ports.Contains(member.Item1.SiloAddress.Endpoint.Port)));
        foreach (var host in hosts)
        {
            await host.StopAsync(Stop);
            host.Dispose();
        }
    }

    private static async Task Enter(IMembershipTable table, MembershipEntry entry) =>
        Assert.True(await table.InsertRowAsync(entry, (await table.ReadAllAsync(Stop)).Version.Next(), Stop));

    /// <summary>Long without a sign of life by the clock that the runtime goes by, so that nobody waits for it.</summary>
    private static MembershipEntry Entry(int port) => new()
    {
        SiloAddress = SiloAddress.FromParsableString($"127.0.0.1:{port}@7"),
        SiloName = $"silo {port}",
        HostName = "主机",
        Status = SiloStatus.Active,
        StartTime = DateTime.UtcNow.AddHours(-2),
        IAmAliveTime = DateTime.UtcNow.AddHours(-1),
    };
}
