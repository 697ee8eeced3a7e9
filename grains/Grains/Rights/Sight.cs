using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace ResponsibilityGrid;

/// <summary>
/// What one caller sees of a grid and may do in it, worked out once for a tree. A unit is seen whole, or shown because it stands above what is
/// seen (its profile, posts and holders, and the items of the own chain), or does not exist.
/// </summary>
internal sealed class Sight
{
    /// <summary>Of the program itself.</summary>
    public static readonly Sight Everything = new(null, Enum.GetValues<Right>().ToDictionary(right => right, _ => Scope.All)) { IsSystem = true };

    public static readonly Sight Nothing = new(null, []);

    private readonly Outline? _outline;
    private readonly FrozenDictionary<Right, Scope> _scopes;
    private readonly FrozenDictionary<string, Scope> _lines;
    private readonly FrozenSet<string> _above;
    private readonly FrozenSet<string> _way;
    private readonly ConcurrentDictionary<string, List<Part>> _parts = new();
    private readonly ConcurrentDictionary<Cascade, FrozenSet<Step>> _chains = new();

    public Sight(Outline? outline, Dictionary<Right, Scope> scopes, Dictionary<string, Scope>? lines = null, IEnumerable<string>? posts = null, string? person = null)
    {
        (_outline, Person) = (outline, person);
        _scopes = scopes.Where(s => !s.Value.IsEmpty).ToFrozenDictionary();
        _lines = (lines ?? []).Where(s => !s.Value.IsEmpty).ToFrozenDictionary();
        Posts = (posts ?? []).ToFrozenSet();
        List<string> seen = outline is null || SeesAll ? [] : [.. _lines.Values.Append(Read).SelectMany(scope => scope.IsAll ? outline.Units : scope.Units).Where(unit => outline.Find(unit) is not null).Distinct()];
        _above = seen.Select(unit => outline!.EstablishmentOf(unit)).Distinct().SelectMany(establishment => outline!.Upwards(establishment)).Distinct().SelectMany(establishment => Survey.Members(outline!, establishment)).ToFrozenSet();
        _way = seen.SelectMany(Upwards).ToFrozenSet();

        IEnumerable<string> Upwards(string unit)
        {
            for (var at = unit; at is not null; at = outline!.Find(at)?.Parent) yield return at;
        }
    }

    /// <summary>Whether the program itself asks.</summary>
    public bool IsSystem { get; private init; }

    /// <summary>The person on record who asks, if one.</summary>
    public string? Person { get; }

    /// <summary>The posts that the caller sits on, or acts for.</summary>
    public FrozenSet<string> Posts { get; }

    /// <summary>Another sight that is to be had too: of an earlier day only what is seen of today's units by today's tree.</summary>
    public Sight? Today { get; init; }

    /// <summary>Whether nothing is hidden; then nobody needs to narrow anything.</summary>
    public bool SeesAll => Read.IsAll;

    private Scope Read => _scopes.GetValueOrDefault(Right.Read, Scope.None);

    /// <summary>Whether there is any unit over which the right is held; of a functional department reading is held over its line.</summary>
    public bool Has(Right right) => right is Right.SignedIn || _scopes.ContainsKey(right) || (right is Right.Read && _lines.Count > 0);

    /// <summary>Whether the right is held over the whole grid.</summary>
    public bool HasOverAll(Right right) => right is Right.SignedIn || (_scopes.TryGetValue(right, out var scope) && scope.IsAll);

    /// <summary>Whether the right is held over a unit.</summary>
    public bool May(Right right, string unit) => _scopes.TryGetValue(right, out var scope) && scope.Contains(unit) && (Today is null || Today._outline?.Find(unit) is null || Today.May(right, unit));

    /// <summary>Whether restricted facts of a unit may be read, by whoever states a purpose.</summary>
    public bool SeesRestricted(string unit) => May(Right.ReadRestricted, unit);

    /// <summary>Whether a unit is seen whole.</summary>
    public bool Sees(string unit) => May(Right.Read, unit);

