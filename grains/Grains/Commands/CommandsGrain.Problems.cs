namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    public async Task<ProblemView> Change(ProblemCommand command)
    {
        var isReport = command.Act is ResponsibilityGrid.Act.ReportProblem;
        // A unit, or what merged into it, may be newer than this silo's copy.
        var outline = !isReport && await Today() is var known && known.Standing(command.Unit) is not null ? known : structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        var signed = await Sign(command, outline);
        var sight = signed.Caller is null ? Sight.Everything : await sights.Here(Grid);
        CheckReach(sight, outline, signed.Actor, command.Unit, "unit");
        if (isReport) await CheckOrigin(command, sight);
        if (command.Charged is { } named)
            signed = signed with { Charged = await Named(outline, named.Code) is { } charged && sight.Shows(charged.Unit) ? charged : throw GridRuleException.NotFound("人员或岗位", named.Code, "person") };
        // What came back is read where it is kept; nobody brings it along.
        signed = signed with { Former = isReport ? await FindFormer(command, outline) : null };
        var view = await ProblemsOf(command.Unit).Change(signed);
        // Cut off here, it is told by the same command again, or when the ledger next wakes.
        if (isReport && view.Problem.RecurrenceUnit is { } former) await ProblemsOf(former).Recur(view.Problem);
        return ProblemViews.Narrow(view, outline, sight);
    }

    /// <summary>The newest problem that is back and stands in another ledger: where the item's post stood before, or in a unit that merged into this one.</summary>
    private async Task<Problem?> FindFormer(ProblemCommand report, Outline outline)
    {
        var found = await Waves.Ask(report.Item is null ? outline.MergedInto(report.Unit) : outline.OriginsOf(report.Unit), unit => ProblemsOf(unit).FindFormer(report));
        return found.OfType<Problem>().MaxBy(problem => problem.Reported);
    }

    private IProblemsGrain ProblemsOf(string unit) => GrainFactory.GetGrain<IProblemsGrain>(GridKeys.Problems(Grid, unit));

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
        if (outline.Standing(unit) is null) throw WriteRules.KeepsAll(sight) ? GridRuleException.NotFound("单位", unit, field) : Refusals.MissingOver(Right.OwnItems);
        if (!sight.IsSystem && !WriteRules.MayOn(sight, outline, actor, unit)) throw Refusals.MissingOver(Right.OwnItems);
    }
}
