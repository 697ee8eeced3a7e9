using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>Grants: proposed by one, approved by another, ended in seconds, kept for good.</summary>
[Collection(nameof(RightsHost))]
public sealed class GrantTests(RightsHost host)
{
    private static readonly Outline Small = new(new Structure { Grid = City, Version = 1, Units = [.. Tree] }, new Moment(Start, DateTimeOffset.MaxValue));

    private IRightsGrain Everywhere => host.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(GridKeys.EveryGrid));

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
        await As(Issuer, () => Rights.Propose(Clerking("p-2", Nobody)));
        var proposed = GrantRules.Propose(new(), Clerking("p", Nobody) with { Caller = Issuer }, Small, [], GridCluster.Noon);

        foreach (var by in (Principal[])[Issuer, Nobody])
            Assert.Equal("grant", Assert.Throws<GridRuleException>(() => GrantRules.Approve(proposed, new GrantCommand { Id = "a", Grant = "p", Caller = by }, new(), [], GridCluster.Noon)).Field);
        Assert.Equal(RefusalCode.Forbidden, await Refused(Issuer, () => Rights.Approve(new GrantCommand { Id = "a-3", Grant = "p-2" })));
        Assert.Equal(RefusalCode.Forbidden, await Refused(SecAdmin, () => Rights.Propose(Clerking("p-3", Nobody))));
        Assert.Equal(RefusalCode.Forbidden, await Refused(Clerk, () => Rights.Propose(Clerking("p-4", Nobody))));
    }

    [Fact]
    public void The_three_separated_duties_are_never_granted_and_nobody_who_has_one_gets_a_role_beside_it()
    {
        foreach (var duty in Enum.GetValues<Role>().Where(RightsRules.IsAdministrator))
        {
            Assert.Equal("role", Assert.Throws<GridRuleException>(() => GrantRules.Propose(new(), Ask("1", duty), Small, [], GridCluster.Noon)).Field);
            var held = Grant.AtStart("account:one", duty, null, null, GridCluster.Noon);
            Assert.Equal("role", Assert.Throws<GridRuleException>(() => GrantRules.Approve(new() { Grants = [held with { ApprovedBy = null }] }, new GrantCommand { Id = "a", Grant = held.Id }, new(), [], GridCluster.Noon)).Field);
            foreach (var role in Enum.GetValues<Role>().Where(role => role is not Role.Holder && !RightsRules.IsAdministrator(role)))
            {
                // Wherever either of them stands.
                Assert.Equal("role", Assert.Throws<GridRuleException>(() => GrantRules.Propose(new() { Grants = [held] }, Ask("2", role), Small, [], GridCluster.Noon)).Field);
                Assert.Equal("role", Assert.Throws<GridRuleException>(() => GrantRules.Propose(new(), Ask("2", role), Small, [held], GridCluster.Noon)).Field);
                var proposed = GrantRules.Propose(new(), Ask("2", role), Small, [], GridCluster.Noon);
                Assert.Equal("role", Assert.Throws<GridRuleException>(() => GrantRules.Approve(proposed, new GrantCommand { Id = "a", Grant = "2", Caller = SecAdmin }, new(), [held], GridCluster.Noon)).Field);
            }
        }

        static GrantCommand Ask(string id, Role role) => new()
        {
            Id = id, Who = "account:one", Role = role, Over = role is Role.Clerk ? County : null, Line = role is Role.Functional ? "法制" : null,
        };
    }

    [Fact]
    public void A_proposal_never_takes_the_name_of_another_grant()
    {
        var start = Grant.AtStart("account:one", Role.Office, null, null, GridCluster.Noon);

        var refused = Assert.Throws<GridRuleException>(() => GrantRules.Propose(new() { Grants = [start] }, Clerking(start.Id, Nobody), Small, [], GridCluster.Noon));

        Assert.Equal((RefusalCode.Conflict, "commandId"), (refused.Code, refused.Field));
    }

    [Fact]
    public async Task Nobody_with_a_duty_of_the_installation_gets_a_role_in_a_grid()
    {
        var refused = await Assert.ThrowsAsync<GridRuleException>(() => As(Issuer, () => Rights.Propose(Clerking("p-duty", Auditor))));

        Assert.Equal((Rule.SeparationOfDuties, "role"), (refused.Rule, refused.Field));
    }

    [Theory]
    [InlineData("post:111-99", "post:111-2")]
    [InlineData("person:P999", "person:P111-2")]
    public async Task Nothing_is_granted_to_a_post_or_person_who_is_not_on_record(string who, string on)
    {
        var refused = await Assert.ThrowsAsync<GridRuleException>(() => As(Issuer, () => Rights.Propose(Clerking($"p-{who[..4]}", Nobody) with { Who = who })));

        Assert.Equal((RefusalCode.NotFound, "who"), (refused.Code, refused.Field));
        Assert.NotNull(await As(Issuer, () => Rights.Propose(Clerking($"q-{who[..4]}", Nobody) with { Who = on })));
    }

    [Theory]
    [InlineData("office", Role.Office, null, null, "who")]
    [InlineData("post:100-1", Role.Auditor, null, null, "role")]
    [InlineData("account:one", Role.Clerk, null, null, "over")]
    [InlineData("account:one", Role.Clerk, "999", null, "over")]
    [InlineData("account:one", Role.Issuer, County, null, "over")]
    [InlineData("account:one", Role.Functional, null, null, "line")]
    [InlineData("account:one", Role.Holder, "110-1", null, "role")]
    [InlineData("account:one", Role.SystemAdministrator, County, null, "role")]
    public void A_grant_that_makes_no_sense_is_refused(string who, Role role, string? over, string? line, string field) =>
        Assert.Equal(field, Assert.Throws<GridRuleException>(() => GrantRules.Propose(new(), new GrantCommand { Id = "x", Who = who, Role = role, Over = over, Line = line }, Small, [], GridCluster.Noon)).Field);

    [Fact]
    public async Task Administrators_list_all_grants_and_everybody_else_their_own()
    {
        Assert.Contains(await As(SecAdmin, () => Rights.List(null, null)), grant => grant.Who == RightsHost.Office.Subject);
        Assert.Equal([Clerk.Subject], (await As(Clerk, () => Rights.List(null, null))).Select(grant => grant.Who).Distinct());
        Assert.Empty(await As(Clerk, () => Rights.List(null, RightsHost.Office.Subject)));
        Assert.DoesNotContain(await As(SecAdmin, () => Rights.List(Branch, null)), grant => grant.Over == "120");
    }

    [Fact]
    public async Task The_auditor_reads_no_grants_but_the_own()
    {
        Assert.Empty(await As(Auditor, () => Rights.List(null, null)));
        Assert.Equal([Auditor.Subject], (await As(Auditor, () => Everywhere.List(null, null))).Select(grant => grant.Who));
    }

    [Fact]
    public async Task Nobody_ends_a_separated_duty_by_command()
    {
        var issuer = new Principal { Subject = "key:issuer-of-all", Grid = City };
        await Everywhere.Enter([Grant.AtStart(issuer.Subject, Role.Issuer, null, null, DateTimeOffset.MinValue)]);
        var duties = (await As(SecAdmin, () => Everywhere.List(null, null))).Where(grant => RightsRules.IsAdministrator(grant.Role)).ToList();

        Assert.Equal(3, duties.Select(duty => duty.Role).Distinct().Count());
        foreach (var by in (Principal[])[issuer, SysAdmin, SecAdmin])
            foreach (var duty in duties)
                Assert.Equal("role", (await Assert.ThrowsAsync<GridRuleException>(() => As(by, () => Everywhere.End(new GrantCommand { Id = $"e-{by.Subject}-{duty.Id}", Grant = duty.Id })))).Field);
        Assert.Equal(duties, (await As(SecAdmin, () => Everywhere.List(null, null))).Where(grant => RightsRules.IsAdministrator(grant.Role)));
    }

    [Fact]
    public async Task What_a_person_is_granted_is_not_for_whoever_has_the_code_in_another_grid()
    {
        Principal here = new() { Subject = "account:here", Grid = City, Person = $"P{SmallItems.CityHead}" }, there = new() { Subject = "account:there", Grid = "200", Person = here.Person };
        await Rights.Enter([Grant.AtStart($"person:{here.Person}", Role.Office, null, null, DateTimeOffset.MinValue)]);

        await GridCluster.WaitUntil(() => As(here, () => host.Cluster.Graph(City).GetUnit(County, null)), unit => unit is not null, _ => "the grant is not honoured");
        Assert.Equal(RefusalCode.Forbidden, await Refused(there, () => host.Cluster.Graph(City).GetUnit(County, null)));
        Assert.Empty(await As(there, () => Rights.List(null, null)));
        var viewer = await As(there, () => host.Cluster.Grains.GetGrain<IViewerGrain>(GridKeys.Grid(City)).Get());
        Assert.Equal((null, 0), (viewer.Person, viewer.Grants.Count));
    }

    private static GrantCommand Clerking(string id, Principal who) => new() { Id = id, Digest = 1, Act = Act.ProposeGrant, Who = who.Subject, Role = Role.Clerk, Over = County, Paper = "某发〔2026〕1号" };
}
