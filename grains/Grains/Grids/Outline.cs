using System.Collections.Frozen;

namespace ResponsibilityGrid;

/// <summary>A structure at one moment: the tree that holds then, its establishments, and the posts in each.</summary>
internal sealed class Outline
{
    private static readonly List<UnitEntry> None = [];
    private static readonly List<PostEntry> NoPosts = [];

    private readonly FrozenDictionary<string, UnitEntry> _units;
    private readonly FrozenDictionary<string, List<UnitEntry>> _children;
    private readonly FrozenDictionary<string, int> _order;
    private readonly FrozenDictionary<string, PostEntry> _posts;
    private readonly FrozenDictionary<string, FrozenDictionary<string, List<PostEntry>>> _groups;
    private readonly FrozenDictionary<string, string> _heirs;
    private readonly FrozenDictionary<string, DateOnly> _arrivals;

    private readonly Lazy<ILookup<string, string>> _former;
    private readonly Lazy<ILookup<string, string>> _origins;
    private readonly Lazy<ILookup<string, string>> _merged;
    private readonly Lazy<FrozenSet<string>> _ended;
    private readonly Lazy<FrozenSet<string>> _heads;
    private readonly Lazy<List<AdoptedList>> _inForce;

    public Outline(Structure structure, Moment at)
    {
        _former = new(FormerUnits);
        _origins = new(Origins);
        _merged = new(Merged);
        _ended = new(Ended);
        _heads = new(Heads);
        _inForce = new(() => GridRules.InForce(structure, at));
        Structure = structure;
        At = at;
        _units = structure.Units.Where(u => u.Span.Holds(at)).ToFrozenDictionary(u => u.Code);
        _children = _units.Values.Where(u => u.Parent is not null).GroupBy(u => u.Parent!)
            .ToFrozenDictionary(g => g.Key, g => g.OrderBy(u => u.Code, StringComparer.Ordinal).ToList());
        _order = Preorder(structure.Grid).Select((unit, place) => (unit, place)).ToFrozenDictionary(x => x.unit, x => x.place);
        _posts = structure.Posts.Where(p => p.Span.Holds(at) && _order.ContainsKey(p.Unit)).ToFrozenDictionary(p => p.Code);
        _heirs = structure.Posts.Where(p => p.Heir is not null && p.Span.KnownAt(at.KnownAt) && p.Span.To < at.AsOf && !_posts.ContainsKey(p.Code))
            .GroupBy(p => p.Code).ToFrozenDictionary(p => p.Key, p => p.MaxBy(e => e.Span.To)!.Heir!);
        _arrivals = Arrivals().DistinctBy(a => a.Post).ToFrozenDictionary(a => a.Post, a => a.On);
        _groups = _posts.Values.GroupBy(p => EstablishmentOf(p.Unit)).ToFrozenDictionary(
            e => e.Key,
            e => e.GroupBy(GroupOf).ToFrozenDictionary(
                g => g.Key,
                g => g.OrderBy(p => _order[p.Unit]).ThenBy(p => p.Code, StringComparer.Ordinal).ToList()));
    }

    public Structure Structure { get; }

    public Moment At { get; }

    public string Root => Structure.Grid;

    public GridSettings Settings => Structure.Settings;

    /// <summary>The newest version of each list at the moment.</summary>
    public List<AdoptedList> InForce => _inForce.Value;

    public IEnumerable<string> Units => _order.Keys;

    public UnitEntry? Find(string unit) => _order.ContainsKey(unit) ? _units[unit] : null;

    public UnitEntry Unit(string unit) => Find(unit) ?? throw GridRuleException.NotFound("单位", unit);

    public PostEntry? Post(string post) => _posts.GetValueOrDefault(post);

    /// <summary>Whether a unit or a post was there and is no more.</summary>
    public bool HasEnded(string code) => _ended.Value.Contains(code);

    /// <summary>The post on which the items of a post stand: itself, or the heir of a closed one.</summary>
    public PostEntry? Bearer(string post)
    {
        for (var steps = 0; steps <= _heirs.Count; steps++)
        {
            if (_posts.TryGetValue(post, out var place)) return place;
            if (!_heirs.TryGetValue(post, out var heir)) return null;
            post = heir;
        }

        return null;
    }

