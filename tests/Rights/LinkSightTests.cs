using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>A post of another county that checks one of ours (制约) is not told of where the county is not seen.</summary>
public sealed class LinkSightTests
{
    private static readonly Moment Today = new(new DateOnly(2026, 11, 22), DateTimeOffset.MaxValue);

    [Fact]
    public async Task Neither_who_supervises_nor_who_answers_names_it()
    {
        await using var cluster = await GridCluster.Start();
        await cluster.EnterItems();
        await cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter(
            [Grant.AtStart(Clerk.Subject, Role.Clerk, County, null, DateTimeOffset.MinValue), Grant.AtStart(Inspector.Subject, Role.Inspector, null, null, DateTimeOffset.MinValue)]);
        await cluster.Unit(City, Branch).Record(new UnitFacts { Links = [Checks(SmallItems.Stranger, SmallItems.Worker), Checks(SmallItems.Colleague, SmallItems.Worker)] });
        var oversight = cluster.Grains.GetGrain<IOversightGrain>(GridKeys.Grid(City));

        Assert.Equal([SmallItems.Colleague, SmallItems.Stranger], await Checking(Inspector));
        Assert.Equal([SmallItems.Colleague], await Checking(Clerk));
        Assert.Equal([SmallItems.Colleague, SmallItems.Stranger], await Constraining(Inspector));
        Assert.Equal([SmallItems.Colleague], await Constraining(Clerk));

        async Task<IEnumerable<string>> Checking(Principal caller) =>
            (await As(caller, () => oversight.ListSupervisors(SmallItems.Worker, null, null))).Where(s => s.Source == SupervisorSource.Checks).Select(s => s.Link!.Subject).Order();

        async Task<IEnumerable<string?>> Constraining(Principal caller) =>
            (await As(caller, () => oversight.GetAccountability(SmallItems.ItemOf(SmallItems.Worker), Today)))!.All.Where(a => a.Role == AccountableRole.Constraint).Select(a => a.Post?.Code).Order();
    }

    private static Link Checks(string subject, string target) => new() { Kind = LinkKind.Checks, Subject = subject, Target = target, Span = new Span { From = Start } };
}
