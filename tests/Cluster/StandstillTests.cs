using ResponsibilityGrid.Cluster;
using ResponsibilityGrid.Nemesis;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>A silo that stood still may have been declared dead meanwhile: until it knows better, it answers nobody from memory.</summary>
public sealed class StandstillTests
{
    [Fact]
    public async Task Nobody_is_answered_after_a_standstill_until_the_members_were_read()
    {
        await using var postgres = await LocalPostgres.Start();
        await using var cluster = new LocalCluster(await postgres.Database("grid"));
        await cluster.Migrate();
        var silo = await (await cluster.StartSilo("silo")).Ready();
        var gateway = await (await cluster.StartGateway("gateway")).Ready();
        using var grid = new GridHttp(await cluster.Key(), gateway.Url);
        Assert.Equal("[]", await Grids());

        // What is in memory needs no database ...
        await postgres.StopHard();
        Assert.Equal("[]", await Grids());

        // ... and is no answer when nobody can say whose it is by now.
        await silo.Process.Signal("STOP");
        // The standstill itself: longer than the silo puts up with.
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        await silo.Process.Signal("CONT");
        Assert.Equal("UNAVAILABLE", await Grids());

        await postgres.StartAgain();
        await Patience.Until("an answer once the members were read", async () => await Grids() == "[]" ? gateway : null);

        async Task<string?> Grids()
        {
            var reply = await grid.Send("{ grids { code } }");
            return reply.Data?.GetProperty("grids").GetRawText() ?? reply.Code;
        }
    }
}
