namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    public async Task<ProblemView> Change(ProblemCommand command)
    {
        // A unit may be newer than this silo's copy.
        var outline = await Today() is var known && ProblemRules.Standing(known, command.Unit) is not null ? known : structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        var signed = await Sign(command, outline);
        var sight = signed.Caller is null ? Sight.Everything : await sights.Here(Grid);
        CheckReach(sight, outline, signed.Actor, command.Unit, "unit");
        if (command.Number is null) await CheckOrigin(command, sight);
        if (command.Charged is { } named)
            signed = signed with { Charged = await Named(outline, named.Code) is { } charged && sight.Shows(charged.Unit) ? charged : throw GridRuleException.NotFound("人员或岗位", named.Code, "person") };
        return await GrainFactory.GetGrain<IProblemsGrain>(GridKeys.Problems(Grid, command.Unit)).Change(signed);
    }

    /// <summary>What a problem was found at stands in its unit.</summary>
    private async Task CheckOrigin(ProblemCommand command, Sight sight)
    {
        if (command.Item is { } item && await GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Grid, command.Unit)).GetItem(item) is null)
            throw GridRuleException.NotFound("责任事项", $"{item.List}/{item.Duty}/{item.Post}", "item");
        if (command.Action is { } number) await FindAction(command.Unit, number, sight);
    }

    /// <summary>An action as it reads now; a stationed officer's is there for those alone who see its sender.</summary>
    private async Task<SupervisionAction> FindAction(string unit, int number, Sight sight) =>
        await GrainFactory.GetGrain<ISupervisionGrain>(GridKeys.Supervision(Grid, unit)).GetAction(number) is [.., var action] && sight.SeesLook(action.By, action.Officer is not null)
            ? action : throw GridRuleException.NotFound("监督记录", $"{unit}/{number}", "action");

    /// <summary>Whether the caller has to do with a unit, or with what is left of it; who keeps less than all hears the same whether it is there or not.</summary>
    private static void CheckReach(Sight sight, Outline outline, Actor actor, string unit, string field)
    {
        if (ProblemRules.Standing(outline, unit) is null) throw WriteRules.KeepsAll(sight) ? GridRuleException.NotFound("单位", unit, field) : Refusals.MissingOver(Right.OwnItems);
        if (!sight.IsSystem && !WriteRules.MayOn(sight, outline, actor, unit)) throw Refusals.MissingOver(Right.OwnItems);
    }
}
