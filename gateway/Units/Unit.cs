using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一个单位。编码与名称随处可得，其余各项合计一次 grain 调用 / A unit. Its code and name come along; everything else costs one grain call together</summary>
[Implements(typeof(INode))]
public sealed partial class Unit(Place place, UnitEntry? entry = null, string? name = null, UnitBatch? batch = null, KnownPage? page = null) : INode
{
    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string Id => GlobalId.Of(nameof(Unit), place.ToString());

    /// <summary>单位编码 / The unit's code</summary>
    public string Code => place.Code;

    /// <summary>单位名称 / The unit's name</summary>
    public async Task<string> Name([FromServices] GrainReads reads) => name ?? (await Entry(reads)).Name;

    /// <summary>层级，1 为最高 / The level, 1 at the top</summary>
    public async Task<int> Level([FromServices] GrainReads reads) => (await Entry(reads)).Level;

    /// <summary>层级名称 / The level's name</summary>
    public async Task<string> LevelLabel([FromServices] GrainReads reads) => Labels.OfLevel((await Entry(reads)).Level);

    /// <summary>类型 / What it is</summary>
    public async Task<UnitKind> Kind([FromServices] GrainReads reads) => (await Entry(reads)).Kind;

    /// <summary>类型名称 / What it is, in Chinese</summary>
    public async Task<string> KindLabel([FromServices] GrainReads reads) => Labels.Of((await Entry(reads)).Kind);

    /// <summary>监督职能线 / The supervision line that it belongs to</summary>
    public async Task<string?> Line([FromServices] GrainReads reads) => (await Entry(reads)).Line;

    /// <summary>版本，即调整、合并、撤销单位时的 expectedVersion；设立为 1，其隶属、名称、监督线每变一次加 1 / Its version, which is the expectedVersion of moving, merging and closing it: 1 when it is made, one more with each change of its place, name or line</summary>
    public async Task<int> Version([FromServices] GrainReads reads) => (await View(reads)).Version;

    /// <summary>上级单位 / The unit above</summary>
    public async Task<Unit?> Parent([FromServices] GrainReads reads) =>
        (await View(reads)).Parent is { } above ? new Unit(place.Of(above.Code), above) : null;

    /// <summary>下级单位，按编码排列；它们的岗位和上下级合计一次 grain 调用 / The units directly below, by code; their posts and neighbours cost one grain call together</summary>
    public async Task<IEnumerable<Unit>> Children([FromServices] GrainReads reads)
    {
        var children = (await View(reads)).Children;
        var together = new UnitBatch(children.Select(child => child.Code));
        return children.Select(child => new Unit(place.Of(child.Code), child, batch: together));
    }

    /// <summary>岗位，按编码排列 / The posts, by code</summary>
    public async Task<IEnumerable<ShownPost>> Posts([FromServices] GrainReads reads) =>
        (await View(reads)).Sheet.Seats.Select(seat => new ShownPost(this, place, seat));

    /// <summary>本单位自己的责任事项；由 unit(by) 问第一页时与单位同一次 grain 调用，否则一次 / The items of the unit's own ledger; the first such page of unit(by) comes in its one grain call, any other costs one</summary>
    /// <param name="filter">筛选 / Which of them</param>
    /// <param name="orderBy">排序，默认按完成时限 / The order, by due date unless said otherwise</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public Task<Connection<ResponsibilityItem>> Items(
        IResolveFieldContext context, [FromServices] GrainReads reads, ItemFilterInput? filter, IReadOnlyList<ItemOrder>? orderBy, int? first, string? after) =>
        page?.Of(context) is { } known
            ? Task.FromResult(ItemPages.Page(known.Page, known.Query, place))
            : ItemPages.Read(reads, place, ItemPages.Query(filter, orderBy, first, after) with { OwnOnly = true });

    /// <summary>截至所问之时的历史：本单位及其岗位、人员和关系，先登记的在前；一次 grain 调用 / Its history up to the moment asked for, with its posts, persons and links, what was recorded first comes first; one grain call</summary>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public async Task<Connection<ShownEntry>> History([FromServices] GrainReads reads, int? first, string? after) =>
        EntryPages.Of(await reads.History(place, null), place.At, first, after);

    internal Place Place => place;

    internal const string ItemsField = "items";

    private async ValueTask<UnitEntry> Entry(GrainReads reads) => entry ?? (await View(reads)).Unit;

    private async Task<UnitView> View(GrainReads reads) => await reads.Unit(place, batch) ?? throw GridRuleException.NotFound("单位", place.Code);
}
