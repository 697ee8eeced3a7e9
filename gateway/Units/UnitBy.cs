using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>指明一个单位，二选一 / Which unit, by one of two ways</summary>
[OneOf]
public sealed record UnitBy
{
    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string? Id { get; init; }

    /// <summary>单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</summary>
    public string? Code { get; init; }

    internal string Key => Code ?? GlobalId.KeyOf(nameof(Unit), Id!);

    /// <summary>A unit with the page of its items that is asked of it.</summary>
    internal static async Task<Unit?> Find(GrainReads reads, string key, DateOnly? asOf, DateTimeOffset? knownAt, AskedField items)
    {
        var query = ItemPages.Query(items.Get<ItemFilterInput>("filter"), items.List<ItemOrder>("orderBy"), items.Value<int>("first"), items.Get<string>("after")) with { OwnOnly = true };
        if (await reads.Find(key, asOf, knownAt) is not { } place || await reads.UnitWith(place, query) is not { } found) return null;
        return new Unit(place, found.View.Unit, page: found.Page is { } page ? new KnownPage(items, query, page) : null);
    }

    internal static async Task<Unit?> Find(GrainReads reads, string key, DateOnly? asOf, DateTimeOffset? knownAt) =>
        await reads.Find(key, asOf, knownAt) is { } place && await reads.Unit(place) is { } view ? new Unit(place, view.Unit) : null;
}
