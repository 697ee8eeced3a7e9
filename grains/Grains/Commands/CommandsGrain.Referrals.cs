namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    public async Task<ReferralView> Change(ReferralCommand command)
    {
        var outline = structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        var signed = await Sign(command, outline);
        var sight = signed.Caller is null ? Sight.Everything : await sights.Here(Grid);
        // Whoever refers supervises the unit that was looked at; whoever answers sits in the department, or above it.
        var over = command.Number is null ? command.Unit : command.To;
        if (ProblemRules.Standing(outline, over) is null) throw WriteRules.KeepsAll(sight) ? GridRuleException.NotFound("单位", over, command.Number is null ? "action" : "referral") : Refusals.MissingOver(Right.OwnItems);
        if (!sight.IsSystem && !WriteRules.MayOn(sight, outline, signed.Actor, over)) throw Refusals.MissingOver(Right.OwnItems);
        if (command.Action is { } number)
        {
            if (await GrainFactory.GetGrain<ISupervisionGrain>(GridKeys.Supervision(Grid, command.Unit)).GetAction(number) is not [.., var finding] || (finding.Officer is not null && !sight.Sees(finding.By)))
                throw GridRuleException.NotFound("监督记录", $"{command.Unit}/{number}", "action");
            if (outline.Find(command.To) is null || !sight.Shows(command.To)) throw GridRuleException.NotFound("单位", command.To, "to");
            signed = signed with { Finding = finding };
        }

        return await GrainFactory.GetGrain<IReferralsGrain>(GridKeys.Referrals(Grid, command.To)).Change(signed);
    }
}