    /// <summary>Who bore the items of a post on a day: itself while it stood, and then whoever had taken over.</summary>
    public string BearerOn(string post, DateOnly day)
    {
        for (var steps = 0; steps <= _heirs.Count && _heirs.TryGetValue(post, out var heir) && LastDay(post) < day; steps++) post = heir;
        return post;

        DateOnly? LastDay(string closed) => Structure.Posts.Where(p => p.Code == closed && p.Heir is not null && p.Span.KnownAt(At.KnownAt)).Max(p => p.Span.To);
    }

    /// <summary>Since when the items of a post stand in the ledger in which they stand: from the beginning, unless the post moved or was taken over from elsewhere.</summary>
    public DateOnly CameOn(string post) => _arrivals.GetValueOrDefault(post, DateOnly.MinValue);

    /// <summary>The units in which posts of a unit, or those that they took over from, stood before.</summary>
    public IEnumerable<string> OriginsOf(string unit) => _origins.Value[unit];

    /// <summary>The units that merged into a unit, and those that had merged into them: each ended as its posts went over.</summary>
    public IEnumerable<string> MergedInto(string unit) => _merged.Value[unit].SelectMany(from => MergedInto(from).Prepend(from));

    /// <summary>Whether posts of a unit came from elsewhere, or went.</summary>
    public bool HasMoved(string unit) => _arrivals.Count > 0 && _origins.Value.Any(to => to.Key == unit || to.Contains(unit));

    /// <summary>The closed posts whose items a post took over.</summary>
    public IEnumerable<string> Predecessors(string post) => _heirs.Count == 0 ? [] : _heirs.Keys.Where(closed => Bearer(closed)?.Code == post);

    public List<UnitEntry> Children(string unit) => _children.GetValueOrDefault(unit, None);

    /// <summary>The units that hung below a unit, or below one that is itself no more, when they ended.</summary>
    public IEnumerable<string> Former(string unit) => _former.Value[unit];

    /// <summary>The unit above; of one that is no more, the one above it at its end.</summary>
    public string? ParentOf(string unit) => Find(unit) is { } standing ? standing.Parent : LastOf(unit)?.Parent;

    /// <summary>The unit itself, or the nearest above it that is still there; none where there never was such a unit.</summary>
    public string? Standing(string unit)
    {
        for (var at = unit; at is not null; at = ParentOf(at))
            if (Find(at) is not null) return at;
        return null;
    }

    /// <summary>The place of a unit when the tree is read from the top, children in the order of their codes.</summary>
    public int Order(string unit) => _order.GetValueOrDefault(unit, int.MaxValue);

    /// <summary>The unit and everything below it, in order.</summary>
    public IEnumerable<string> Preorder(string unit)
    {
        var open = new Stack<string>([unit]);
        while (open.TryPop(out var next))
        {
            yield return next;
            for (var i = Children(next).Count - 1; i >= 0; i--)
                open.Push(Children(next)[i].Code);
        }
    }

    /// <summary>Whether a unit is another one or hangs below it.</summary>
    public bool IsWithin(string unit, string top) =>
        unit == top || (Find(unit)?.Parent is { } parent && IsWithin(parent, top));

    /// <summary>The child of a unit through which another one hangs below it.</summary>
    public string? Towards(string unit, string from)
    {
        while (Find(unit)?.Parent is { } parent)
        {
            if (parent == from) return unit;
            unit = parent;
        }

        return null;
    }

    /// <summary>The bureau that a department belongs to; bureaus and branches are their own.</summary>
    public string EstablishmentOf(string unit)
    {
        while (Unit(unit) is { Kind: UnitKind.Department, Parent: { } parent })
            unit = parent;
        return unit;
    }

    /// <summary>The nearest establishment above an establishment.</summary>
    public string? Above(string establishment) =>
        _units[establishment].Parent is { } parent ? EstablishmentOf(parent) : null;

    /// <summary>The establishments from one up to the root's.</summary>
    public IEnumerable<string> Upwards(string? establishment)
    {
        for (; establishment is not null; establishment = Above(establishment))
            yield return establishment;
    }

    public int LevelOf(PostEntry post) => Settings.LevelOf(post.Layer, _units[post.Unit].Level);

    /// <summary>Whether a duty is one of a post's, by layer and level.</summary>
    public bool Stands(Duty duty, PostEntry post) => duty.Layer == post.Layer && duty.Levels.Contains(LevelOf(post));

