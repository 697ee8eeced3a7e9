using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一个单位。编码与名称随处可得，其余各项合计一次 grain 调用 / A unit. Its code and name come along; everything else costs one grain call together</summary>
[Implements(typeof(INode))]
public sealed partial class Unit(Place place, UnitEntry? entry = null, string? name = null) : INode
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

    /// <summary>上级单位 / The unit above</summary>
    public async Task<Unit?> Parent([FromServices] GrainReads reads) =>
        (await View(reads)).Parent is { } above ? new Unit(place.Of(above.Code), above) : null;

    /// <summary>下级单位，按编码排列 / The units directly below, by code</summary>
    public async Task<IEnumerable<Unit>> Children([FromServices] GrainReads reads) =>
        (await View(reads)).Children.Select(child => new Unit(place.Of(child.Code), child));

    /// <summary>岗位，按编码排列 / The posts, by code</summary>
    public async Task<IEnumerable<ShownPost>> Posts([FromServices] GrainReads reads) =>
        (await View(reads)).Sheet.Seats.Select(seat => new ShownPost(this, place, seat));

    /// <summary>本单位自己的责任事项，一次 grain 调用 / The items of the unit's own ledger; one grain call</summary>
    /// <param name="filter">筛选 / Which of them</param>
    /// <param name="orderBy">排序，默认按完成时限 / The order, by due date unless said otherwise</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public Task<Connection<ResponsibilityItem>> Items(
        [FromServices] GrainReads reads, ItemFilterInput? filter, IReadOnlyList<ItemOrder>? orderBy, int? first, string? after) =>
        ItemPages.Read(reads, place, ItemPages.Query(filter, orderBy, first, after) with { OwnOnly = true });

    /// <summary>历史：本单位及其岗位、人员和关系，先登记的在前；一次 grain 调用 / Its history, with its posts, persons and links, what was recorded first comes first; one grain call</summary>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public async Task<Connection<ShownEntry>> History([FromServices] GrainReads reads, int? first, string? after) =>
        EntryPages.Of(await reads.History(place, null), first, after);

    internal Place Place => place;

    private async ValueTask<UnitEntry> Entry(GrainReads reads) => entry ?? (await View(reads)).Unit;

    private async Task<UnitView> View(GrainReads reads) => await reads.Unit(place) ?? throw GridRuleException.NotFound("单位", place.Code);
}
