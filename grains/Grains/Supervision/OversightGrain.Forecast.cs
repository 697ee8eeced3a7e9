namespace ResponsibilityGrid;

/// <summary>What would come of something that nobody has done.</summary>
internal sealed partial class OversightGrain
{
    public async Task<ForecastView> Foresee(ForecastQuery query)
    {
        var structure = await structures.Get(Grid);
        if (structure.Version == 0) throw GridRuleException.NotFound("责任网格", Grid);
        var sight = await sights.Here(Grid);
        // Days named are last days, but the one of a merger is the first. The tree as it is on the first day on which it would show:
        var before = new Outline(structure, new Moment(query.Into is null ? query.On.AddDays(1) : query.On, DateTimeOffset.MaxValue));
        var unit = query.Post is { } post ? before.Post(post)?.Unit ?? throw NoPost(post) : query.Unit!;
        foreach (var named in ((string?[])[unit, query.Into]).OfType<string>())
            if (!sight.Sees(named) || before.Find(named) is null) throw query.Post is { } hidden ? NoPost(hidden) : GridRuleException.NotFound("单位", named);
        foreach (var heir in query.Heirs)
            if (before.Post(heir.By) is not { } place || !sight.Shows(place.Unit)) throw NoPost(heir.By);
        // What the rules say of the tree is told to whoever sees it.
        var then = Then(structure, query, before);
        List<string> units = query.Post is null ? [.. ForecastRules.UnitsFor(before, unit, query.Into)] : [unit];
        // With the lives of their items, which today's sheets do without.
        List<UnitSheet> sheets = [.. await Task.WhenAll(units.Select(u => GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, u)).GetSheet(before.At)))];
        var versions = await Task.WhenAll(before.InForce.Select(l => structures.Version(Grid, l.List, l.Version).AsTask()));
        var after = query.Post is null ? [.. ForecastRules.Rearranged(sheets, then).Values] : sheets.ConvertAll(sheet => ForecastRules.Vacated(sheet, query.Post, LeaversOf(query, sheet), then));
        var torn = ForecastRules.New(ForecastRules.Gaps(sheets, versions, before), ForecastRules.Gaps(after, versions, then));
        return ForecastRules.Page(torn.FindAll(row => sight.SeesItem(row.Unit, row.PostCode, row.Duty)), then, query);
    }

    /// <summary>The tree as it would be.</summary>
    private Outline Then(Structure structure, ForecastQuery query, Outline before)
    {
        if (query.Unit is not { } unit) return before;
        var command = new StructureCommand { Act = query.Into is null ? Act.CloseUnit : Act.MergeUnits, Unit = unit, Other = query.Into, On = query.On, Heirs = query.Heirs };
        return new Outline(StructureRules.Foresee(structure, command, clock.GetUtcNow()), before.At);
    }

    private static GridRuleException NoPost(string post) => GridRuleException.NotFound("岗位", post, "post");

    private static List<string> LeaversOf(ForecastQuery query, UnitSheet sheet) =>
        query.Person is { } person ? [person] : [.. sheet.Seats.Where(s => s.Post.Code == query.Post).SelectMany(s => s.Holders).Select(f => f.Person)];
}
