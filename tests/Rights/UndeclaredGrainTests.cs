using Orleans.Runtime;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>A grain that declares nothing is asked by nobody but the program: the runtime's own management grain is one.</summary>
[Collection(nameof(RightsHost))]
public sealed class UndeclaredGrainTests(RightsHost host)
{
    [Fact]
    public async Task It_is_closed_to_whoever_has_a_pass() => Assert.Equal(RefusalCode.Forbidden, await Refused(Clerk, Hosts));

    [Fact]
    public async Task It_is_closed_to_whoever_has_none()
    {
        TestPasses.Forge(TestPasses.None);

        Assert.Equal(RefusalCode.Unauthenticated, await Refused(null, Hosts));
    }

    [Fact]
    public async Task The_program_asks_it() => Assert.NotEmpty(await As(null, Hosts));

    private Task<Dictionary<SiloAddress, SiloStatus>> Hosts() => host.Cluster.Grains.GetGrain<IManagementGrain>(0).GetHosts();
}
