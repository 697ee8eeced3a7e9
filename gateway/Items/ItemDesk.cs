namespace ResponsibilityGrid.Gateway;

/// <summary>Hands in commands on items.</summary>
public sealed class ItemDesk(GrainReads reads)
{
    internal async Task<ItemPayload> Act(Caller caller, ItemCommandInput input, ItemCommand command)
    {
        var signed = Desk.Sign(caller, input, command);
        ItemKey? key = null;
        try
        {
            key = await ItemBy.KeyOf(reads, input.Item);
            return new(input, await reads.Act(key.Grid, signed with { Key = key, On = input.On }));
        }
        catch (GridRuleException refusal) when (UserError.IsPartOfTheAnswer(refusal))
        {
            return new(input, new UserError(refusal, caller), key is not null && await reads.Item(key, null) is { } item ? new ResponsibilityItem(item) : null);
        }
    }
}
