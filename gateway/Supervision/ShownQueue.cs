using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一个岗位的待办 / What waits for a post</summary>
[Name("Queue")]
public sealed class ShownQueue(Place place, QueueView view, int first)
{
    /// <summary>岗位 / The post</summary>
    public ShownPost Post => new(new Unit(place.Of(view.Unit)), place, view.Seat);

    /// <summary>待我签收 / Mine to accept</summary>
    public ShownQueuePart ToAccept => Mine(ItemState.Pending);

    /// <summary>待我办理：已签收、推进中 / Mine to do: accepted or in progress</summary>
    public ShownQueuePart ToDo => Mine(ItemState.Accepted, ItemState.InProgress);

    /// <summary>退回给我 / Returned to me</summary>
    public ShownQueuePart Returned => Mine(ItemState.Returned);

    /// <summary>我提出异议，待裁定 / Disputed by me and not resolved yet</summary>
    public ShownQueuePart Disputed => Mine(ItemState.Disputed);

    /// <summary>我已提交，待检查 / Submitted by me and not checked yet</summary>
    public ShownQueuePart Submitted => Mine(ItemState.Submitted);

    /// <summary>我逾期的事项 / Mine that are overdue</summary>
    public ShownQueuePart OverdueMine([FromServices] GrainReads reads) => Part(view.Mine.Where(item => item.State.IsOpen() && item.DueOn < reads.Today));

    /// <summary>下级逾时未签收，上升到我 / Below me, unaccepted for longer than the grid allows</summary>
    public ShownQueuePart Unaccepted => new(place, view.Unaccepted);

    /// <summary>下级逾期 / Below me and overdue</summary>
    public ShownQueuePart Overdue => new(place, view.Overdue);

    /// <summary>待我裁定的异议 / Disputes for me to resolve</summary>
    public ShownQueuePart Disputes => new(place, view.Disputes);

    /// <summary>待我检查的提交 / Submissions for me to check</summary>
    public ShownQueuePart Submissions => new(place, view.Submissions);

    /// <summary>即将到期的代理 / Acting cover about to run out</summary>
    [Complexity(3, 3)]
    public IEnumerable<ShownCover> Covers => view.Covers.Select(cover => new ShownCover(place, cover));

    /// <summary>待我签字的离任交接，后办的在前：本岗位的人是离任人，或接任人；无人接任时，由本单位和上一级单位的负责人
    /// / Hand-overs for whoever sits here to sign, the latest first: as the one who left, or who follows; while nobody does, as a head of the unit or of the one right above</summary>
    [Complexity(3, 3)]
    public IEnumerable<ShownHandover> Handovers => view.Handovers.Select(leaving => new ShownHandover(place, leaving));

    private ShownQueuePart Mine(params ItemState[] states) => Part(view.Mine.Where(item => states.Contains(item.State)));

    private ShownQueuePart Part(IEnumerable<ItemView> items)
    {
        var all = items.ToList();
        return new(place, new QueuePart { Total = all.Count, Items = [.. all.Take(first)] });
    }
}

/// <summary>待办中的一类 / One kind of what waits</summary>
[Name("QueuePart")]
public sealed class ShownQueuePart(Place place, QueuePart part)
{
    /// <summary>共有多少 / How many there are in all</summary>
    public int TotalCount => part.Total;

    /// <summary>其中在前的，关键少数优先，再按完成时限 / The first of them: of the key few before all others, then by due date</summary>
    [Complexity(25, 25)]
    public IEnumerable<ResponsibilityItem> Nodes => ItemBatch.Of(part.Items, place.At).Items;
}

/// <summary>即将到期的代理 / Acting cover about to run out</summary>
[Name("Cover")]
public sealed class ShownCover(Place place, Cover cover)
{
    /// <summary>单位 / The unit</summary>
    public Unit Unit => new(place.Of(cover.Unit));

    /// <summary>岗位 / The post</summary>
    public ShownPost Post => new(Unit, place, new Seat { Post = cover.Post, Holders = [cover.Fill] });

    /// <summary>代理人 / Who covers it</summary>
    public Holder Holder => new(place, cover.Fill);

    /// <summary>代理有效的最后一天 / The last day on which it answers</summary>
    public DateOnly Until => cover.Until;
}
