using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

[CollectionDefinition(nameof(RightsHost))]
public sealed class RightsHostCollection : ICollectionFixture<RightsHost>;

/// <summary>The small city with its second county, and somebody for every role. Tests ask grains in their name.</summary>
public sealed class RightsHost : IAsyncLifetime
{
    public static readonly Principal Office = Key("office"), Issuer = Key("issuer"), Clerk = Key("clerk"), Other = Key("other"), Legal = Key("legal"), Inspector = Key("inspector"),
        SysAdmin = Key("sysadmin"), SecAdmin = Key("secadmin"), Auditor = Key("auditor"), Nobody = Key("nobody");

    /// <summary>The person on the branch's 岗位 post, by an account of their own.</summary>
    public static readonly Principal Worker = new() { Subject = "account:worker", Grid = City, Person = $"P{SmallItems.Worker}" };

    public GridCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Cluster = await GridCluster.Start();
        await Cluster.EnterItems(2);
        await Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter(
        [
            Granted(Office, Role.Office), Granted(Issuer, Role.Issuer), Granted(Clerk, Role.Clerk, County), Granted(Other, Role.Clerk, SmallItems.Other), Granted(Inspector, Role.Inspector),
            Grant.AtStart(Legal.Subject, Role.Functional, null, "法制", DateTimeOffset.MinValue),
        ]);
        await Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(GridKeys.EveryGrid)).Enter(
            [Granted(SysAdmin, Role.SystemAdministrator), Granted(SecAdmin, Role.SecurityAdministrator), Granted(Auditor, Role.Auditor)]);
        await Cluster.Grains.GetGrain<IKeysGrain>(GridKeys.Keys).Enter([.. from id in (string[])["nobody", "newcomer", "sysadmin", "secadmin", "auditor"] select new ServiceAccount { Id = id, Name = id }]);
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    /// <summary>Asks in somebody's name.</summary>
    public static async Task<T> As<T>(Principal? caller, Func<Task<T>> ask)
    {
        TestPasses.ActAs(caller);
        return await ask();
    }

    /// <summary>The code of the refusal.</summary>
    public static async Task<RefusalCode> Refused<T>(Principal? caller, Func<Task<T>> ask) => (await Assert.ThrowsAsync<GridRuleException>(() => As(caller, ask))).Code;

    private static Principal Key(string name) => new() { Subject = $"key:{name}", Grid = City };

    private static Grant Granted(Principal who, Role role, string? over = null) => Grant.AtStart(who.Subject, role, over, null, DateTimeOffset.MinValue);
}
