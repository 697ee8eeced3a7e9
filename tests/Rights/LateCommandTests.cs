using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>Commands of supervision as they are handed on to where they are stored: what was let in by an older tree is asked for its right once more.</summary>
[Collection(nameof(RightsHost))]
public sealed class LateCommandTests(RightsHost host)
{
    [Fact]
    public async Task A_unit_that_is_not_the_callers_any_more_takes_no_look_referral_answer_or_problem()
    {
        var supervision = host.Cluster.Grains.GetGrain<ISupervisionGrain>(GridKeys.Supervision(City, SmallItems.Other));
        var referrals = host.Cluster.Grains.GetGrain<IReferralsGrain>(GridKeys.Referrals(City, SmallItems.Discipline));
        var problems = host.Cluster.Grains.GetGrain<IProblemsGrain>(GridKeys.Problems(City, SmallItems.Other));
        var look = new ActionCommand
        {
            Id = "late-look", Digest = 1, Actor = SmallItems.Someone(SmallItems.Checker), Unit = SmallItems.Other, Kind = SupervisionKind.Inspect, Clean = false, Text = "台账缺页",
            Targets = [new SupervisionTarget { Kind = TargetKind.Post, Post = SmallItems.Stranger }],
        };
        var problem = new ProblemCommand { Id = "late-problem", Digest = 1, Act = Act.ReportProblem, Actor = SmallItems.Someone(SmallItems.CountyHead), Unit = SmallItems.Other, Text = "值班脱岗", Category = "工作纪律" };

        Assert.Equal(RefusalCode.Forbidden, await Refused(null, () => supervision.Record(look with { Caller = Clerk })));
        Assert.Equal(RefusalCode.Forbidden, await Refused(null, () => problems.Change(problem with { Caller = Clerk })));
        var found = await As(null, () => supervision.Record(look with { Caller = Issuer }));

        var refer = new ReferralCommand
        {
            Id = "late-refer", Digest = 1, Act = Act.Refer, Actor = SmallItems.Someone(SmallItems.Checker), Unit = SmallItems.Other, To = SmallItems.Discipline, Action = found.Number, Finding = found, DueOn = new DateOnly(2026, 12, 1),
        };
        var answer = refer with { Id = "late-answer", Act = Act.AnswerReferral, Number = 1, Accepted = true };
        foreach (var command in (ReferralCommand[])[refer, answer])
        {
            Assert.Equal(RefusalCode.Forbidden, await Refused(null, () => referrals.Change(command with { Caller = Clerk })));
            // Whoever may is refused by a rule, and for no want of a right.
            Assert.NotEqual(RefusalCode.Forbidden, await Refused(null, () => referrals.Change(command with { Caller = Issuer })));
        }
    }
}
