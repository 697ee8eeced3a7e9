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
        List<Stop> stops = [.. climb.Stops];
        stops[0] = stops[0] with { Key = key, Unit = outline.Bearer(key.Post)!.Unit };
        var (items, sheets) = await Excerpts(outline, stops, climb.Establishments, at);
        var links = climb.Establishments.ConvertAll(establishment => new ChainLink { Unit = outline.Unit(establishment) });
        for (var n = 0; n < stops.Count; n++)
            if (items[n] is { } item) links[stops[n].Establishment].Items.Add(item);
        return await WithLeaders(links, outline, sheets, at);
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

    /// <summary>The items of a way with the sheets of all units on it. What lives on this silo is read in passing, and the rest asked all at once.</summary>
    private async ValueTask<(ItemView?[] Items, Dictionary<string, UnitSheet> Sheets)> Excerpts(Outline outline, List<Stop> stops, List<string> establishments, Moment? at)
    {
        var (items, sheets) = (new ItemView?[stops.Count], new Dictionary<string, UnitSheet>(stops.Count + establishments.Count));
        Dictionary<string, List<int>> elsewhere = [];
        for (var n = 0; n < stops.Count; n++)
        {
            if (at is null && Here(outline, stops[n].Unit) is { } page && page.Find(stops[n].Key) is { } row) (items[n], sheets[stops[n].Unit]) = (row.View, page.Sheet);
            else if (elsewhere.TryGetValue(stops[n].Unit, out var places)) places.Add(n);
            else elsewhere[stops[n].Unit] = [n];
        }

        foreach (var passed in establishments)
        {
            if (sheets.ContainsKey(passed) || elsewhere.ContainsKey(passed)) continue;
            if (at is null && Here(outline, passed) is { } page) sheets[passed] = page.Sheet;
            else elsewhere[passed] = [];
        }

        // Whoever is asked first answers for those that live with it too; the rest are asked themselves.
        if (elsewhere.Count > 0) await Ask(Wanted());
        if (elsewhere.Count > 0) await Task.WhenAll(Wanted().Select(alone => Ask([alone])));
        return (items, sheets);

        List<ExcerptQuery> Wanted()
        {
            var leaders = sheets.Values.SelectMany(LinkRules.Leading).Select(link => link.Subject).ToHashSet();
            return [.. elsewhere.Select(unit => new ExcerptQuery(unit.Key, unit.Value.ConvertAll(n => stops[n].Key)) { Leaders = [.. leaders.Where(post => outline.Post(post)?.Unit == unit.Key)] })];
        }

        async Task Ask(List<ExcerptQuery> wanted)
        {
            List<LedgerExcerpt?> excerpts = at is null
                ? await LedgerOf(wanted[0].Unit).GetExcerpts(wanted)
                : [.. await Task.WhenAll(wanted.Select(async of => new LedgerExcerpt { Sheet = await Sheet(outline, of.Unit, at), Items = await Items(outline, of.Keys, at) }))];
            foreach (var (of, excerpt) in wanted.Zip(excerpts))
            {
                if (excerpt is null) continue;
                sheets[of.Unit] = excerpt.Sheet;
                elsewhere.Remove(of.Unit, out var places);
                for (var n = 0; n < places!.Count; n++) items[places[n]] = excerpt.Items[n];
            }
        }
    }

    private async ValueTask<List<ChainLink>> WithLeaders(List<ChainLink> links, Outline outline, Dictionary<string, UnitSheet> sheets, Moment? at)
    {
        var led = links.ConvertAll(link => LedIn(link, sheets));
        if (led.TrueForAll(of => of.Count == 0)) return links;
        var missing = led.SelectMany(l => l).Select(l => outline.Post(l.Subject)).OfType<PostEntry>().Where(post => SeatOf(post) is null).Select(post => post.Unit).Distinct().ToList();
        if (missing.Count > 0)
            foreach (var sheet in await Task.WhenAll(missing.Select(unit => Sheet(outline, unit, at)))) sheets[sheet.Unit] = sheet;
        return [.. links.Zip(led, (link, leaders) => leaders.Count == 0 ? link : link with { Leaders = [.. leaders.Select(LeaderOf).OfType<Leader>()] })];

        Leader? LeaderOf(Link link) =>
            outline.Post(link.Subject) is { } post && SeatOf(post) is { } seat ? new Leader { Link = link, Unit = post.Unit, Seat = seat } : null;

        Seat? SeatOf(PostEntry post) => sheets.GetValueOrDefault(post.Unit)?.Seats.Find(s => s.Post.Code == post.Code);
    }

    /// <summary>Who leads the units of a link: those of its items, and the establishment.</summary>
    private static List<Link> LedIn(ChainLink link, Dictionary<string, UnitSheet> sheets)
    {
        List<string> units = [];
        foreach (var item in link.Items)
            if (!units.Contains(item.Unit)) units.Add(item.Unit);
        if (!units.Contains(link.Unit.Code)) units.Add(link.Unit.Code);
        List<Link> led = [];
        foreach (var unit in units)
            led.AddRange(LinkRules.Leading(sheets[unit]));
        return led;
    }
}