    /// <summary>The posts on which a duty stands in an establishment.</summary>
    public IEnumerable<PostEntry> PostsFor(Duty duty, string establishment)
    {
        if (!_groups.TryGetValue(establishment, out var groups)) return NoPosts;
        return duty.Levels.Count == 1
            ? groups.GetValueOrDefault(Staffing.Group(duty.Layer, duty.Levels[0]), NoPosts)
            : duty.Levels.SelectMany(level => groups.GetValueOrDefault(Staffing.Group(duty.Layer, level), NoPosts));
    }

    /// <summary>The post that heads a unit: of the first head layer that it has a post of.</summary>
    public PostEntry? HeadPost(string unit) => !_groups.TryGetValue(EstablishmentOf(unit), out var groups) ? null
        : groups.Values.SelectMany(posts => posts).Where(p => p.Unit == unit && Settings.HeadLayers.Contains(p.Layer))
            .OrderBy(p => Settings.HeadLayers.IndexOf(p.Layer)).ThenBy(p => p.Code, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Whether a post heads the unit that it sits in: it is of the layer of the post that does, or of that of bureaus' heads (一把手), beside whom there may be a committee.</summary>
    public bool IsHead(string post) => _heads.Value.Contains(post);

    /// <summary>Whether an establishment has a post of a layer, on whatever level.</summary>
    public bool HasLayer(string establishment, string layer) =>
        _groups.TryGetValue(establishment, out var groups) && groups.Values.Any(posts => posts[0].Layer == layer);

    private IEnumerable<(string Post, DateOnly On)> Arrivals()
    {
        // Few posts ever move, and fewer are closed.
        foreach (var places in Structure.Posts.Where(p => p.Span.KnownAt(At.KnownAt) && p.Span.From <= At.AsOf).GroupBy(p => p.Code))
        {
            if (places.Skip(1).FirstOrDefault() is null && !_heirs.ContainsKey(places.Key)) continue;
            var unit = Bearer(places.Key)?.Unit;
            var before = places.Where(p => p.Unit != unit).Max(p => p.Span.To);
            if (unit is not null && before is { } last) yield return (places.Key, last.AddDays(1));
        }
    }

    private ILookup<string, string> Origins() => (
        from place in Structure.Posts
        where _arrivals.ContainsKey(place.Code) && place.Span.KnownAt(At.KnownAt) && place.Span.From <= At.AsOf
        let unit = Bearer(place.Code)!.Unit
        where place.Unit != unit
        select (To: unit, From: place.Unit)).Distinct().ToLookup(move => move.To, move => move.From);

    private ILookup<string, string> Merged() => (
        from place in Structure.Posts
        where Find(place.Unit) is null && place.Span.KnownAt(At.KnownAt) && place.Span.To is { } last && LastOf(place.Unit)?.Span.To == last
        let next = Structure.Posts.Find(p => p.Code == place.Code && p.Span.KnownAt(At.KnownAt) && p.Span.From == place.Span.To!.Value.AddDays(1))
        where next is not null
        select (Into: next.Unit, place.Unit)).Distinct().ToLookup(merger => merger.Into, merger => merger.Unit);

    private FrozenSet<string> Ended() =>
        Structure.Units.Select(u => (u.Code, u.Span)).Concat(Structure.Posts.Select(p => (p.Code, p.Span)))
            .Where(e => e.Span.KnownAt(At.KnownAt) && e.Span.To < At.AsOf).Select(e => e.Code).Where(code => !_units.ContainsKey(code) && !_posts.ContainsKey(code)).ToFrozenSet();

    private UnitEntry? LastOf(string unit) =>
        Structure.Units.Where(u => u.Code == unit && u.Span.KnownAt(At.KnownAt) && u.Span.From <= At.AsOf).MaxBy(u => u.Span.From);

    private ILookup<string, string> FormerUnits() =>
        Structure.Units.Where(u => u.Span.KnownAt(At.KnownAt) && u.Span.To < At.AsOf && Find(u.Code) is null).GroupBy(u => u.Code)
            .Select(u => u.MaxBy(e => e.Span.From)!).Where(u => u.Parent is not null).ToLookup(u => u.Parent!, u => u.Code);

    private FrozenSet<string> Heads() =>
        _posts.Values.Where(p => p.Layer == Settings.BureauHeadLayer || HeadPost(p.Unit)?.Layer == p.Layer).Select(p => p.Code).ToFrozenSet();

    private string GroupOf(PostEntry post) => Staffing.Group(post.Layer, LevelOf(post));
}
