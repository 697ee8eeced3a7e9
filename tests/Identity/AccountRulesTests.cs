using CsCheck;
using Microsoft.Extensions.Time.Testing;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Identity;

public sealed class AccountRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Among_six_tries_that_were_heard_there_is_always_a_pause_of_a_quarter_of_an_hour() =>
        Gen.Int[1, 1200].Array[1, 60].Sample(pauses =>
        {
            var (state, now, heard) = (new AccountState(), Now, new List<DateTimeOffset>());
            foreach (var pause in pauses)
            {
                now += TimeSpan.FromSeconds(pause);
                (state, var until) = AccountRules.Try(state, now);
                if (until is null) heard.Add(now);
            }

            return Enumerable.Range(0, Math.Max(0, heard.Count - TryRules.Most)).All(at => Enumerable.Range(at, TryRules.Most).Any(n => heard[n + 1] - heard[n] >= TryRules.Lockout));
        });

    [Fact]
    public void The_sixth_try_is_not_heard_until_a_quarter_of_an_hour_after_the_fifth()
    {
        var state = new AccountState();
        for (var n = 0; n < 5; n++)
        {
            (state, var heard) = AccountRules.Try(state, Now.AddSeconds(n));
            Assert.Null(heard);
        }

        Assert.Equal(Now.AddSeconds(4) + TryRules.Lockout, AccountRules.Try(state, Now.AddSeconds(5)).Until);
        Assert.Null(AccountRules.Try(state, Now.AddSeconds(4) + TryRules.Lockout).Until);
    }

    [Theory]
    [InlineData("zhang", true), InlineData("z.san-01", true), InlineData("0901", true), InlineData("z", false), InlineData("Zhang", false), InlineData("张三", false), InlineData(".zhang", false), InlineData("zhang san", false), InlineData("zhang/san", false)]
    public void Names_are_plain(string name, bool isName) => Assert.Equal(isName, AccountRules.IsName(name));

    [Fact]
    public void A_name_is_never_used_twice_and_a_person_has_one_account()
    {
        var state = Create(new AccountsState(), "zhang", "P1");

        Assert.Equal("name", Refused(() => Create(state, "zhang", "P2")));
        Assert.Equal("person", Refused(() => Create(state, "zhang2", "P1")));
        state = AccountRules.Change(state, Command(Act.CloseAccount, "zhang"), Now);
        Assert.Equal("name", Refused(() => Create(state, "zhang", "P2")));
        Assert.Equal(2, Create(state, "zhang2", "P1").Accounts.Count);
    }

    [Fact]
    public void A_link_is_good_once_and_only_in_its_time()
    {
        var state = AccountRules.Invite(new AccountsState(), [new Invitation { Seal = "s", Duty = Role.Auditor, Expires = Now.AddHours(1) }], Now);

        Assert.Equal("code", Refused(() => AccountRules.Redeem(state, "s", "shen", Now.AddHours(1))));
        var used = AccountRules.Redeem(state, "s", "shen", Now);
        Assert.Equal(Role.Auditor, used.Find("shen")!.Duty);
        Assert.Equal("code", Refused(() => AccountRules.Redeem(used, "s", "shen2", Now)));
    }

    [Fact]
    public void Links_go_out_for_duties_that_nobody_has_and_again_when_one_is_renewed()
    {
        Invitation Link(string seal) => new() { Seal = seal, Duty = Role.Auditor, Expires = Now.AddHours(1) };
        var state = AccountRules.Invite(new AccountsState(), [Link("a")], Now);
        Assert.Same(state, AccountRules.Invite(state, [Link("b")], Now));
        Assert.Equal("b", AccountRules.Invite(state, [Link("b")], Now.AddHours(2)).Invitations.Single().Seal);

        state = AccountRules.Redeem(state, "a", "shen", Now);
        Assert.Same(state, AccountRules.Invite(state, [Link("b")], Now));
        state = AccountRules.Renew(state, [Role.Auditor]);
        Assert.True(state.Find("shen")!.Closed);
        Assert.Single(AccountRules.Invite(state, [Link("b")], Now).Invitations);
    }

    [Fact]
    public void Nobody_locks_themselves_out_and_nobody_gets_at_an_administrators_account()
    {
        var state = AccountRules.Redeem(AccountRules.Invite(new AccountsState(), [new Invitation { Seal = "s", Duty = Role.SystemAdministrator, Expires = Now.AddHours(1) }], Now), "s", "xi", Now);

        Assert.All((Act[])[Act.LockAccount, Act.CloseAccount], act => Assert.Equal("account", Refused(() => AccountRules.Change(state, Command(act, "xi") with { Actor = new Actor { Code = "account:xi" } }, Now))));
        Assert.Equal("account", Refused(() => AccountRules.Change(state, Command(Act.ResetAccount, "xi"), Now)));
    }

    [Fact]
    public void A_reset_voids_the_password_and_its_link_is_dead_until_somebody_else_approves_it()
    {
        var proof = new Proof { Password = "digest" };
        var state = Create(new AccountsState(), "zhang", null);
        Assert.Equal("digest", proof.PasswordOf(state.Find("zhang")!));

        state = AccountRules.Change(state, Command(Act.ResetAccount, "zhang") with { Invitation = new Invitation { Seal = "s", Expires = Now.AddHours(1) } }, Now);

        Assert.Null(proof.PasswordOf(state.Find("zhang")!));
        Assert.False(state.Find("zhang")!.IsOpen);
        Assert.Equal("code", Refused(() => AccountRules.Redeem(state, "s", "zhang", Now)));
        Assert.Equal("account", Refused(() => AccountRules.Approve(state, Command(Act.ApproveAccount, "zhang"), Now)));
        state = AccountRules.Approve(state, ByAnother("zhang"), Now);
        Assert.True(AccountRules.Redeem(state, "s", "zhang", Now).Find("zhang")!.IsOpen);
        Assert.Equal("account", Refused(() => AccountRules.Approve(state, ByAnother("zhang"), Now)));
    }

    [Fact]
    public void An_account_of_a_person_waits_for_approval_and_one_of_nobody_does_not()
    {
        var state = Create(Create(new AccountsState(), "zhang", "P1"), "li", null);

        Assert.Equal((false, true), (state.Find("zhang")!.IsOpen, state.Find("li")!.IsOpen));
        Assert.True(AccountRules.Approve(state, ByAnother("zhang"), Now).Find("zhang")!.IsOpen);
    }

    [Fact]
    public void Who_signs_in_elsewhere_has_no_password_here_and_gets_none()
    {
        var state = AccountRules.Change(new AccountsState(), Command(Act.CreateAccount, "zhao") with
        {
            Account = new Account { Name = "zhao", Issuer = "https://id.example", IssuerSubject = "7" }, Invitation = new Invitation { Seal = "s", Expires = Now.AddHours(1) },
        }, Now);

        Assert.Equal("account", Refused(() => AccountRules.Change(state, Command(Act.ResetAccount, "zhao"), Now)));
        Assert.Throws<GridRuleException>(() => AccountRules.Redeem(state, "s", "zhao", Now));
        Assert.Null(new Proof { Password = "digest" }.PasswordOf(state.Find("zhao")!));
    }

    [Fact]
    public void No_command_gives_an_account_one_of_the_three_duties() =>
        Assert.Null(AccountRules.Change(new AccountsState(), Command(Act.CreateAccount, "li") with { Account = new Account { Name = "li", Duty = Role.Auditor } }, Now).Find("li")!.Duty);

    [Fact]
    public void Names_that_nobody_has_are_counted_as_accounts_are_and_no_more_of_them_than_so_many()
    {
        var clock = new FakeTimeProvider(Now);
        var unknown = new UnknownNames(clock);
        Gen.Int[1, 600].Array[1, 40].Sample(pauses =>
        {
            var (name, state) = ($"{Guid.NewGuid()}", new AccountState());
            foreach (var pause in pauses)
            {
                clock.Advance(TimeSpan.FromSeconds(pause));
                (state, var until) = AccountRules.Try(state, clock.GetUtcNow());
                if (unknown.Try(name) != until) return false;
            }

            return true;
        }, iter: 100, threads: 1);
        for (var n = 0; n < UnknownNames.Most + 10; n++) unknown.Try($"name-{n}");
        Assert.Equal(UnknownNames.Most, unknown.Count);
    }

    private static AccountCommand ByAnother(string name) => Command(Act.ApproveAccount, name) with { Actor = new Actor { Code = "account:another" } };

    [Fact]
    public void No_link_comes_with_an_act_that_nobody_approves()
    {
        var state = Create(new AccountsState(), "zhang", null);

        foreach (var act in (Act[])[Act.LockAccount, Act.CloseAccount])
            Assert.Empty(AccountRules.Change(state, Command(act, "zhang") with { Invitation = new Invitation { Seal = "own", Expires = Now.AddDays(1) } }, Now).Invitations);
    }

    private static AccountsState Create(AccountsState state, string name, string? person) => AccountRules.Change(state, Command(Act.CreateAccount, name) with { Account = new Account { Name = name, Person = person } }, Now);

    private static AccountCommand Command(Act act, string name) => new() { Id = Guid.NewGuid().ToString("N"), Act = act, Account = new Account { Name = name }, Actor = new Actor { Code = "account:someone" } };

    private static string? Refused(Func<AccountsState> act) => Assert.Throws<GridRuleException>(act).Field;
}
