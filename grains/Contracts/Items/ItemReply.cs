namespace ResponsibilityGrid;

/// <summary>What a command on an item came to: the item as it was left, and what was written down.</summary>
[GenerateSerializer, Immutable, Alias("ItemReply")]
public sealed record ItemReply([property: Id(0)] ItemView Item, [property: Id(1)] Entry Entry);
