namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    public async Task<SupervisionAction> Record(ActionCommand command)
    {
        var structure = await structures.Get(Grid);
        var outline = await Today();
        var signed = await Sign(command, outline);
        // This silo may not have heard of the newest units and posts.
        var unit = LookedAt(structure, command) ?? LookedAt(await structures.Renew(Grid), command);
        if (!WriteRules.MayLookAt(await sights.Here(Grid), outline, signed.Actor, unit)) throw Refusals.MissingOver(Right.OwnItems);
        if (unit is null) throw NotThere(command);
        return await GrainFactory.GetGrain<ISupervisionGrain>(GridKeys.Supervision(Grid, unit)).Record(signed with { Unit = unit });
    }

    public async Task<FlagView> Decide(FlagCommand command) =>
        await GrainFactory.GetGrain<IFlagsGrain>(GridKeys.Flags(Grid)).Decide(await Sign(command, await Today()));

    /// <summary>The unit of the targets on the day of the action, whatever became of it since.</summary>
    private string? LookedAt(Structure structure, ActionCommand command)
    {
        if (command.Unit.Length > 0) return structure.Units.Exists(u => u.Code == command.Unit) ? command.Unit : null;
        var on = command.On ?? structure.Settings.DateAt(clock.GetUtcNow());
        return command.Targets?.Find(t => t.Post is not null)?.Post is { } post
            ? structure.Posts.Find(p => p.Code == post && p.Span.Superseded is null && p.Span.Covers(on))?.Unit : null;
    }

    private static GridRuleException NotThere(ActionCommand command) =>
        command.Unit.Length > 0 ? GridRuleException.NotFound("单位", command.Unit, "targets")
        : GridRuleException.NotFound("岗位", command.Targets?.Find(t => t.Post is not null)?.Post ?? "", "targets");
}
