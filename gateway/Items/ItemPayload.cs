namespace ResponsibilityGrid.Gateway;

/// <summary>对责任事项办理的结果 / What came of a command on an item</summary>
public sealed class ItemPayload : CommandPayload
{
    internal ItemPayload(ItemCommandInput input, ItemReply reply) : base(input, null) =>
        (Item, Entry) = (new ResponsibilityItem(reply.Item), new ShownEntry(reply.Entry));

    internal ItemPayload(ItemCommandInput input, UserError refusal, ResponsibilityItem? item) : base(input, refusal) => Item = item;

    /// <summary>办理后的事项；被拒绝时为现状 / The item as the command left it; where it was refused, as it stands</summary>
    public ResponsibilityItem? Item { get; }

    /// <summary>记入历史的一条；被拒绝时为空 / What was written into its history; null where it was refused</summary>
    public ShownEntry? Entry { get; }
}
