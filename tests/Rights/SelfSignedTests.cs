using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>Who made or approved an account or a key is the caller, whatever the command says of that.</summary>
[Collection(nameof(RightsHost))]
public sealed class SelfSignedTests(RightsHost host)
{
    private static readonly Actor Forged = new() { Code = "account:somebody", Name = "某人" };

    private IKeysGrain Keys => host.Cluster.Grains.GetGrain<IKeysGrain>(GridKeys.Keys);

    private IAccountsGrain Accounts => host.Cluster.Grains.GetGrain<IAccountsGrain>(GridKeys.Accounts);

    [Fact]
    public async Task A_key_is_of_whoever_made_it_and_nobody_approves_their_own_in_anothers_name()
    {
        await As(SysAdmin, () => Keys.Create(Key("k1")));
        var made = await As(SysAdmin, () => Keys.Create(Key("k2")));
        Assert.Equal(["key:sysadmin", "key:sysadmin"], made.Keys.Select(key => key.CreatedBy));

        // The program entered one in the name of the security administrator.
        await As(null, () => Keys.Revoke(Key("k3") with { Number = 2 }));
        await As(null, () => Keys.Create(Key("k4") with { Actor = new Actor { Code = SecAdmin.Subject } }));

        var refused = await Assert.ThrowsAsync<GridRuleException>(() => As(SecAdmin, () => Keys.Approve(Key("k5") with { Number = 3 })));
        Assert.Equal((Rule.OwnApproval, "key"), (refused.Rule, refused.Field));
    }

    [Fact]
    public async Task An_account_is_of_whoever_made_it_and_nobody_approves_or_locks_their_own_in_anothers_name()
    {
        var made = await As(SysAdmin, () => Accounts.Change(Command("a1", Act.CreateAccount, "zhang")));
        Assert.Equal("key:sysadmin", made.CreatedBy);
        var reset = await As(SysAdmin, () => Accounts.Change(Command("a2", Act.ResetAccount, "zhang")));
        Assert.Equal("key:sysadmin", reset.ProposedBy);

        await As(null, () => Accounts.Change(Command("a3", Act.ResetAccount, "zhang") with { Actor = new Actor { Code = SecAdmin.Subject } }));
        Assert.Equal(RefusalCode.Refused, (await Assert.ThrowsAsync<GridRuleException>(() => As(SecAdmin, () => Accounts.Approve(Command("a4", Act.ApproveAccount, "zhang"))))).Code);
        await As(null, () => Accounts.Change(Command("a5", Act.CreateAccount, "li")));
        var own = new Principal { Subject = "account:li", Grid = "" };
        await host.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(GridKeys.EveryGrid)).Enter([Grant.AtStart(own.Subject, Role.SystemAdministrator, null, null, DateTimeOffset.MinValue)]);
        Assert.Equal("account", (await Assert.ThrowsAsync<GridRuleException>(() => As(own, () => Accounts.Change(Command("a6", Act.LockAccount, "li") with { Lock = true })))).Field);
    }

    private static KeyCommand Key(string id) => new()
    {
        Id = $"self-{id}", Actor = Forged, Account = new ServiceAccount { Id = "self", Name = "某系统", Role = "office" }, Seal = id, Expires = GridCluster.Noon.AddDays(30),
    };

    private static AccountCommand Command(string id, Act act, string name) => new() { Id = $"self-{id}", Act = act, Account = new Account { Name = name }, Actor = Forged };
}
