using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>责任链的一环 / One link of a chain of responsibility</summary>
[Name("ChainLink")]
public sealed class ShownChainLink(Place place, ChainLink link, ItemBatch batch, UnitBatch units, bool endsAbove)
{
    // The chain begins with the item itself and ends with its root; between them an establishment shows the item that the one below refines.
    private readonly ItemView? item = endsAbove ? link.Items.LastOrDefault() : link.Items.FirstOrDefault();

    /// <summary>The links of a chain; what is asked of one of them is asked of all at once.</summary>
    internal static IEnumerable<ShownChainLink> Of(Place place, List<ChainLink> chain)
    {
        var (items, units) = (ItemBatch.Of(chain.SelectMany(link => link.Items), place.At), new UnitBatch(chain.Select(link => link.Unit.Code)));
        return chain.Select((link, step) => new ShownChainLink(place, link, items, units, endsAbove: step > 0 && step == chain.Count - 1));
    }

    /// <summary>单位：局或分局 / The bureau or branch</summary>
    public Unit Unit => new(place.Of(link.Unit.Code), link.Unit, batch: units);

    /// <summary>在此被细化的事项：首环为事项本身，末环为根事项；此处不设该事项则为空 / The item refined here: first the item itself, last its root; null where the establishment is passed over</summary>
    public ResponsibilityItem? Item => item is null ? null : batch.Item(item);

    /// <summary>途经此处的全部事项，下级在前 / All items on the way here, the lower first</summary>
    [Complexity(1, 1)]
    public IEnumerable<ResponsibilityItem> Items => link.Items.Select(batch.Item);

    /// <summary>该事项的负责人 / Who answers for that item</summary>
    [Complexity(1, 1)]
    public IEnumerable<Holder> Holders => item?.Holders.Select(fill => new Holder(place, fill)) ?? [];

    /// <summary>对本单位负责的领导：分管、包干 / The leaders who answer for the unit</summary>
    [Complexity(2, 2)]
    public IEnumerable<ShownLeader> Leaders => link.Leaders.Select(leader => new ShownLeader(place, leader));
}

/// <summary>对一个单位负责的领导 / A leader who answers for a unit</summary>
[Name("Leader")]
public sealed class ShownLeader(Place place, Leader leader)
{
    /// <summary>分管或包干 / In charge of it, or answering for it</summary>
    public LinkKind Kind => leader.Link.Kind;

    /// <summary>分管或包干，中文 / In charge of it, or answering for it, in Chinese</summary>
    public string KindLabel => Labels.Of(leader.Link.Kind);

    /// <summary>岗位 / The leader's post</summary>
    public ShownPost Post => new(Unit, place, leader.Seat);

    /// <summary>岗位所在单位 / The unit that the post sits in</summary>
    public Unit Unit => new(place.Of(leader.Unit));

    /// <summary>所负责的单位编码 / The code of the unit answered for</summary>
    public string Target => leader.Link.Target;

    /// <summary>在岗人员 / Who held that post</summary>
    [Complexity(1, 1)]
    public IEnumerable<Holder> Holders => leader.Seat.Holders.Select(fill => new Holder(place, fill));

    /// <summary>自何日起 / From which day on</summary>
    public DateOnly Since => leader.Link.Span.From;

    /// <summary>至何日止，含当日 / Up to and including which day</summary>
    public DateOnly? Until => leader.Link.Span.To;
}
