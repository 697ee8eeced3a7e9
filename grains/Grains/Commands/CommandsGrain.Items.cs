namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    // Kept: the factory looks the interface's attributes up anew each time.
    private readonly Dictionary<string, IItemsGrain> _ledgers = [];

    public async Task<ItemReply> Act(ItemCommand command)
    {
        var outline = await Today();
        // A post may be newer than this silo's copy; nobody is turned away without a look at the newest.
        if (outline.Bearer(command.Key.Post) is null)
            outline = structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        var post = outline.Bearer(command.Key.Post) ?? throw GridRuleException.NotFound("岗位", command.Key.Post);
        var signed = command with
        {
            Actor = await Resolve(outline, command.Actor.Code, command.Key.Post),
            Approver = command.Approver is { } approver ? await Resolve(outline, approver.Code) : null,
        };
        if (!_ledgers.TryGetValue(post.Unit, out var ledger)) _ledgers[post.Unit] = ledger = GrainFactory.GetGrain<IItemsGrain>(GridKeys.Unit(Grid, post.Unit));
        return await ledger.Act(signed);
    }
}
