namespace ResponsibilityGrid;

/// <summary>The way from an item to its root.</summary>
internal sealed partial class GraphGrain
{
    public async Task<List<ChainLink>> GetChain(ItemKey key, Moment? at)
    {
        var outline = await OutlineAt(at);
        var sight = await sights.Here(outline, at);
        // Whoever sees an item sees what stands above it.
        return sight.SeesAll || (await GetItems([key], at))[0] is not null ? await Chain(outline, key, at) : [];
    }

    private async Task<List<ChainLink>> Chain(Outline outline, ItemKey key, Moment? at)
    {
        if (await CascadeOf(outline, key.List) is not { } cascade) return [];
        if (StepOf(cascade, key) is not { } step) return await GetChainOfChild(outline, key, at);
        var steps = cascade.Chain(step).ToList();
        var keys = steps.Select((s, place) => key with { Duty = s.Duty, Post = place == 0 ? key.Post : cascade.Posts(s).First().Code }).ToList();
        var last = steps[^1].Establishment;
        var way = outline.Upwards(step.Establishment).TakeWhile(e => e != last).Append(last).ToList();
        var asked = keys.ToLookup(k => outline.Bearer(k.Post)!.Unit);
        var excerpts = await Task.WhenAll(asked.Select(unit => unit.Key).Union(way).Select(unit => Excerpt(outline, unit, [.. asked[unit]], at)));
        var sheets = excerpts.ToDictionary(e => e.Sheet.Unit, e => e.Sheet);
        var found = excerpts.SelectMany(e => asked[e.Sheet.Unit].Zip(e.Items)).ToDictionary(e => e.First, e => e.Second);
        var items = keys.Select(k => found[k]).OfType<ItemView>().ToLookup(i => outline.EstablishmentOf(i.Unit));
        return [.. await Task.WhenAll(way.Select(async establishment => new ChainLink
        {
            Unit = outline.Unit(establishment),
            Items = [.. items[establishment]],
            Leaders = await LeadersOf(outline, items[establishment].Select(i => i.Unit).Append(establishment).Distinct(), sheets, at),
        }))];
    }

    /// <summary>An item made by refining another goes the way of that one.</summary>
    private async Task<List<ChainLink>> GetChainOfChild(Outline outline, ItemKey key, Moment? at)
    {
        if ((await Items(outline, [key], at))[0] is not { RefinedFrom: { } parent } item) return [];
        var chain = await Chain(outline, parent, at);
        var establishment = outline.EstablishmentOf(item.Unit);
        return chain is [var first, .. var rest] && first.Unit.Code == establishment
            ? [first with { Items = [item, .. first.Items] }, .. rest]
            : [new ChainLink { Unit = outline.Unit(establishment), Items = [item] }, .. chain];
    }

    private async Task<LedgerExcerpt> Excerpt(Outline outline, string unit, List<ItemKey> keys, Moment? at)
    {
        if (at is not null) return new LedgerExcerpt { Sheet = await Sheet(outline, unit, at), Items = await Items(outline, keys, at) };
        return Here(outline, unit)?.Excerpt(keys) ?? await LedgerOf(unit).GetExcerpt(keys);
    }

    private async Task<List<Leader>> LeadersOf(Outline outline, IEnumerable<string> units, Dictionary<string, UnitSheet> sheets, Moment? at)
    {
        var links = units.Select(unit => sheets[unit]).SelectMany(s => s.Links.Where(l => l.Target == s.Unit && l.Kind is LinkKind.InCharge or LinkKind.AnswersFor));
        return [.. (await Task.WhenAll(links.Select(LeaderOf))).OfType<Leader>()];

        async Task<Leader?> LeaderOf(Link link)
        {
            if (outline.Post(link.Subject) is not { } post) return null;
            var sheet = sheets.GetValueOrDefault(post.Unit) ?? await Sheet(outline, post.Unit, at);
            return sheet.Seats.Find(s => s.Post.Code == post.Code) is { } seat ? new Leader { Link = link, Unit = post.Unit, Seat = seat } : null;
        }
    }
}
