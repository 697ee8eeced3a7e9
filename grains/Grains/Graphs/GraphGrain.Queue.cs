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
        var below = await Below(outline, place);
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
            Disputes = await Disputed(below, outline, place, first),
            Submissions = isDedicated
                ? await Part([.. Survey.Members(outline, outline.Root)], InState(ItemState.Submitted) with { OwnOnly = true })
                : await Part(below, InState(ItemState.Submitted) with { Outside = establishment }),
            Covers = [.. (await Task.WhenAll(below.Select(unit => ItemsOf(unit).ListCovers()))).SelectMany(c => c).Where(c => c.Post.Code != post).DistinctBy(c => c.Post.Code).OrderByDescending(c => c.Post.KeyFew).ThenBy(c => c.Until)],
            Handovers = await ToSign(outline, place, seat, sight),
        };

        // The post's own items are in its own list; nobody looks after himself.
        async Task<QueuePart> Part(List<string> units, ItemQuery query)
        {
            var pages = await Task.WhenAll(units.SelectMany<string, Task<ItemPage>>(unit => [Ask(unit, true), Ask(unit, false)]));
            return new QueuePart
            {
                Total = pages.Sum(p => p.TotalCount) - mine.Count(i => units.Exists(u => IsIn(i, u)) && Wanted(i)),
                Items = [.. pages.SelectMany(p => p.Items).Where(i => i.Post!.Code != post).OrderByDescending(i => i.Post!.KeyFew).ThenBy(i => i.DueOn).Take(first)],
            };

            Task<ItemPage> Ask(string unit, bool keyFew) => LedgerOf(unit).ListItems(query with { First = first + mine.Count, Filter = query.Filter with { KeyFew = keyFew } });

            bool IsIn(ItemView item, string unit) => query.OwnOnly ? item.Unit == unit : outline.IsWithin(item.Unit, unit) && query.Outside is null;

            bool Wanted(ItemView item) =>
                (query.Filter.States is null || query.Filter.States.Contains(item.State))
                && (query.Filter.Overdue is null || ItemFilters.IsOverdue(item.DueOn, item.State, outline.At.AsOf))
                && (query.Filter.Unaccepted is null || item.IsUnaccepted);
        }
    }

    private static ItemQuery InState(ItemState state) => new() { Filter = new ItemFilter { States = [state] } };

    /// <summary>Disputes that an establishment decides: over the children that it made itself, and as the root over what the list gives. Nobody decides his own.</summary>
    private async Task<QueuePart> Disputed(List<string> units, Outline outline, PostEntry place, int first)
    {
        var pages = await Task.WhenAll(units.Select(unit => LedgerOf(unit).ListItems(InState(ItemState.Disputed) with { First = MostDisputes })));
        var decided = pages.SelectMany(p => p.Items).Where(i => i.Post!.Code != place.Code && GiverOf(i) == outline.EstablishmentOf(place.Unit)).ToList();
        return new QueuePart { Total = decided.Count, Items = [.. decided.OrderByDescending(i => i.Post!.KeyFew).ThenBy(i => i.DueOn).Take(first)] };

        string GiverOf(ItemView item) => item.RefinedFrom is { } parent && outline.Bearer(parent.Post) is { } giver ? outline.EstablishmentOf(giver.Unit) : outline.Root;
    }

    /// <summary>The units that a post looks after: a head's own, and those that it answers for by a link.</summary>
    private async Task<List<string>> Below(Outline outline, PostEntry place)
    {
        List<string> own = outline.Settings.HeadLayers.Contains(place.Layer) ? [place.Unit] : [];
        var near = outline.Children(outline.EstablishmentOf(place.Unit)).Select(c => c.Code);
        var sheets = await Task.WhenAll(near.Select(unit => Sheet(outline, unit, null)));
        var linked = sheets.Where(s => s.Links.Exists(l => l.Subject == place.Code && l.Target == s.Unit && l.Kind is LinkKind.AnswersFor or LinkKind.InCharge)).Select(s => s.Unit);
        return [.. own, .. linked.Where(unit => !own.Exists(o => outline.IsWithin(unit, o)))];
    }

    private const int MostDisputes = 1000;

    private IItemsGrain ItemsOf(string unit) => GrainFactory.GetGrain<IItemsGrain>(GridKeys.Unit(Grid, unit));
}
