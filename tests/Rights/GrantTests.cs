using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>Grants: proposed by one, approved by another, ended in seconds, kept for good.</summary>
[Collection(nameof(RightsHost))]
public sealed class GrantTests(RightsHost host)
{
    private IRightsGrain Rights => host.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City));

    [Fact]
    public async Task A_grant_gives_nothing_until_another_has_approved_it_and_nothing_once_it_is_ended()
    {
        var newcomer = new Principal { Subject = "key:newcomer", Grid = City };
        await As(SysAdmin, () => Rights.Propose(Clerking("p-1", newcomer)));
        Assert.Equal(RefusalCode.Forbidden, await Refused(newcomer, () => host.Cluster.Graph(City).GetUnit(County, null)));

        var approved = await As(SecAdmin, () => Rights.Approve(new GrantCommand { Id = "a-1", Grant = "p-1" }));

        Assert.Equal(("key:sysadmin", "key:secadmin"), (approved.Grant.ProposedBy, approved.Grant.ApprovedBy));
        Assert.NotNull(await As(newcomer, () => host.Cluster.Graph(City).GetUnit(County, null)));
        await As(SecAdmin, () => Rights.End(new GrantCommand { Id = "e-1", Grant = "p-1" }));
        await GridCluster.WaitUntil(async () => await Record.ExceptionAsync(() => As(newcomer, () => host.Cluster.Graph(City).GetUnit(County, null))), failure => failure is GridRuleException { Code: RefusalCode.Forbidden }, _ => "still honoured");
    }

    [Fact]
    public async Task Nobody_approves_what_they_proposed_or_get()
    {
        await As(Issuer, () => Rights.Propose(Clerking("p-2", SecAdmin) with { Role = Role.SecurityAdministrator, Over = null }));

        Assert.Equal(RefusalCode.Refused, await Refused(SecAdmin, () => Rights.Approve(new GrantCommand { Id = "a-2", Grant = "p-2" })));
        Assert.Equal(RefusalCode.Forbidden, await Refused(Issuer, () => Rights.Approve(new GrantCommand { Id = "a-3", Grant = "p-2" })));
        Assert.Equal(RefusalCode.Forbidden, await Refused(SecAdmin, () => Rights.Propose(Clerking("p-3", Nobody))));
        Assert.Equal(RefusalCode.Forbidden, await Refused(Clerk, () => Rights.Propose(Clerking("p-4", Nobody))));
    }

    [Fact]
    public void The_three_separated_duties_exclude_each_other_and_every_other_role()
    {
        var outline = new Outline(new Structure { Grid = City, Version = 1, Units = [.. Tree] }, new Moment(Start, DateTimeOffset.MaxValue));
        foreach (var first in Enum.GetValues<Role>().Where(role => role is not Role.Holder))
            foreach (var second in Enum.GetValues<Role>().Where(role => role is not Role.Holder && role != first))
            {
                var state = GrantRules.Propose(new RightsState(), Ask("1", first), outline, GridCluster.Noon);
                var refused = Record.Exception(() => GrantRules.Propose(state, Ask("2", second), outline, GridCluster.Noon)) is GridRuleException { Field: "role" };

                Assert.Equal(RightsRules.IsAdministrator(first) || RightsRules.IsAdministrator(second), refused);
            }

        static GrantCommand Ask(string id, Role role) => new()
        {
            Id = id, Who = "account:one", Role = role, Over = role is Role.Clerk ? County : null, Line = role is Role.Functional ? "法制" : null,
        };
    }

    [Theory]
    [InlineData("office", Role.Office, null, null, "who")]
    [InlineData("post:100-1", Role.Auditor, null, null, "who")]
    [InlineData("account:one", Role.Clerk, null, null, "over")]
    [InlineData("account:one", Role.Clerk, "999", null, "over")]
    [InlineData("account:one", Role.Issuer, County, null, "over")]
    [InlineData("account:one", Role.Functional, null, null, "line")]
    [InlineData("account:one", Role.Holder, "110-1", null, "role")]
    [InlineData("account:one", Role.SystemAdministrator, County, null, "over")]
    public void A_grant_that_makes_no_sense_is_refused(string who, Role role, string? over, string? line, string field)
    {
        var outline = new Outline(new Structure { Grid = City, Version = 1, Units = [.. Tree] }, new Moment(Start, DateTimeOffset.MaxValue));

        Assert.Equal(field, Assert.Throws<GridRuleException>(() => GrantRules.Propose(new(), new GrantCommand { Id = "x", Who = who, Role = role, Over = over, Line = line }, outline, GridCluster.Noon)).Field);
    }

    [Fact]
    public async Task Administrators_list_all_grants_and_everybody_else_their_own()
    {
        Assert.Contains(await As(SecAdmin, () => Rights.List(null, null)), grant => grant.Who == RightsHost.Office.Subject);
        Assert.Equal([Clerk.Subject], (await As(Clerk, () => Rights.List(null, null))).Select(grant => grant.Who).Distinct());
        Assert.Empty(await As(Clerk, () => Rights.List(null, RightsHost.Office.Subject)));
        Assert.DoesNotContain(await As(Auditor, () => Rights.List(Branch, null)), grant => grant.Over == "120");
    }

    private static GrantCommand Clerking(string id, Principal who) => new() { Id = id, Digest = 1, Act = Act.ProposeGrant, Who = who.Subject, Role = Role.Clerk, Over = County, Paper = "某发〔2026〕1号" };
}
