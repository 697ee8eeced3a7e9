using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>责任事项：落在一个岗位上的一条责任 / A responsibility item: a duty at a post</summary>
[Implements(typeof(INode))]
public sealed partial class ResponsibilityItem(ItemView view, ItemBatch batch) : INode
{
    private readonly Moment? at = batch.At;
    private readonly Place place = new(view.Key.Grid, view.Key.Post, batch.At);

    /// <summary>An item by itself.</summary>
    internal ResponsibilityItem(ItemView view, Moment? at = null) : this(view, ItemBatch.Of([view], at))
    {
    }

    internal ItemView View => view;

    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string Id => GlobalId.Of(nameof(ResponsibilityItem), view.Key.ToString());

    /// <summary>清单、事项与岗位的编码 / The codes of list, duty and post</summary>
    public ShownItemKey Key => new(view.Key);

    /// <summary>责任清单中的事项 / The duty, as the list words it</summary>
    public ShownDuty Duty => new(view.Duty);

    /// <summary>岗位 / The post</summary>
    public ShownPost Post => new(Unit, place, new Seat { Post = view.Post ?? new(), Holders = view.Holders, Gap = view.Gap });

    /// <summary>单位；编码与名称随处可得，其余各项同一列表合计一次 grain 调用 / The unit. Its code and name come along; everything else costs one grain call for all items of a list together</summary>
    public Unit Unit => new(place.Of(view.Unit), name: view.UnitName, batch: batch.Units);

    /// <summary>状态 / Where it is in its life</summary>
    public ItemState State => view.State;

    /// <summary>状态，中文 / Where it is in its life, in Chinese</summary>
    public string StateLabel => Labels.Of(view.State);

    /// <summary>完成时限 / The day by which it is due</summary>
    public DateOnly DueOn => view.DueOn;

    /// <summary>是否逾期：时限已过且未销号 / Whether it was due before the day and is not closed</summary>
    public bool Overdue([FromServices] GrainReads reads) =>
        view.DueOn < (at?.AsOf ?? reads.Today) && view.State is not (ItemState.Closed or ItemState.Retired);

    /// <summary>版本：已接受的操作数，未动过为 0 / How many commands it has taken; 0 while untouched</summary>
    public int Version => view.Version;

    /// <summary>所在的清单版本 / The version of the list that it stands in</summary>
    public int ListVersion => view.ListVersion;

    /// <summary>层级，1 为最高 / The level, 1 at the top</summary>
    public int Level => view.Level;

    /// <summary>层级名称 / The level's name</summary>
    public string LevelLabel => Labels.OfLevel(view.Level);

    /// <summary>距最上级事项的步数 / Steps up to the item that refines nothing</summary>
    public int Depth => view.Depth;

    /// <summary>无人负责的原因 / Why nobody answers</summary>
    public GapReason? Gap => view.Gap;

    /// <summary>无人负责的原因，中文 / Why nobody answers, in Chinese</summary>
    public string? GapLabel => view.Gap is { } reason ? Labels.Of(reason) : null;

    /// <summary>逐级而上是否处处有人，直到最上级 / Whether it and every step above stand at a filled post, up to a root</summary>
    public bool Complete => view.Complete;

    /// <summary>链条断在哪个单位 / The unit in which the chain breaks</summary>
    public Unit? BreaksAt => view.BreaksAt is { } unit ? new(place.Of(unit)) : null;
}
