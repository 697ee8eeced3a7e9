namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    public async Task<ProblemView> Change(ProblemCommand command)
    {
        // A unit may be newer than this silo's copy.
        var outline = await Today() is var known && ProblemRules.Standing(known, command.Unit) is not null ? known : structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        var signed = await Sign(command, outline);
        var sight = signed.Caller is null ? Sight.Everything : await sights.Here(Grid);
        if (ProblemRules.Standing(outline, command.Unit) is null) throw WriteRules.KeepsAll(sight) ? GridRuleException.NotFound("单位", command.Unit, "unit") : Refusals.MissingOver(Right.OwnItems);
        if (!sight.IsSystem && !WriteRules.MayOn(sight, outline, signed.Actor, command.Unit)) throw Refusals.MissingOver(Right.OwnItems);
        if (command.Number is null) await CheckOrigin(command, sight);
        if (command.Charged is { } named)
            signed = signed with { Charged = await Named(outline, named.Code) is { } charged && sight.Shows(charged.Unit) ? charged : throw GridRuleException.NotFound("人员或岗位", named.Code, "person") };
        return await GrainFactory.GetGrain<IProblemsGrain>(GridKeys.Problems(Grid, command.Unit)).Change(signed);
    }

    /// <summary>What a problem was found at stands in its unit; a stationed officer's action is there for those alone who see its sender.</summary>
    private async Task CheckOrigin(ProblemCommand command, Sight sight)
    {
        if (command.Item is { } item && await GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Grid, command.Unit)).GetItem(item) is null)
            throw GridRuleException.NotFound("责任事项", $"{item.List}/{item.Duty}/{item.Post}", "item");
        if (command.Action is { } number
            && (await GrainFactory.GetGrain<ISupervisionGrain>(GridKeys.Supervision(Grid, command.Unit)).GetAction(number) is not [.., var action] || (action.Officer is not null && !sight.Sees(action.By))))
            throw GridRuleException.NotFound("监督记录", $"{command.Unit}/{number}", "action");
    }
}
