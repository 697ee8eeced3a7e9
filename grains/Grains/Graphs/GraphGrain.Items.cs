namespace ResponsibilityGrid;

/// <summary>Items by key, and what they refine or are refined by.</summary>
internal sealed partial class GraphGrain
{
    public async Task<List<ItemView?>> GetItems(List<ItemKey> keys, Moment? at)
    {
        var outline = await OutlineAt(at);
        var sight = await sights.Here(outline, at);
        var items = await Items(outline, keys, at);
        return sight.SeesAll ? items : [.. await Task.WhenAll(items.Select(async item => item is not null && await IsSeen(outline, item, sight, at) ? item : null))];
    }

    /// <summary>Items of units that are seen, and those above on whose way one of them lies.</summary>
    private async Task<bool> IsSeen(Outline outline, ItemView item, Sight sight, Moment? at) =>
        sight.SeesItem(item.Unit, item.Key.Post, item.Duty)
        || (sight.Shows(item.Unit) && (SightRules.IsOfChain(item.Key, outline, await CascadeOf(outline, item.Key.List), sight) || await HasChildSeen(outline, item, sight, at)));

    /// <summary>An item above from which one was made by command that is seen.</summary>
    private async Task<bool> HasChildSeen(Outline outline, ItemView item, Sight sight, Moment? at) =>
        item.Version > 0 && (await Items(outline, await ItemsOf(item.Unit).ListChildren(item.Key), at)).Exists(child => child is not null && sight.SeesItem(child.Unit, child.Key.Post, child.Duty));

    private async Task<List<ItemView?>> Items(Outline outline, List<ItemKey> keys, Moment? at)
    {
        var found = new Dictionary<ItemKey, ItemView>();
        var asked = keys.Distinct().GroupBy(key => outline.Bearer(key.Post)?.Unit ?? "").Where(unit => unit.Key.Length > 0);
        await Task.WhenAll(asked.Select(async unit =>
        {
            foreach (var item in await ItemsIn(outline, unit.Key, [.. unit], at)) found[item.Key] = item;
        }));
        return keys.ConvertAll(found.GetValueOrDefault);
    }

    private async Task<IEnumerable<ItemView>> ItemsIn(Outline outline, string unit, List<ItemKey> keys, Moment? at)
    {
        if (at is { } moment)
        {
            var surveys = await Task.WhenAll(keys.GroupBy(key => key.List).Select(async list => (Survey: await SurveyOf(outline, unit, list.Key), Keys: list)));
            return await Task.WhenAll(surveys.SelectMany(s => s.Keys.Select(s.Survey.Find)).OfType<Row>().Select(row => Dated(row, moment)));
        }

        // The ledger looks at the rows then.
        var page = cluster.IsInFlux ? null : Here(outline, unit);
        var here = keys.ConvertAll(key => page?.Find(key)?.View);
        var missing = keys.Where((_, n) => here[n] is null).ToList();
        List<ItemView?> asked = missing switch
        {
            [] => [],
            [var one] => [await LedgerOf(unit).GetItem(one)],
            _ => (await LedgerOf(unit).GetExcerpts([new(unit, missing)]))[0]!.Items,
        };
        return here.Concat(asked).OfType<ItemView>();
    }

    public async Task<KinView> GetKin(List<ItemKey> keys, bool above, Moment? at)
    {
        var outline = await OutlineAt(at);
        var sight = await sights.Here(outline, at);
        var items = await Items(outline, keys, at);
        var kin = await Task.WhenAll(keys.Select((key, n) => Kin(outline, key, items[n], above)));
        if (!sight.SeesAll)
            for (var n = 0; n < kin.Length; n++)
                if (items[n] is not { } item || !await IsSeen(outline, item, sight, at)) kin[n] = [];
        var found = (await Items(outline, [.. kin.SelectMany(of => of).Distinct()], at)).OfType<ItemView>().ToList();
        if (sight.SeesAll) return new KinView { Of = [.. kin], Items = found };
        var seen = new List<ItemView>();
        foreach (var item in found)
            if (await IsSeen(outline, item, sight, at)) seen.Add(item);
        var shown = seen.Select(item => item.Key).ToHashSet();
        return new KinView { Of = [.. kin.Select(of => of.FindAll(shown.Contains))], Items = seen };
    }

    private async Task<List<ItemKey>> Kin(Outline outline, ItemKey key, ItemView? item, bool above)
    {
        if (await CascadeOf(outline, key.List) is not { } cascade || outline.Bearer(key.Post) is not { } post) return [];
        if (above && item?.RefinedFrom is { } parent) return [parent];
        // What nobody has touched has had nothing made from it.
        List<ItemKey> made = above || item is { Version: 0 } ? [] : await ItemsOf(post.Unit).ListChildren(key);
        if (StepOf(cascade, key) is not { } step) return made;
        var steps = above ? (cascade.WayOf(step).Up is { } up ? [up] : []) : cascade.Refining(step);
        return [.. steps.SelectMany(s => cascade.Posts(s).Select(p => new ItemKey(Grid, key.List, s.Duty, p.Code))), .. made];
    }

    /// <summary>An item at a moment. What its life cannot tell of one between two steps, its history does.</summary>
    private async Task<ItemView> Dated(Row row, Moment at)
    {
        if (!row.IsAhead) return row.View;
        var history = await GrainFactory.Find<IItemsGrain>(GridKeys.Unit(Grid, row.Unit)).ListHistory(row.ItemKey, 0, int.MaxValue);
        return (row with { Life = Lives.After(row.Life!, Lives.Until(history.Entries, row.Life!, at)) }).View;
    }

    private static Step? StepOf(Cascade cascade, ItemKey key) =>
        cascade.Find(key.Duty) is { } duty && cascade.Outline.Bearer(key.Post) is { } post && cascade.Outline.Stands(duty, post)
            ? new Step(key.Duty, cascade.Outline.EstablishmentOf(post.Unit))
            : null;
}
