namespace ResponsibilityGrid;

/// <summary>What follows from the looks in one unit: what is to be looked at, what was passed over, what piled up, what is disputed.</summary>
internal static class ReviewRules
{
    /// <summary>The open items of a unit in the order of risk for a line; a functional line looks at the duties that are its own.</summary>
    public static List<WorkItem> Work(IEnumerable<ItemView> items, Looks looks, Recurrences back, string line, Outline outline) =>
    [
        .. items.Where(i => i.Post is not null && i.State.IsOpen() && (outline.Settings.KindOf(line) != LineKind.Functional || i.Duty.FunctionalLine == line))
            .Select(i => WorkOf(i, looks, back, line, outline))
            .OrderByDescending(w => w.Risk).ThenBy(w => w.DueOn).ThenBy(w => w.Key.Post, StringComparer.Ordinal).ThenBy(w => w.Key.Duty, StringComparer.Ordinal),
    ];

    /// <summary>
    /// The looks that an item was seen in: at itself, at its post, or at its aspect of the unit. Of a look at a unit as a whole nobody can say
    /// which items it saw.
    /// </summary>
    public static IEnumerable<Look> Seen(ItemView item, Looks looks) =>
        looks.AtItem(item.Key.Post, item.Key.List, item.Key.Duty)
            .Concat(looks.At(new SupervisionTarget { Kind = TargetKind.Post, Post = item.Key.Post }))
            .Concat(looks.At(new SupervisionTarget { Kind = TargetKind.Aspect, Aspect = item.Duty.Aspect }))
            .Concat(looks.At(new SupervisionTarget { Kind = TargetKind.Aspect, Aspect = item.Duty.Aspect, List = item.Key.List }));

    /// <summary>The items that no line looked at in some days, of the key few first.</summary>
    public static List<ItemView> Blind(IEnumerable<ItemView> items, Looks looks, DateOnly from, DateOnly to) =>
    [
        .. items.Where(i => i.Post is not null && i.State != ItemState.Retired && !Seen(i, looks).Any(l => l.On >= from && l.On <= to))
            .OrderByDescending(i => i.Post!.KeyFew).ThenBy(i => i.DueOn).ThenBy(i => i.Key.Post, StringComparer.Ordinal).ThenBy(i => i.Key.Duty, StringComparer.Ordinal),
    ];

    /// <summary>The targets that so many lines looked at within so many days; each once, with the first such days.</summary>
    public static IEnumerable<Pile> Piles(string unit, Looks looks, DateOnly from, DateOnly to, GridSettings settings)
    {
        foreach (var (target, all) in looks.Targets)
        {
            var within = all.Where(l => l.On >= from && l.On <= to).OrderBy(l => l.On).ToList();
            foreach (var first in within)
            {
                var near = within.Where(l => l.On >= first.On && l.On.DayNumber - first.On.DayNumber < settings.PileDays).ToList();
                var lines = near.Select(l => l.Line).Distinct().ToList();
                if (lines.Count < settings.PileLines) continue;
                yield return new Pile(unit, target, [.. lines.OrderBy(settings.Lines.IndexOf)], first.On, near[^1].On);
                break;
            }
        }
    }

    /// <summary>
    /// Where lines that looked at the same do not agree. Whoever found an item's post or aspect clean has seen the item: what another line finds at it was
    /// passed over. The other way round nobody can say of which item a finding at a post was.
    /// </summary>
    public static IEnumerable<Disagreement> Disagreements(string unit, IEnumerable<ItemView> items, Looks looks, DateOnly from, DateOnly to, GridSettings settings)
    {
        var views = new Lazy<ILookup<(string Post, string Duty, string List), ItemView>>(() => items.ToLookup(i => (i.Key.Post, i.Key.Duty, i.Key.List)));
        foreach (var (target, all) in looks.Targets)
        {
            foreach (var found in all.Where(l => !l.Clean && IsWithin(l)))
            {
                var seen = target.Kind == TargetKind.Item && views.Value[(target.Post!, target.Duty!, target.List!)].FirstOrDefault() is { } item ? Seen(item, looks) : all;
                // What the dedicated line passed over is said first.
                var clean = seen.Where(l => l.Clean && IsWithin(l) && l.Line != found.Line && Math.Abs(l.On.DayNumber - found.On.DayNumber) < settings.PileDays).OrderBy(l => settings.KindOf(l.Line)).FirstOrDefault();
                if (clean.By is null) continue;
                var kind = settings.KindOf(found.Line) == LineKind.Functional && settings.KindOf(clean.Line) == LineKind.Dedicated ? DisagreementKind.MissedByDedicated : DisagreementKind.Contradiction;
                yield return new Disagreement { Kind = kind, Unit = unit, Target = target, FoundBy = found.By, FoundOn = found.On, MissedBy = clean.By, MissedOn = clean.On };
            }
        }

        bool IsWithin(Look look) => look.On >= from && look.On <= to;
    }

    /// <summary>
    /// What others found in a unit on the days of a period on which an officer was stationed there, who found nothing on any of them. An officer without findings
    /// where nobody else found any either is none.
    /// </summary>
    public static IEnumerable<Disagreement> Missed(string unit, IEnumerable<Link> stationed, Looks looks, DateOnly from, DateOnly to)
    {
        var findings = looks.Targets.SelectMany(t => t.Value.Where(l => !l.Clean && l.On >= from && l.On <= to).Select(l => (Target: t.Key, Look: l))).ToList();
        return from link in stationed
               let officer = link.Target
               let there = findings.FindAll(f => link.Span.Covers(f.Look.On))
               where there.TrueForAll(f => f.Look.Officer != officer)
               from found in there
               select new Disagreement { Kind = DisagreementKind.MissedByOfficer, Unit = unit, Target = found.Target, FoundBy = found.Look.By, FoundOn = found.Look.On, MissedBy = officer };
    }

    /// <summary>Duties × tasks of a month; a cell without a record stands in it as zero.</summary>
    public static List<OfficerCell> Card(string officer, Looks looks, DateOnly month, GridSettings settings)
    {
        // A record of several targets is one record.
        var records = looks.All.Where(l => l.Officer == officer && Coverages.MonthOf(l.On) == month).DistinctBy(l => l.Origin).ToList();
        return [.. settings.OfficerDuties.SelectMany(duty => settings.OfficerTasks.Select(task => new OfficerCell(duty, task, records.Count(l => l.Duty == duty && l.Task == task))))];
    }

    private static WorkItem WorkOf(ItemView item, Looks looks, Recurrences back, string line, Outline outline)
    {
        var seen = Seen(item, looks).ToList();
        // What was found on one day is one fact, however many targets it was put down at and lines came upon it.
        var findings = seen.Where(l => !l.Clean).Select(l => l.On.DayNumber).Distinct().Order().ToList();
        return new WorkItem
        {
            Key = item.Key,
            Unit = item.Unit,
            Title = item.Duty.Title,
            DueOn = item.DueOn,
            Never = !seen.Exists(l => l.Line == line),
            KeyFew = item.Post!.KeyFew,
            Overdue = ItemFilters.IsOverdue(item.DueOn, item.State, outline.At.AsOf),
            Recurrent = back.Has(item.Key) || findings.Zip(findings.Skip(1)).Any(pair => pair.Second - pair.First <= outline.Settings.RecurrenceDays),
            LastOn = seen.Where(l => l.Line == line).Select(l => (DateOnly?)l.On).Max(),
        };
    }
}
