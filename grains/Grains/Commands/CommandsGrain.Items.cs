namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    public async Task<ItemReply> Act(ItemCommand command)
    {
        var outline = await Today();
        var post = outline.Bearer(command.Key.Post) ?? throw GridRuleException.NotFound("岗位", command.Key.Post);
        var signed = command with
        {
            Actor = await Resolve(outline, command.Actor.Code, command.Key.Post),
            Approver = command.Approver is { } approver ? await Resolve(outline, approver.Code) : null,
        };
        return await GrainFactory.GetGrain<IItemsGrain>(GridKeys.Unit(Grid, post.Unit)).Act(signed);
    }
}
