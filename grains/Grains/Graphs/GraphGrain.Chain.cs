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
        var climb = cascade.ClimbFrom(step);
        var asked = climb.Establishments.ToDictionary(establishment => establishment, _ => new List<ItemKey>());
        // Where each step's item is found: the unit, and the place among the keys that it is asked for.
        List<(string Unit, int Place)> places = [];
        foreach (var (there, post) in climb.Steps.Zip(climb.Posts))
        {
            var of = places.Count == 0 ? key : key with { Duty = there.Duty, Post = post };
            var unit = outline.Bearer(of.Post)!.Unit;
            if (!asked.TryGetValue(unit, out var keys)) asked[unit] = keys = [];
            places.Add((unit, keys.Count));
            keys.Add(of);
        }

        var excerpts = await Excerpts(outline, asked, at);
        var links = climb.Establishments.ConvertAll(establishment => new ChainLink
        {
            Unit = outline.Unit(establishment),
            Items = [.. places.Where((_, n) => climb.Steps[n].Establishment == establishment).Select(p => excerpts[p.Unit].Items[p.Place]).OfType<ItemView>()],
        });
        return await WithLeaders(links, outline, excerpts.ToDictionary(e => e.Key, e => e.Value.Sheet), at);
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

    /// <summary>What lives on this silo is read in passing, and the rest asked all at once.</summary>
    private async ValueTask<Dictionary<string, LedgerExcerpt>> Excerpts(Outline outline, Dictionary<string, List<ItemKey>> asked, Moment? at)
    {
        var excerpts = new Dictionary<string, LedgerExcerpt>(asked.Count);
        List<string> elsewhere = [];
        foreach (var (unit, keys) in asked)
        {
            if (at is null && Here(outline, unit)?.Excerpt(keys) is { } excerpt) excerpts[unit] = excerpt;
            else elsewhere.Add(unit);
        }

        if (elsewhere.Count == 0) return excerpts;
        foreach (var (unit, excerpt) in elsewhere.Zip(await Task.WhenAll(elsewhere.Select(unit => Ask(unit, asked[unit]))))) excerpts[unit] = excerpt;
        return excerpts;

        async Task<LedgerExcerpt> Ask(string unit, List<ItemKey> keys) => at is null
            ? await LedgerOf(unit).GetExcerpt(keys)
            : new LedgerExcerpt { Sheet = await Sheet(outline, unit, at), Items = await Items(outline, keys, at) };
    }

    private async ValueTask<List<ChainLink>> WithLeaders(List<ChainLink> links, Outline outline, Dictionary<string, UnitSheet> sheets, Moment? at)
    {
        var led = links.ConvertAll(link => link.Items.Select(i => i.Unit).Append(link.Unit.Code).Distinct().Select(unit => sheets[unit])
            .SelectMany(s => s.Links.Where(l => l.Target == s.Unit && l.Kind is LinkKind.InCharge or LinkKind.AnswersFor)).ToList());
        var missing = led.SelectMany(l => l).Select(l => outline.Post(l.Subject)?.Unit).OfType<string>().Where(unit => !sheets.ContainsKey(unit)).Distinct().ToList();
        if (missing.Count > 0)
            foreach (var sheet in await Task.WhenAll(missing.Select(unit => Sheet(outline, unit, at)))) sheets[sheet.Unit] = sheet;
        return [.. links.Zip(led, (link, leaders) => leaders.Count == 0 ? link : link with { Leaders = [.. leaders.Select(LeaderOf).OfType<Leader>()] })];

        Leader? LeaderOf(Link link) =>
            outline.Post(link.Subject) is { } post && sheets[post.Unit].Seats.Find(s => s.Post.Code == post.Code) is { } seat ? new Leader { Link = link, Unit = post.Unit, Seat = seat } : null;
    }
}
