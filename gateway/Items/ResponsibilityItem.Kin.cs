using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class ResponsibilityItem
{
    /// <summary>负责人；另问他日时一次 grain 调用 / Who answers for it; one grain call where another moment is asked for</summary>
    /// <param name="asOf">当日为准 / As true on this day</param>
    /// <param name="knownAt">以当时所知为准 / As known at this instant</param>
    [Complexity(1, 1)]
    public async Task<IEnumerable<Holder>> Holders([FromServices] GrainReads reads, DateOnly? asOf, DateTimeOffset? knownAt)
    {
        if (asOf is null && knownAt is null)
            return view.Holders.Select(fill => new Holder(place, fill));

        // Who sat on the post then, whether or not the list was in force already.
        var then = place with { At = reads.At(asOf, knownAt) };
        var sheet = (await reads.Unit(then.Of(view.Unit)))?.Sheet;
        return sheet?.Seats.Find(seat => seat.Post.Code == view.Key.Post)?.Holders.Select(fill => new Holder(then, fill)) ?? [];
    }

    /// <summary>所细化的上级事项，两次 grain 调用 / The items that it refines; two grain calls</summary>
    [Complexity(2, 2)]
    public async Task<IEnumerable<ResponsibilityItem>> Parents([FromServices] GrainReads reads) =>
        (await reads.Kin(view.Key, above: true, at)).Select(item => new ResponsibilityItem(item, at));

    /// <summary>细化它的下级事项，两次 grain 调用 / The items that refine it; two grain calls</summary>
    public async Task<IEnumerable<ResponsibilityItem>> Children([FromServices] GrainReads reads) =>
        (await reads.Kin(view.Key, above: false, at)).Select(item => new ResponsibilityItem(item, at));

    internal const string ChainField = "chain";

    /// <summary>从本事项到最上级，每个单位一环，与本事项同一次 grain 调用 / The way up to the root, one link an establishment; in the one grain call of the item</summary>
    [Name(ChainField), Complexity(5, 5)]
    public async Task<IEnumerable<ShownChainLink>> Chain([FromServices] GrainReads reads) =>
        await reads.Chain(view.Key, at) is var chain ? chain.Select((link, step) => new ShownChainLink(place, link, endsAbove: step > 0 && step == chain.Count - 1)) : [];
}
