using Xunit;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>A pass of ours that is not of now comes from a machine whose clock is wrong: nothing is done, and nobody is told to sign in again.</summary>
[Collection(nameof(RightsHost))]
public sealed class ExpiredPassTests(RightsHost host)
{
    [Theory, InlineData(-180), InlineData(180)]
    public async Task Whoever_comes_with_it_is_asked_to_come_back(int seconds)
    {
        TestPasses.Forge(Pass.Sign(TestPasses.Keys, RightsHost.Clerk.From(DateTimeOffset.UtcNow.AddSeconds(seconds))));

        var refusal = await Assert.ThrowsAsync<GridRuleException>(() => host.Cluster.Grains.GetGrain<ILedgerGrain>(GridKeys.Unit(SmallGrid.City, SmallGrid.County)).GetOverview(null));

        Assert.Equal(RefusalCode.Unavailable, refusal.Code);
    }
}
