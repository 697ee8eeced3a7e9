using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>指明一个人员，二选一 / Which person, by one of two ways</summary>
[OneOf]
public sealed record PersonBy
{
    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string? Id { get; init; }

    /// <summary>人员编码；有多个网格时写成 网格/编码 / The person's code, as grid/code where there are several grids</summary>
    public string? Code { get; init; }

    internal string Key => Code ?? GlobalId.KeyOf(nameof(Person), Id!);

    internal static async Task<Person?> Find(GrainReads reads, string key, DateOnly? asOf, DateTimeOffset? knownAt) =>
        await reads.Find(key, asOf, knownAt) is { } place && await reads.Person(place) is { Name.Length: > 0 } view ? new Person(place, view.Name) : null;
}
