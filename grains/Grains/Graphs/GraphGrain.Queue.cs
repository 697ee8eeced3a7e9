namespace ResponsibilityGrid;

/// <summary>What waits for a post.</summary>
internal sealed partial class GraphGrain
{
    public async Task<QueueView> GetQueue(string post, int first)
    {
        var outline = await OutlineAt(null);
        var place = outline.Post(post) ?? throw GridRuleException.NotFound("岗位", post);
        var sight = await sights.Here(outline, null);
        if (!sight.SeesAll && !sight.Posts.Contains(post) && !sight.SeesBelow(outline.EstablishmentOf(place.Unit)) && !sight.SeesBelow(place.Unit)) throw GridRuleException.NotFound("岗位", post);
        var sheet = await Sheet(outline, place.Unit, null);
        var mine = await ItemsOf(place.Unit).ListOfPost(post);
        // Whoever looks at somebody else's queue sees in it what they see anyhow.
        var below = (await Below(outline, place)).FindAll(unit => sight.SeesAll || sight.Posts.Contains(post) || sight.SeesBelow(unit));
        var establishment = outline.EstablishmentOf(place.Unit);
        var isRoots = establishment == outline.Root;
        var isDedicated = isRoots && outline.Unit(place.Unit).Line == outline.Settings.Lines[0];
        var seat = sheet.Seats.Find(s => s.Post.Code == post) ?? throw GridRuleException.NotFound("岗位", post);
        return new QueueView
        {
            Unit = place.Unit,
            Seat = seat,
            Mine = mine,
            Unaccepted = await Part(below, new ItemQuery { Filter = new ItemFilter { Unaccepted = true } }),
            Overdue = await Part(below, new ItemQuery { Filter = new ItemFilter { Overdue = true } }),
            Disputes = await Disputed(),
            Submissions = isDedicated
                ? await Part([.. Survey.Members(outline, outline.Root)], InState(ItemState.Submitted) with { OwnOnly = true })
                : await Part(below, InState(ItemState.Submitted) with { Outside = establishment }),
            Covers = [.. (await Task.WhenAll(below.Select(unit => ItemsOf(unit).ListCovers()))).SelectMany(c => c).Where(c => c.Post.Code != post).DistinctBy(c => c.Post.Code).OrderByDescending(c => c.Post.KeyFew).ThenBy(c => c.Until)],
            Handovers = await ToSign(outline, place, seat, sight),
        };

        // The post's own items are in its own list; nobody looks after himself.
        async Task<QueuePart> Part(List<string> units, ItemQuery query)
        {
            var own = IsAmong() ? (await LedgerOf(place.Unit).ListItems(query with { OwnOnly = true, Outside = null, First = 0, Filter = query.Filter with { Post = post } })).TotalCount : 0;
            var pages = await Task.WhenAll(units.SelectMany<string, Task<ItemPage>>(unit => [Ask(unit, true), Ask(unit, false)]));
            return Queue(pages.Sum(p => p.TotalCount) - own, pages.SelectMany(p => p.Items).Where(i => i.Post!.Code != post));

            Task<ItemPage> Ask(string unit, bool keyFew) => LedgerOf(unit).ListItems(query with { First = first + own, Filter = query.Filter with { KeyFew = keyFew } });

            bool IsAmong() => units.Exists(unit => query.OwnOnly ? unit == place.Unit : query.Outside is null && outline.IsWithin(place.Unit, unit));
        }

        // An establishment decides over the children that it made itself, and the root over what the list gives. Nobody decides his own.
        async Task<QueuePart> Disputed()
        {
            var given = isRoots ? await Part(below, Disputes(made: false)) : new QueuePart();
            var made = (await Task.WhenAll(below.Select(unit => All(unit, Disputes(made: true))))).SelectMany(items => items).Where(i => i.Post!.Code != post && GiverOf(i) == establishment).ToList();
            return Queue(given.Total + made.Count, given.Items.Concat(made));
        }

        string? GiverOf(ItemView item) => outline.Bearer(item.RefinedFrom!.Post) is { } giver ? outline.EstablishmentOf(giver.Unit) : outline.Root;

        QueuePart Queue(int total, IEnumerable<ItemView> items) =>
            new() { Total = total, Items = [.. items.OrderByDescending(i => i.Post!.KeyFew).ThenBy(i => i.DueOn).Take(first)] };
    }

    private static ItemQuery InState(ItemState state) => new() { Filter = new ItemFilter { States = [state] } };

    private static ItemQuery Disputes(bool made) => new() { Filter = new ItemFilter { States = [ItemState.Disputed], Made = made } };

    /// <summary>Every item of a subtree that is wanted, page by page.</summary>
    private async Task<List<ItemView>> All(string unit, ItemQuery query)
    {
        var all = new List<ItemView>();
        ItemPage page;
        do
        {
            page = await LedgerOf(unit).ListItems(query with { First = PageOf, After = all is [.., var last] ? SightRules.PlaceOf(last) : null });
            all.AddRange(page.Items);
        }
        while (page.Items.Count == PageOf);
        return all;
    }

    /// <summary>The units that a post looks after: a head's own, and those that it answers for by a link, however deep they hang.</summary>
    private async Task<List<string>> Below(Outline outline, PostEntry place)
    {
        List<string> own = outline.Settings.HeadLayers.Contains(place.Layer) ? [place.Unit] : [];
        var linked = (await ItemsOf(outline.Root).ListLed(place.Code)).Where(unit => outline.Find(unit) is not null);
        List<string> all = [.. own, .. linked];
        return [.. all.Distinct().Where(unit => !all.Exists(other => other != unit && outline.IsWithin(unit, other)))];
    }

    private const int PageOf = 100;

    private IItemsGrain ItemsOf(string unit) => GrainFactory.Find<IItemsGrain>(GridKeys.Unit(Grid, unit));
}
