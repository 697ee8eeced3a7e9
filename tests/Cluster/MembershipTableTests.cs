using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>What Orleans expects of the membership and reminder tables, held against our own scripts.</summary>
public sealed class MembershipTableTests(SiloOnPostgres silo) : IClassFixture<SiloOnPostgres>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_is_entered_once_and_by_the_version_read()
    {
        var table = silo.Members;
        var before = (await table.ReadAllAsync(Stop)).Version;
        var entry = Entry(20001);

        Assert.False(await table.InsertRowAsync(entry, Version(before.Version + 7), Stop));
        Assert.True(await table.InsertRowAsync(entry, Next(before), Stop));
        Assert.False(await table.InsertRowAsync(entry, Next(before), Stop));
        Assert.False(await table.InsertRowAsync(entry, Next((await table.ReadAllAsync(Stop)).Version), Stop));

        var row = Assert.Single((await table.ReadRowAsync(entry.SiloAddress, Stop)).Members).Item1;
        Assert.Equal((entry.SiloAddress, "silo 20001", "主机", SiloStatus.Joining, 30001), (row.SiloAddress, row.SiloName, row.HostName, row.Status, row.ProxyPort));
        Assert.Equal((entry.StartTime, entry.IAmAliveTime), (row.StartTime, row.IAmAliveTime));
        Assert.Null(row.SuspectTimes);
    }

    [Fact]
    public async Task Of_many_who_change_the_table_by_one_version_one_does()
    {
        var table = silo.Members;
        var read = (await table.ReadAllAsync(Stop)).Version;

        var won = await Task.WhenAll(Enumerable.Range(21000, 16).Select(port => Task.Run(() => table.InsertRowAsync(Entry(port), Next(read), Stop))));

        Assert.Single(won, true);
        Assert.Equal(read.Version + 1, (await table.ReadAllAsync(Stop)).Version.Version);
    }

    [Fact]
    public async Task Status_and_suspicions_change_by_version_and_signs_of_life_without()
    {
        var table = silo.Members;
        var entry = Entry(20002);
        await Entered(entry);
        var (read, etag) = ((await table.ReadAllAsync(Stop)).Version, (await table.ReadRowAsync(entry.SiloAddress, Stop)).Members.Single().Item2);
        entry.Status = SiloStatus.Active;
        entry.SuspectTimes = [Tuple.Create(SiloAddress.FromParsableString("127.0.0.1:1@1"), entry.StartTime)];

        Assert.True(await table.UpdateRowAsync(entry, etag, Next(read), Stop));
        Assert.False(await table.UpdateRowAsync(entry, etag, Next(read), Stop));
        entry.IAmAliveTime = entry.IAmAliveTime.AddSeconds(5);
        await table.UpdateIAmAliveAsync(entry, Stop);

        var (row, version) = ((await table.ReadRowAsync(entry.SiloAddress, Stop)).Members.Single().Item1, (await table.ReadAllAsync(Stop)).Version);
        Assert.Equal((SiloStatus.Active, entry.IAmAliveTime, 1), (row.Status, row.IAmAliveTime, row.SuspectTimes!.Count));
        Assert.Equal(read.Version + 1, version.Version);
    }

    [Fact]
    public async Task The_dead_are_cleared_away_and_nobody_else()
    {
        var table = silo.Members;
        var (dead, alive) = (Entry(20003), Entry(20004));
        (dead.Status, alive.Status) = (SiloStatus.Dead, SiloStatus.Active);
        await Entered(dead);
        await Entered(alive);

        await table.CleanupDefunctSiloEntriesAsync(dead.IAmAliveTime, Stop);
        Assert.Single((await table.ReadRowAsync(dead.SiloAddress, Stop)).Members);
        await table.CleanupDefunctSiloEntriesAsync(dead.IAmAliveTime.AddSeconds(1), Stop);

        Assert.Empty((await table.ReadRowAsync(dead.SiloAddress, Stop)).Members);
        Assert.Single((await table.ReadRowAsync(alive.SiloAddress, Stop)).Members);
    }

    [Fact]
    public async Task A_reminder_is_kept_changed_found_by_its_place_on_the_ring_and_ended()
    {
        var table = silo.Reminders;
        var grain = GrainId.Create("grid", "g:370700");
        var entry = new ReminderEntry { GrainId = grain, ReminderName = "醒", StartAt = Second(DateTime.UtcNow), Period = TimeSpan.FromMinutes(1) };
        var first = await table.UpsertRow(entry, Stop);
        entry.Period = TimeSpan.FromMinutes(2);
        var second = await table.UpsertRow(entry, Stop);

        Assert.NotEqual(first, second);
        var read = await table.ReadRow(grain, "醒", Stop);
        Assert.Equal((entry.StartAt, TimeSpan.FromMinutes(2), second), (read!.StartAt, read.Period, read.ETag));
        Assert.Single((await table.ReadRows(grain, Stop)).Reminders);
        var place = grain.GetUniformHashCode();
        Assert.Equal("1 0 1 0", $"{await Between(place - 1, place)} {await Between(place, place + 1)} {await Between(place + 1, place)} {await Between(place, place - 1)}");

        Assert.False(await table.RemoveRow(grain, "醒", first!, Stop));
        Assert.True(await table.RemoveRow(grain, "醒", second!, Stop));
        Assert.Null(await table.ReadRow(grain, "醒", Stop));

        async Task<int> Between(uint begin, uint end) => (await table.ReadRows(begin, end, Stop)).Reminders.Count(r => r.GrainId == grain);
    }

    private async Task Entered(MembershipEntry entry) =>
        await Patience.Until("an entry", async () => await silo.Members.InsertRowAsync(entry, Next((await silo.Members.ReadAllAsync(Stop)).Version), Stop) ? entry : null);

    private static MembershipEntry Entry(int port) => new()
    {
        SiloAddress = SiloAddress.FromParsableString($"127.0.0.1:{port}@{port}"),
        SiloName = $"silo {port}",
        HostName = "主机",
        Status = SiloStatus.Joining,
        ProxyPort = port + 10000,
        StartTime = Second(DateTime.UtcNow),
        IAmAliveTime = Second(DateTime.UtcNow),
    };

    private static DateTime Second(DateTime time) => new(time.Ticks - time.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc);

    private static TableVersion Next(TableVersion read) => read.Next();

    private static TableVersion Version(int number) => new(number, $"{number}");
}
