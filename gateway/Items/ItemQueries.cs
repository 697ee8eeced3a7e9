using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一个责任事项，连同责任链一次 grain 调用；没有则为空 / A responsibility item; one grain call, its chain included; null when there is none</summary>
    /// <param name="by">哪个事项 / Which item</param>
    /// <param name="asOf">当日为准，默认今天 / As true on this day, today unless said otherwise</param>
    /// <param name="knownAt">以当时所知为准，默认现在 / As known at this instant, now unless said otherwise</param>
    public static Task<ResponsibilityItem?> Item(IResolveFieldContext context, [FromServices] GrainReads reads, ItemBy by, DateOnly? asOf, DateTimeOffset? knownAt)
    {
        var withChain = context.AsksFor(ResponsibilityItem.ChainField);
        return by.Key is { } key
            ? ItemBy.Find(reads, key, asOf, knownAt, withChain)
            : ItemBy.Find(reads, GlobalId.KeyOf(nameof(ResponsibilityItem), by.Id!), asOf, knownAt, withChain);
    }

    /// <summary>一个单位及其全部下级的责任事项，一次 grain 调用 / The items of a unit's whole subtree; one grain call</summary>
    /// <param name="unit">单位编码 / The unit's code</param>
    /// <param name="filter">筛选 / Which of them</param>
    /// <param name="orderBy">排序，默认按完成时限 / The order, by due date unless said otherwise</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    /// <param name="asOf">当日为准，默认今天 / As true on this day, today unless said otherwise</param>
    /// <param name="knownAt">以当时所知为准，默认现在 / As known at this instant, now unless said otherwise</param>
    public static async Task<Connection<ResponsibilityItem>> Items(
        [FromServices] GrainReads reads, string unit, ItemFilterInput? filter, IReadOnlyList<ItemOrder>? orderBy, int? first, string? after,
        DateOnly? asOf, DateTimeOffset? knownAt) =>
        await ItemPages.Read(reads, await reads.Need(unit, asOf, knownAt), ItemPages.Query(filter, orderBy, first, after));
}
