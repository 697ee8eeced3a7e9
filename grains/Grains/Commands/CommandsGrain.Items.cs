namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    public async Task<ItemReply> Act(ItemCommand command)
    {
        var outline = await Today();
        // A post may be newer than this silo's copy; nobody is turned away without a look at the newest.
        if (outline.Bearer(command.Key.Post) is null)
            outline = structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        var signed = await Sign(command, outline, command.Key.Post);
        var sight = signed.Caller is null ? Sight.Everything : await sights.Here(Grid);
        if (outline.Bearer(command.Key.Post) is not { } post) throw WriteRules.KeepsAll(sight) ? GridRuleException.NotFound("岗位", command.Key.Post) : Refusals.MissingOver(Right.OwnItems);
        if (!sight.IsSystem && !WriteRules.May(sight, outline, signed, post.Unit)) throw Refusals.MissingOver(Right.OwnItems);
        if (command.Approver is { } named)
        {
            var approver = sight.IsSystem ? await Resolve(outline, named.Code) : await Named(outline, named.Code);
            signed = signed with { Approver = approver is not null && sight.Shows(approver.Unit) ? approver : throw Refusals.MissingOver(Right.Read) };
        }

        return await GrainFactory.Find<IItemsGrain>(GridKeys.Unit(Grid, post.Unit)).Act(signed);
    }
}
