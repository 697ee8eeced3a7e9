namespace ResponsibilityGrid;

/// <summary>What a ledger tells whoever asks from outside: what they see of it, and nothing else. Units that ask each other are told everything.</summary>
internal sealed partial class UnitGrain
{
    public async Task<Overview> GetOverview(string? list, bool isAlone)
    {
        var standing = await Stand();
        var sight = Sights.IsUnbounded ? null : await sights.Here(Grid);
        if (sight is null or { SeesAll: true }) return isAlone ? standing.AloneOf(list) : standing.OverviewOf(list);
        var narrowed = SightRules.Narrow(standing.OverviewOf(list), sight, lines => standing.OverviewOf(list, lines));
        return isAlone ? narrowed with { Children = [] } : narrowed;
    }

    public async Task<CascadeView> GetCascade(string list)
    {
        var standing = await Stand();
        if (Sights.IsUnbounded) return Overviews.CascadeOf(standing.Sum, list);
        var sight = await sights.Here(Grid);
        if (sight.SeesAll || sight.SeesBelow(Code)) return Overviews.CascadeOf(standing.Sum, list);
        if (!sight.IsOnWay(Code)) throw GridRuleException.NotFound("单位", Code);
        var parts = await Task.WhenAll(sight.PartsOf(Code).Where(p => p.Line is null && (p.IsWhole || p.Unit == Code)).Select(part =>
            part.IsWhole ? LedgerOf(part.Unit).GetCascade(list) : Task.FromResult(Overviews.CascadeOf(standing.Page.Own, list))));
        return SightRules.Sum(Code, list, standing.Sum.Settled, parts);
    }

    public async Task<ItemPage> ListItems(ItemQuery query)
    {
        var standing = await Stand();
        if (Sights.IsUnbounded) return await List(standing, query);
        var sight = await sights.Here(Grid);
        var page = await SeenOf(standing, query with { WithUnit = false }, sight);
        if (query.WithUnit && sight.SeesAll) return standing.WithUnit(page);
        var outline = standing.Page.Outline;
        return query.WithUnit ? page with { Unit = UnitViews.Of(outline, standing.Page.Sheet, sight), Structure = outline.Structure.Version } : page;
    }

    private async ValueTask<ItemPage> SeenOf(Standing standing, ItemQuery query, Sight sight)
    {
        if (sight.SeesAll) return await List(standing, query);
        if (!sight.Shows(Code)) throw GridRuleException.NotFound("单位", Code);
        return query.OwnOnly ? sight.Sees(Code) ? await List(standing, query) : OwnOf(standing, query, sight) : await PartsOf(standing, query, sight);
    }

    public async Task<History> ListHistory(ItemKey key, int after, int first, Moment? at)
    {
        var page = await Today();
        if (!await IsSeen(page, key)) return new History([], 0);
        // An item that was only asked for is not to be brought into memory.
        if (!_lives.TryGetValue(key, out var life)) return new History([], 0);
        if (at is not { } moment) return await ItemOf(key).ListHistory(after, first);
        var then = Lives.Until((await ItemOf(key).ListHistory(0, int.MaxValue)).Entries, life, moment);
        return new History([.. then.Skip(after).Take(first)], then.Count);
    }

    public async Task<List<GivenReminder>> ListReminders(ItemKey key)
    {
        var page = await Today();
        return page.Find(key) is { } row && await IsSeen(page, key) ? await RemindersOf(page, row) : [];
    }

    private async ValueTask<bool> IsSeen(Page page, ItemKey key)
    {
        if (Sights.IsUnbounded) return true;
        var sight = await sights.Here(Grid);
        return sight.Sees(Code) || (page.Find(key) is { } row && sight.SeesItem(Code, key.Post, row.Duty));
    }

    /// <summary>The ledger's own rows where the unit is not seen whole: those of a line, of the caller's posts, or of the own chain.</summary>
    private ItemPage OwnOf(Standing standing, ItemQuery query, Sight sight)
    {
        var page = standing.Page;
        var seen = page.Take(query with { First = int.MaxValue, After = null }).FindAll(item =>
            sight.SeesItem(Code, item.Key.Post, item.Duty) || SightRules.IsOfChain(item.Key, page.Outline, page.CascadeOf(item.Key.List), sight));
        var order = Merge.Order(page.Outline, query.Descending);
        return new ItemPage
        {
            TotalCount = seen.Count,
            Items = [.. seen.Where(item => query.After is not { } after || order(SightRules.PlaceOf(item), after) > 0).Take(query.First)],
        };
    }

    /// <summary>A page over the parts that are seen: each is asked for as much as the page holds, and they lie side by side in the order of rows.</summary>
    private async Task<ItemPage> PartsOf(Standing standing, ItemQuery query, Sight sight)
    {
        var outline = standing.Page.Outline;
        var pages = await Task.WhenAll(sight.PartsOf(Code).Select(part => SightRules.Within(query, part, outline)).OfType<(string Unit, ItemQuery Query)>().Select(part =>
            part.Unit == Code ? List(standing, part.Query) : LedgerOf(part.Unit).ListItems(part.Query)));
        return SightRules.Join(pages, query, outline);
    }
}
