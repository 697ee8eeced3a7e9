using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class ResponsibilityItem
{
    /// <summary>负责人；另问他日时，同一列表各项合计一次 grain 调用 / Who answers for it; where another moment is asked for, one grain call for all items of a list together</summary>
    /// <param name="asOf">当日为准 / As true on this day</param>
    /// <param name="knownAt">以当时所知为准 / As known at this instant</param>
    [Complexity(1, 1)]
    public async Task<IEnumerable<Holder>> Holders([FromServices] GrainReads reads, DateOnly? asOf, DateTimeOffset? knownAt)
    {
        if (asOf is null && knownAt is null)
            return view.Holders.Select(fill => new Holder(place, fill));

        // Who sat on the post then, whether or not the list was in force already.
        var then = place with { At = reads.At(asOf, knownAt) };
        var sheet = (await reads.Unit(then.Of(view.Unit), batch.Units))?.Sheet;
        return sheet?.Seats.Find(seat => seat.Post.Code == view.Key.Post)?.Holders.Select(fill => new Holder(then, fill)) ?? [];
    }

    /// <summary>所细化的上级事项；同一列表各项合计一次 grain 调用 / The items that it refines; one grain call for all items of a list together</summary>
    [Complexity(2, 2)]
    public async Task<IEnumerable<ResponsibilityItem>> Parents([FromServices] GrainReads reads) => (await reads.Kin(batch, above: true))[view.Key];

    /// <summary>细化它的下级事项；同一列表各项合计一次 grain 调用 / The items that refine it; one grain call for all items of a list together</summary>
    [Complexity(5, 5)]
    public async Task<IEnumerable<ResponsibilityItem>> Children([FromServices] GrainReads reads) => (await reads.Kin(batch, above: false))[view.Key];

    internal const string ChainField = "chain";

    /// <summary>从本事项到最上级，每个单位一环，与本事项同一次 grain 调用 / The way up to the root, one link an establishment; in the one grain call of the item</summary>
    [Name(ChainField), Complexity(5, 5)]
    public async Task<IEnumerable<ShownChainLink>> Chain([FromServices] GrainReads reads) => ShownChainLink.Of(place, await reads.Chain(view.Key, at));
}
