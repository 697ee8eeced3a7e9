using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>指明一个责任事项，二选一 / Which responsibility item, by one of two ways</summary>
[OneOf]
public sealed record ItemBy
{
    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string? Id { get; init; }

    /// <summary>清单、事项与岗位的编码 / The codes of list, duty and post</summary>
    public ItemKeyInput? Key { get; init; }

    internal static async Task<ItemKey> KeyOf(GrainReads reads, ItemBy by)
    {
        if (by.Key is { } key)
            return await reads.Find(key.Post) is { } place ? new ItemKey(place.Grid, key.List, key.Duty, place.Code) : throw GridRuleException.NotFound("岗位", key.Post);

        var id = GlobalId.KeyOf(nameof(ResponsibilityItem), by.Id!);
        return id.Split('/') is [var grid, var post, var list, var duty] ? new ItemKey(grid, list, duty, post) : throw GridRuleException.NotFound("责任事项", id);
    }

    internal static async Task<ResponsibilityItem?> Find(GrainReads reads, string id, DateOnly? asOf, DateTimeOffset? knownAt, bool withChain = false) =>
        id.Split('/') is [var grid, var post, var list, var duty]
            ? await Find(reads, new ItemKeyInput { List = list, Duty = duty, Post = $"{grid}/{post}" }, asOf, knownAt, withChain)
            : null;

    internal static async Task<ResponsibilityItem?> Find(GrainReads reads, ItemKeyInput input, DateOnly? asOf, DateTimeOffset? knownAt, bool withChain = false)
    {
        if (await reads.Find(input.Post, asOf, knownAt) is not { } place) return null;
        var key = new ItemKey(place.Grid, input.List, input.Duty, place.Code);
        return await (withChain ? reads.ItemOfChain(key, place.At) : reads.Item(key, place.At)) is { } view ? new ResponsibilityItem(view, place.At) : null;
    }
}

/// <summary>一个责任事项的自然编码 / The natural key of a responsibility item</summary>
[Name("ItemKeyInput")]
public sealed record ItemKeyInput
{
    /// <summary>清单编码，如 2026 / The list's code, such as 2026</summary>
    public string List { get; init; } = "";

    /// <summary>事项编码 / The duty's code</summary>
    public string Duty { get; init; } = "";

    /// <summary>岗位编码；有多个网格时写成 网格/编码 / The post's code, as grid/code where there are several grids</summary>
    public string Post { get; init; } = "";
}
