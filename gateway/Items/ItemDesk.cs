namespace ResponsibilityGrid.Gateway;

/// <summary>Hands in commands on items.</summary>
public sealed class ItemDesk(Desk desk, GrainReads reads)
{
    internal async Task<ItemPayload> Act(Caller caller, ItemCommandInput input, ItemCommand command)
    {
        var signed = desk.Sign(caller, input, command);
        ItemKey? key = null;
        try
        {
            key = await KeyOf(input.Item);
            return new(input, await reads.Act(key.Grid, signed with { Key = key, On = input.On }));
        }
        catch (GridRuleException refusal) when (UserError.IsPartOfTheAnswer(refusal))
        {
            return new(input, new UserError(refusal, caller), key is not null && await reads.Item(key, null) is { } item ? new ResponsibilityItem(item, null) : null);
        }
    }

    private async Task<ItemKey> KeyOf(ItemBy by)
    {
        if (by.Key is { } key)
            return await reads.Find(key.Post) is { } place ? new ItemKey(place.Grid, key.List, key.Duty, place.Code) : throw GridRuleException.NotFound("岗位", key.Post);

        var id = GlobalId.KeyOf(nameof(ResponsibilityItem), by.Id!);
        return id.Split('/') is [var grid, var post, var list, var duty] ? new ItemKey(grid, list, duty, post) : throw GridRuleException.NotFound("责任事项", id);
    }
}
