namespace ResponsibilityGrid.Tests;

/// <summary>All ledgers of a city in memory: staffing climbs, briefs go down, numbers climb.</summary>
internal sealed class SomeLedgers
{
    private readonly SomeCity _city;
    private readonly IReadOnlyCollection<ItemLife> _lives;
    private readonly List<AdoptedList> _inForce;
    private readonly Dictionary<string, Standing> _standings = [];
    private readonly Dictionary<string, Brief> _briefs = [];

    public SomeLedgers(SomeCity city, IReadOnlyCollection<ItemLife>? lives = null)
    {
        (_city, _lives, _inForce) = (city, lives ?? [], GridRules.InForce(city.Structure, city.At));
        Stand(city.Outline.Root, new Brief { Lists = _inForce, StructureVersion = 1, Stamp = 1 });

        void Stand(string unit, Brief brief)
        {
            _briefs[unit] = brief;
            var page = PageOf(unit, _lives);
            foreach (var child in city.Outline.Children(unit)) Stand(child.Code, page.Below);
            _standings[unit] = new Standing(page, city.Outline.Children(unit).ToDictionary(c => c.Code, c => _standings[c.Code].Sum), brief, 1, 1);
        }
    }

    public Standing this[string unit] => _standings[unit];

    /// <summary>What a unit is told from above; who is staffed does not follow from lives.</summary>
    public Brief BriefOf(string unit) => _briefs[unit];

    /// <summary>A ledger's own page with these lives, of which it takes those of its posts.</summary>
    public Page PageOf(string unit, IReadOnlyCollection<ItemLife> lives) => Write(unit, _briefs[unit], lives);

    /// <summary>A ledger's own page if it was told something else.</summary>
    public Page PageOf(string unit, Brief told) => Write(unit, told, _lives);

    /// <summary>A page of a subtree, asked as a ledger asks for it.</summary>
    public ItemPage Page(string unit, ItemQuery query) => this[unit].Join(query, this[unit].Shares(query).ConvertAll(share =>
    {
        var part = query with { First = share.First, After = share.After };
        return share.Unit == unit ? this[unit].Page.Part(part) : Page(share.Unit, part);
    }));

    private Page Write(string unit, Brief brief, IReadOnlyCollection<ItemLife> lives)
    {
        var sheet = _city.Sheet(unit);
        var posts = sheet.Seats.Select(seat => seat.Post.Code).ToHashSet();
        return new(
            _city.Outline, sheet, [_city.Cascade], _inForce, new LedgerState().Adopt(brief.Lists), brief.Above, StaffedBelow(unit), [.. lives.Where(life => posts.Contains(life.Key.Post))], true);
    }

    // What departments say before they were told anything.
    private IEnumerable<string> StaffedBelow(string unit) =>
        _city.Outline.Children(unit).Where(c => c.Kind == UnitKind.Department).SelectMany(c => Write(c.Code, new Brief(), []).Own.Filled);
}