    /// <summary>Whether what somebody looked at is told: a stationed officer reports to those who see the sender, and not to the host (D1).</summary>
    public bool SeesLook(string by, bool isOfficers) => !isOfficers || Sees(by);

    /// <summary>Whether a unit exists for the caller.</summary>
    public bool Shows(string unit) => IsSystem || Sees(unit) || (_above.Contains(unit) && (Today is null || Today._outline?.Find(unit) is null || Today.Shows(unit)));

    /// <summary>Whether a unit and everything below it is seen whole.</summary>
    public bool SeesBelow(string unit) => SeesAll && Today is null or { SeesAll: true } || PartsOf(unit) is [{ IsWhole: true, Line: null, Unit: var whole }] && whole == unit;

    /// <summary>Whether a unit stands on the way from the root to something seen; its numbers are published.</summary>
    public bool IsOnWay(string unit) => SeesAll || _way.Contains(unit);

    /// <summary>Whether an item is seen by the unit that it stands in, or by its line or post; those of the own chain are told by <see cref="ChainsOf"/>.</summary>
    public bool SeesItem(string unit, string post, Duty duty) =>
        Sees(unit) || Posts.Contains(post) || (duty.FunctionalLine is { } line && _lines.TryGetValue(line, out var scope) && scope.Contains(unit));

    /// <summary>Whether only the items of certain lines are seen in a unit, and which.</summary>
    public List<string> LinesOf(string unit) => [.. _lines.Where(line => line.Value.Contains(unit)).Select(line => line.Key).Order(StringComparer.Ordinal)];

    /// <summary>Whether a duty is seen at all.</summary>
    public bool SeesDuty(Duty duty) => _scopes.ContainsKey(Right.Read) || (duty.FunctionalLine is { } line && _lines.ContainsKey(line));

    /// <summary>The steps from what is seen up to the root, in establishments that are not seen whole.</summary>
    public FrozenSet<Step> ChainsOf(Cascade cascade)
    {
        if (_chains.TryGetValue(cascade, out var known)) return known;
        if (_chains.Count >= 16) _chains.Clear();
        var outline = cascade.Outline;
        var own = from establishment in outline.Units.Select(outline.EstablishmentOf).Distinct()
                  from duty in cascade.Version.Duties
                  let step = new Step(duty.Code, establishment)
                  where cascade.Posts(step).Any(post => SeesItem(post.Unit, post.Code, duty))
                  select step;
        return _chains[cascade] = own.SelectMany(cascade.Chain).ToFrozenSet();
    }

    /// <summary>What is seen of a subtree, as parts that do not overlap: whole branches, single units, and of each line what lies in neither.</summary>
    public List<Part> PartsOf(string top)
    {
        if (_outline is null || _outline.Find(top) is null) return SeesAll ? [new Part(top, true)] : [];
        return _parts.GetOrAdd(top, _ =>
        {
            var seen = Walk(_outline, top, Sees).Parts.ConvertAll(part => part with { Without = LinesOf(part.Unit) });
            var byLine = _lines.SelectMany(line => Walk(_outline, top, line.Value.Contains).Parts.Select(part => part with { Line = line.Key }))
                .Where(part => !seen.Exists(s => s.IsWhole && _outline.IsWithin(part.Unit, s.Unit)));
            return [.. seen, .. byLine];
        });
    }

    private static (bool IsWhole, List<Part> Parts) Walk(Outline outline, string unit, Func<string, bool> sees)
    {
        var below = outline.Children(unit).Select(child => Walk(outline, child.Code, sees)).ToList();
        return sees(unit) && below.TrueForAll(branch => branch.IsWhole)
            ? (true, [new Part(unit, true)])
            : (false, [.. sees(unit) ? [new Part(unit, false)] : (Part[])[], .. below.SelectMany(branch => branch.Parts)]);
    }
}

/// <summary>A branch of a subtree, or a unit by itself: all of its items, those of one line, or all but those of some lines.</summary>
internal sealed record Part(string Unit, bool IsWhole)
{
    public string? Line { get; init; }

    public List<string> Without { get; init; } = [];
}
