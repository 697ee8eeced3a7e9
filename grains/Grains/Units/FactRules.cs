namespace ResponsibilityGrid;

/// <summary>What facts have to keep to before they are taken. What comes after the founding is held to all that commands are held to.</summary>
internal static class FactRules
{
    /// <summary>Every fact that a rule refuses.</summary>
    public static IEnumerable<RefusedFact> Check(UnitState before, UnitState next, UnitFacts facts, FactScene scene, DateTimeOffset now)
    {
        IEnumerable<RefusedFact> refused = [.. Spans(facts), .. Posts(next, facts), .. Overlaps(before, next, facts), .. facts.AsCommands ? Commanded(before, next, facts, scene).Concat(Leavings(before, next, facts, scene, now)) : []];
        return refused.DistinctBy(fact => (fact.Of, fact.Place));
    }

    private static IEnumerable<RefusedFact> Spans(UnitFacts facts) =>
    [
        .. facts.Fills.Index().Where(f => IsReversed(f.Item.Span)).Select(f => new RefusedFact(FactKind.Fill, f.Index, Reversed(f.Item.Span))),
        .. facts.Links.Index().Where(l => IsReversed(l.Item.Span)).Select(l => new RefusedFact(FactKind.Link, l.Index, Reversed(l.Item.Span))),
        .. facts.Posts.Select(p => p.Span).Concat(facts.Residents.Select(r => r.Span)).Where(IsReversed).Select(span => new RefusedFact(FactKind.Post, -1, Reversed(span))),
    ];

    private static IEnumerable<RefusedFact> Posts(UnitState next, UnitFacts facts)
    {
        var known = next.Posts.Select(p => p.Code).ToHashSet();
        return facts.Fills.Index().Where(f => !known.Contains(f.Item.Post)).Select(f => new RefusedFact(FactKind.Fill, f.Index, GridRuleException.NotFound("岗位", f.Item.Post)));
    }

    // Of two who overlap the one who comes new is to blame, of two new ones the later.
    private static IEnumerable<RefusedFact> Overlaps(UnitState before, UnitState next, UnitFacts facts)
    {
        var known = before.Fills.ToHashSet();
        return UnitRules.Overlaps(next, [.. facts.Fills.Select(f => f.Post)])
            .Select(pair => new RefusedFact(FactKind.Fill, PlaceOf(facts, known.Contains(pair.Later) && !known.Contains(pair.Earlier) ? pair.Earlier : pair.Later), pair.Why));
    }

    private static IEnumerable<RefusedFact> Commanded(UnitState before, UnitState next, UnitFacts facts, FactScene scene)
    {
        foreach (var fill in next.Fills.Except(before.Fills).Where(f => f.Span.Superseded is null))
            foreach (var refused in RefusedFact.By(FactKind.Fill, PlaceOf(facts, fill), () => FillRules.CheckNew(next, fill, scene.Structure)))
                yield return refused;
        foreach (var link in next.Links.Except(before.Links).Where(l => l.Span.Superseded is null))
            foreach (var refused in RefusedFact.By(FactKind.Link, PlaceOf(facts, link), () => LinkRules.CheckNew(next, link, scene.Structure, scene.Back)))
                yield return refused;
    }

    // A workbook has no column for what becomes of items.
    private static IEnumerable<RefusedFact> Leavings(UnitState before, UnitState next, UnitFacts facts, FactScene scene, DateTimeOffset now) =>
        from leaver in LeavingRules.Leavers(before, next, scene.Structure.Settings.DateAt(now))
        let open = scene.UnderWay.Count(row => row.Seat?.Post.Code == leaver.Post)
        where open > 0
        select new RefusedFact(FactKind.Fill, PlaceOf(facts, leaver.Post, leaver.Person), LeavingRules.ToBeVacated(leaver.Post, leaver.Person, open));

    // Whoever was taken off may not be mentioned any more, but whoever sits there instead.
    private static int PlaceOf(UnitFacts facts, string post, string person) =>
        facts.Fills.FindLastIndex(f => f.Post == post && f.Person == person) is >= 0 and var own ? own : facts.Fills.FindLastIndex(f => f.Post == post);

    private static int PlaceOf(UnitFacts facts, Fill fill) =>
        facts.Fills.FindIndex(f => (f.Post, f.Person, f.Kind, f.Span.From) == (fill.Post, fill.Person, fill.Kind, fill.Span.From));

    private static int PlaceOf(UnitFacts facts, Link link) =>
        facts.Links.FindIndex(l => (l.Kind, l.Subject, l.Target, l.Span.From) == (link.Kind, link.Subject, link.Target, link.Span.From));

    private static bool IsReversed(Span span) => span.To < span.From;

    private static GridRuleException Reversed(Span span) =>
        GridRuleException.BadUserInput($"终止日期 {span.To:yyyy-MM-dd} 早于起始日期 {span.From:yyyy-MM-dd}。", $"It would end on {span.To:yyyy-MM-dd}, before it begins on {span.From:yyyy-MM-dd}.", "to");
}
