namespace ResponsibilityGrid;

/// <summary>On whose behalf somebody looks, on a day.</summary>
/// <param name="Unit">The actor's unit; of a stationed post the department that sent it.</param>
/// <param name="Line">The line of that unit.</param>
/// <param name="Over">The establishment whose subtree it supervises.</param>
/// <param name="Officer">The stationed post, if it is one.</param>
internal sealed record Watcher(string Unit, string Line, string Over, string? Officer);

/// <summary>Who supervises whom by line: dated, and never typed.</summary>
internal static class Lines
{
    /// <summary>
    /// The watcher behind an actor: a stationed post acts for its sender and where it is stationed, all others for their unit and over
    /// their bureau with everything below.
    /// </summary>
    /// <exception cref="GridRuleException">The unit has no line on that day.</exception>
    public static Watcher WatcherOf(Outline outline, Actor actor, IEnumerable<Link> links, DateOnly on)
    {
        var seat = actor.Post is { } post ? outline.Post(post) : null;
        var sender = seat is null ? null : links.FirstOrDefault(l => l.Kind == LinkKind.StationedAt && l.Target == seat.Code && l.Span.Superseded is null && l.Span.Covers(on))?.Subject;
        var unit = outline.Find(sender ?? seat?.Unit ?? actor.Unit);
        if (unit?.Line is not { } line)
            throw new GridRuleException(Rule.NotOnLine,
                $"“{unit?.Name ?? actor.Unit}”{on:yyyy-MM-dd} 不在任何监督线上，不能登记监督；请由有监督职能的部门办理，或先调整其监督线。",
                $"\"{unit?.Name ?? actor.Unit}\" is on no supervision line on {on:yyyy-MM-dd} and cannot act as a supervisor.");
        return new Watcher(unit.Code, line, outline.EstablishmentOf(sender is null ? unit.Code : seat!.Unit), sender is null ? null : seat!.Code);
    }

    /// <summary>
    /// Who supervises a unit: the departments with a line in its own bureau and in every bureau above, the nearest first. A department does
    /// not supervise itself, unless it is one of daily supervision.
    /// </summary>
    public static IEnumerable<UnitEntry> Over(Outline outline, string unit) =>
        from establishment in outline.Upwards(outline.EstablishmentOf(unit))
        from member in Survey.Members(outline, establishment)
        let entry = outline.Unit(member)
        where entry.Line is not null && (member != unit || outline.Settings.KindOf(entry.Line) == LineKind.Daily)
        orderby outline.Settings.Lines.IndexOf(entry.Line!)
        select entry;

    /// <summary>The nearest departments of a line that supervise a unit, from its own bureau upwards. None supervises itself, so of a department on the line it is the next one above.</summary>
    public static List<UnitEntry> Nearest(Outline outline, string unit, string line) =>
        outline.Upwards(outline.EstablishmentOf(unit))
            .Select(establishment => Survey.Members(outline, establishment).Where(u => u != unit).Select(outline.Unit).Where(u => u.Line == line && u.Kind == UnitKind.Department).ToList())
            .FirstOrDefault(found => found.Count > 0) ?? [];
}
