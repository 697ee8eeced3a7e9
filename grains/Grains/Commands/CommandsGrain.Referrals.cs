namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    public async Task<ReferralView> Change(ReferralCommand command)
    {
        var outline = structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        var signed = await Sign(command, outline);
        // What was found is read where it is kept; nobody brings it along.
        if (signed.Caller is not null) signed = signed with { Finding = null };
        var sight = signed.Caller is null ? Sight.Everything : await sights.Here(Grid);
        // Whoever refers supervises the unit that was looked at; whoever answers sits in the department, or above it.
        var (over, field) = command.Act is ResponsibilityGrid.Act.AnswerReferral ? (command.To, "referral") : (command.Unit, "action");
        CheckReach(sight, outline, signed.Actor, over, field);
        if (command.Action is { } number)
        {
            var finding = await FindAction(command.Unit, number, sight);
            if (outline.Find(command.To) is null || !sight.Shows(command.To)) throw GridRuleException.NotFound("单位", command.To, "to");
            signed = signed with { Finding = finding };
        }

        return ReferralViews.Narrow(await GrainFactory.GetGrain<IReferralsGrain>(GridKeys.Referrals(Grid, command.To)).Change(signed), sight);
    }
}
