using Orleans.Concurrency;

namespace ResponsibilityGrid;

[GrainType("oversight"), StatelessWorker]
internal sealed partial class OversightGrain(Structures structures, Sights sights, Standings standings, Watches watches, TimeProvider clock) : Grain, IOversightGrain
{
    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    public async Task<AccountabilityView?> GetAccountability(ItemKey key, Moment at)
    {
        var outline = structures.Still(await structures.Get(Grid), at);
        if (outline.Bearer(key.Post) is not { } post || await DutyAt(outline, key, post, at) is not { } duty) return null;
        var sight = await sights.Here(outline, at);
        if (!sight.SeesItem(post.Unit, post.Code, duty)) return null;
        var sheets = SightRules.Narrow(await Sheets(outline, AccountabilityRules.UnitsFor(outline, post, duty), [], at), sight, outline);
        sheets = await Sheets(outline, AccountabilityRules.UnitsBehind(outline, sheets.Values), sheets, at);
        return new AccountabilityView(key, post.Unit, AccountabilityRules.Of(outline, post, duty, sheets));
    }

    public async Task<List<Supervisor>> ListSupervisors(string code, ItemKey? item, Moment? at)
    {
        var (moment, outline) = await OutlineAt(at);
        var post = outline.Bearer(code);
        // Whether it is the post that is not there, or the item at it, is nobody's to tell.
        if (item is not null && post is null) throw GridRuleException.NotFound("责任事项", $"{item}");
        var unit = post?.Unit ?? outline.Unit(code).Code;
        var sight = await sights.Here(outline, at);
        var duty = item is null ? null : await DutyAt(outline, item, post!, moment);
        if (item is null ? !sight.Sees(unit) : duty is null || !sight.SeesItem(unit, post!.Code, duty)) throw item is null ? GridRuleException.NotFound("单位", code) : GridRuleException.NotFound("责任事项", $"{item}");
        var own = outline.EstablishmentOf(unit);
        var over = Lines.Over(outline, unit).Where(u => duty is null || outline.Settings.KindOf(u.Line!) != LineKind.Functional || u.Line == duty.FunctionalLine).ToList();
        var sheets = SightRules.Narrow(await Sheets(outline, over.Select(u => u.Code).Append(unit), [], moment), sight, outline);
        sheets = await Sheets(outline, AccountabilityRules.UnitsBehind(outline, [sheets[unit]]), sheets, moment);
        return
        [
            .. over.Select(u => new Supervisor
            {
                Line = u.Line,
                Source = outline.EstablishmentOf(u.Code) == own ? SupervisorSource.OwnBureau : SupervisorSource.BureauAbove,
                Unit = u.Code,
                Seat = AccountabilityRules.HeadsOf(sheets[u.Code], outline).FirstOrDefault(),
            }),
            .. sheets[unit].Links.Where(l => l.Kind == LinkKind.StationedAt && l.Target != code).Select(l => new Supervisor
            {
                Line = outline.Find(l.Subject)?.Line, Source = SupervisorSource.Stationed, Unit = l.Subject, Seat = sheets[unit].Seats.Find(s => s.Post.Code == l.Target), Link = l,
            }),
            .. sheets[unit].Links.Where(l => l.Kind == LinkKind.Checks && l.Target == code && outline.Post(l.Subject) is not null).Select(l => new Supervisor
            {
                Source = SupervisorSource.Checks, Unit = outline.Post(l.Subject)!.Unit, Seat = sheets[outline.Post(l.Subject)!.Unit].Seats.Find(s => s.Post.Code == l.Subject), Link = l,
            }),
        ];
    }

    /// <summary>The duty of an item that stands at a post at a moment; none where it does not.</summary>
    private async Task<Duty?> DutyAt(Outline outline, ItemKey key, PostEntry post, Moment at)
    {
        if (outline.InForce.Find(l => l.List == key.List) is not { } held) return null;
        var duty = (await structures.Version(Grid, held.List, held.Version)).Duties.Find(d => IsBehind(d, key));
        if (duty is null) return null;
        // What was made by hand, or taken over from a closed post, stands where its history put it; all else where list and post meet.
        var stands = key.Duty == duty.Code && key.Post == post.Code
            ? outline.Stands(duty, post) : (await GrainFactory.GetGrain<IGraphGrain>(GridKeys.Grid(Grid)).GetItems([key], at))[0] is not null;
        return stands ? duty : null;
    }

    /// <summary>Whether a duty is that of an item, or of the one that it was made from.</summary>
    private static bool IsBehind(Duty duty, ItemKey item) => item.Duty == duty.Code || (ItemRules.IsMarked(item.Duty) && ItemRules.Unmarked(item.Duty) == ItemRules.Stem(duty.Code));

    /// <summary>The moment and the outline of it; without one, today's.</summary>
    private async Task<(Moment At, Outline Outline)> OutlineAt(Moment? at)
    {
        var structure = await structures.Get(Grid);
        if (structure.Version == 0) throw GridRuleException.NotFound("责任网格", Grid);
        var today = structures.Today(structure, clock.GetUtcNow());
        return at is { } moment ? (moment, structures.Still(structure, moment)) : (today.At, today);
    }

    /// <summary>The sheets of units at a moment, beside those at hand; today's are read where they stand.</summary>
    private async Task<Dictionary<string, UnitSheet>> Sheets(Outline outline, IEnumerable<string> units, Dictionary<string, UnitSheet> known, Moment at)
    {
        var isToday = at.KnownAt == DateTimeOffset.MaxValue && at.AsOf == outline.Settings.DateAt(clock.GetUtcNow());
        var wanted = units.Where(u => !known.ContainsKey(u)).Distinct().ToList();
        var sheets = await Task.WhenAll(wanted.Select(async unit =>
            (isToday ? standings.Pages.Find(Grid, unit, at.AsOf)?.Sheet : null) ?? await GrainFactory.Find<IUnitGrain>(GridKeys.Unit(Grid, unit)).GetSheet(isToday ? null : at)));
        return known.Concat(wanted.Zip(sheets, KeyValuePair.Create)).ToDictionary();
    }
}
