using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>四问责：当日谁应负责，以当时的岗位、任职和关系为准，由人核定；当日没有这个事项则为空。一次 grain 调用
    /// / The four accountable roles as the graph stood on that day, for a human to confirm; null where the item did not stand then. One grain call</summary>
    /// <param name="item">哪个事项 / Which item</param>
    /// <param name="on">何日的事 / On which day it happened</param>
    /// <param name="knownAt">以当时所知为准，默认现在 / As known at this instant, now unless said otherwise</param>
    public static async Task<Accountability?> Accountability([FromServices] GrainReads reads, ItemBy item, DateOnly on, DateTimeOffset? knownAt)
    {
        var key = await ItemBy.KeyOf(reads, item);
        var at = new Moment(on, knownAt ?? DateTimeOffset.MaxValue);
        return await reads.Accountability(key, at) is { } view ? new(new Place(key.Grid, key.Post, at), view, on) : null;
    }
}

/// <summary>一个事项在某日的四问责 / Who answers for an item on a day</summary>
public sealed class Accountability(Place place, AccountabilityView view, DateOnly on)
{
    /// <summary>何日 / The day</summary>
    public DateOnly On => on;

    /// <summary>事项所在的单位 / The unit that the item stands in</summary>
    public Unit Unit => new(place.Of(view.Unit));

    /// <summary>各角色，按案发当事人、相关制约人、内部监督检查责任人、领导责任人排列 / The roles, in the order of the four questions</summary>
    /// <param name="role">只看一个角色 / One role only</param>
    [Complexity(10, 10)]
    public IEnumerable<ShownAccountable> Roles(AccountableRole? role) => view.All.Where(a => role is null || a.Role == role).Select(a => new ShownAccountable(place, a));
}

/// <summary>一个应负责的岗位或人 / One who answers</summary>
[Name("Accountable")]
public sealed class ShownAccountable(Place place, Accountable view)
{
    /// <summary>角色 / The role</summary>
    public AccountableRole Role => view.Role;

    /// <summary>角色，中文 / The role in Chinese</summary>
    public string RoleLabel => Labels.Of(view.Role);

    /// <summary>有人、空缺还是未设 / A person, a vacancy, or nobody ever named</summary>
    public AccountableState State => view.State;

    /// <summary>有人、空缺还是未设，中文 / The state in Chinese</summary>
    public string StateLabel => Labels.Of(view.State);

    /// <summary>凭什么 / What it rests on</summary>
    public AccountableBasis Basis => view.Basis;

    /// <summary>凭什么，中文 / What it rests on, in Chinese</summary>
    public string BasisLabel => Labels.Of(view.Basis);

    /// <summary>单位 / The unit</summary>
    public Unit Unit => new(place.Of(view.Unit));

    /// <summary>岗位编码 / The post's code</summary>
    public string? Post => view.Post?.Code;

    /// <summary>岗位名称 / The post's title</summary>
    public string? PostTitle => view.Post?.Title;

    /// <summary>人员，含代理；已离任的也在其中 / The person, covers and those who left since among them</summary>
    public Holder? Holder => view.Fill is { } fill ? new(place, fill) : null;

    /// <summary>任职的依据文号 / The paper that the fill rests on</summary>
    public string? Paper => view.Fill?.Paper;

    /// <summary>所依据的关系，及其依据文号 / The link that it rests on, with its paper</summary>
    public ShownLink? Link => view.Link is { } link ? new(link) : null;

    /// <summary>岗位空缺时，单位负责人 / Of a vacant post: who headed the unit</summary>
    public Holder? Head => view.Head is { } head ? new(place, head) : null;
}
